class Subject {
  constructor() {
    const entries = Array.from({ length: 16384 }, (_, i) => [i * 3.5, i]);
    this.a = new Map(entries);
    this.b = new Map(entries);
    this.c = new Map(entries);
  }

  look(i) {
    const { a, b, c } = this;
    const x = i * 3.5;
    return a.get(x) !== undefined && b.get(x) !== undefined && c.get(x) !== undefined; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.look(i & 16383)) hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 60000);
}
process.exitCode = total > 0 ? 0 : 1;
