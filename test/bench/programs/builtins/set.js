class Subject {
  constructor() {
    this.set = new Set(Array.from({ length: 100000 }, (_, i) => i));
  }

  has(id) {
    return this.set.has(id); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.has(i)) hits++;
  }
  return hits;
}

const subject = new Subject();
const until = Date.now() + Number(process.argv[2] ?? 900);
let total = 0;
while (Date.now() < until) {
  total += count(subject, 200000);
}
process.exitCode = total > 0 ? 0 : 1;
