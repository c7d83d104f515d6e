class Subject {
  constructor() {
    this.list = Array.from({ length: 3000 }, (_, i) => i);
  }

  copy() {
    return [...this.list]; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.copy().length;
  }
  return hits;
}

const subject = new Subject();
const until = Date.now() + Number(process.argv[2] ?? 900);
let total = 0;
while (Date.now() < until) {
  total += count(subject, 20);
}
process.exitCode = total > 0 ? 0 : 1;
