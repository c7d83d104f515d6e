class Subject {
  constructor() {
    this.parts = Array.from({ length: 500 }, (_, i) => `part ${i};`);
  }

  join(a, b) {
    return a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.join('a first part', subject.parts[i % 500]) !== '') hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 1000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 50000);
}
process.exitCode = total > 0 ? 0 : 1;
