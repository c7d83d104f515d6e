class Subject {
  constructor() {
    this.pattern = /(\d+)-(\w+)-end$/;
    this.texts = Array.from(
      { length: 500 },
      (_, i) => `some longer text before ${i}-word-${i % 2 ? 'end' : 'not'}`,
    );
  }

  matches(text) {
    return this.pattern.test(text); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.matches(subject.texts[i])) hits++;
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
