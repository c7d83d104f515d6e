class Subject {
  constructor() {
    this.text = Array.from({ length: 1000 }, (_, i) => `item ${i * 2};`).join('');
    this.asked = Array.from({ length: 500 }, (_, i) => `${i};`);
  }

  find(word) {
    return this.text.indexOf(word); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.find(subject.asked[i]);
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
