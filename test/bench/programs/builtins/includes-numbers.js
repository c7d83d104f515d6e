class Subject {
  constructor() {
    this.list = Array.from({ length: 1000 }, (_, i) => i * 2);
  }

  allow(id) {
    return this.list.includes(id); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.allow(i & 511)) hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 5000);
}
process.exitCode = total > 0 ? 0 : 1;
