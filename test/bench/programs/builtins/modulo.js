class Subject {
  constructor() {
    this.turn = 6.283185307;
  }

  wrap(x) {
    return (x % this.turn) + (x % 3.3) + (x % 4.7) + (x % 5.1); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.wrap(i * 1234.5678);
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 50000);
}
process.exitCode = total > 0 ? 0 : 1;
