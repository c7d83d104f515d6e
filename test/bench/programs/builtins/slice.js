class Subject {
  constructor() {
    this.list = Array.from({ length: 3000 }, (_, i) => i);
    this.last = this.list;
  }

  part(from) {
    return this.list.slice(from, 2900); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    subject.last = subject.part(i & 7);
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
