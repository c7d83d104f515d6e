class Subject {
  constructor() {
    this.list = Array.from({ length: 60 }, (_, i) => `item ${(i * 7919) % 101}`);
  }

  order() {
    return this.list.slice(0).sort(); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.order().length;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 2000);
}
process.exitCode = total > 0 ? 0 : 1;
