class Subject {
  constructor() {
    const ids = Array.from({ length: 30000 }, (_, i) => i);
    this.a = new Set(ids);
    this.b = new Set(ids);
    this.c = new Set(ids);
  }

  has(id) {
    return this.a.has(id) || this.b.has(id) || this.c.has(id); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (!subject.has((i % 30000) + 30000)) hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 1000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 90000);
}
process.exitCode = total > 0 ? 0 : 1;
