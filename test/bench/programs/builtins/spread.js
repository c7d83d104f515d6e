class Subject {
  constructor() {
    this.list = Array.from({ length: 3000 }, (_, i) => i);
    this.last = this.list;
  }

  copy() {
    return [...this.list]; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    subject.last = subject.copy();
    hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 4000);
}
process.exitCode = total > 0 ? 0 : 1;
