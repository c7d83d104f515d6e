class Subject {
  constructor() {
    const ids = Array.from({ length: 30000 }, (_, i) => i * 1.5);
    this.a = new Set(ids);
    this.b = new Set(ids);
    this.c = new Set(ids);
  }

  has(i) {
    return this.a.has(i * 1.7) && this.b.has(i * 1.7) && this.c.has(i * 1.7); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.has((i & 1023) * 15)) hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 90000);
}
process.exitCode = total > 0 ? 0 : 1;
