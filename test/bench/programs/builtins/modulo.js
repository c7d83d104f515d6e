class Subject {
  constructor() {
    this.turn = 6.283185307;
  }

  wrap(x) {
    return x % this.turn; // here
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
const until = Date.now() + Number(process.argv[2] ?? 900);
let total = 0;
while (Date.now() < until) {
  total += count(subject, 500);
}
process.exitCode = total > 0 ? 0 : 1;
