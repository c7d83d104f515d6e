class Subject {
  constructor() {
    this.list = Array.from({ length: 1000 }, (_, i) => i * 1.5);
  }

  find(id) {
    return this.list.indexOf(id); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.find(i & 511);
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
