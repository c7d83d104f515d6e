class Subject {
  constructor() {
    this.parts = Array.from({ length: 500 }, (_, i) => `part ${i};`);
  }

  join(a, b) {
    return a + b + a + b + a + b + a + b + a + b + a + b; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.join('a first part', subject.parts[i]).length;
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
