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
    hits += subject.find(i);
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
