class Subject {
  constructor() {
    this.parts = ['a first part, ', 'and a second'];
  }

  join(a, b) {
    return a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b; // here
  }
}

function count(subject, n) {
  const [first, second] = subject.parts;
  let hits = 1;
  for (let i = 0; i < n; i++) {
    if (subject.join(first, second) === '') hits++;
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
