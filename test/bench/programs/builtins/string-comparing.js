class Subject {
  constructor() {
    const text = 'x'.repeat(4000);
    this.a = Array.from({ length: 50 }, (_, i) => Buffer.from(text + (i & 1)).toString());
    this.b = Array.from({ length: 50 }, () => Buffer.from(`${text}0`).toString());
  }

  same(a, b) {
    return a === b; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.same(subject.a[i], subject.b[i])) hits++;
  }
  return hits;
}

const subject = new Subject();
const until = Date.now() + Number(process.argv[2] ?? 900);
let total = 0;
while (Date.now() < until) {
  total += count(subject, 50);
}
process.exitCode = total > 0 ? 0 : 1;
