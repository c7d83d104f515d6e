class Subject {
  constructor() {
    const entries = Array.from({ length: 20000 }, (_, i) => [i * 3.5, i]);
    this.a = new Map(entries);
    this.b = new Map(entries);
    this.c = new Map(entries);
  }

  look(id) {
    return this.a.get(id) + this.b.get(id) + this.c.get(id); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.look((i % 20000) * 3.5);
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 1000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 60000);
}
process.exitCode = total > 0 ? 0 : 1;
