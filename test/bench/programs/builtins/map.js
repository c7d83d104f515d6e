class Subject {
  constructor() {
    this.map = new Map(Array.from({ length: 20000 }, (_, i) => [i * 3.5, i]));
  }

  look(id) {
    return this.map.get(id); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.look(i * 3.5) !== undefined) hits++;
  }
  return hits;
}

const subject = new Subject();
const until = Date.now() + Number(process.argv[2] ?? 900);
let total = 0;
while (Date.now() < until) {
  total += count(subject, 20000);
}
process.exitCode = total > 0 ? 0 : 1;
