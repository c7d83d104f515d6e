class Subject {
  constructor() {
    this.table = Object.create(null);
    for (let i = 0; i < 800; i++) this.table[`key ${i}`] = i;
    this.asked = Object.keys(this.table);
  }

  read(key) {
    return this.table[key]; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.read(subject.asked[i]);
  }
  return hits;
}

const subject = new Subject();
const until = Date.now() + Number(process.argv[2] ?? 900);
let total = 0;
while (Date.now() < until) {
  total += count(subject, 800);
}
process.exitCode = total > 0 ? 0 : 1;
