class Subject {
  constructor() {
    const text = 'x'.repeat(20000);
    this.a = Array.from({ length: 64 }, (_, i) => Buffer.from(text + (i & 1)).toString());
    this.b = Array.from({ length: 64 }, () => Buffer.from(`${text}0`).toString());
  }

  same(a, b) {
    return a === b; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.same(subject.a[i & 63], subject.b[i & 63])) hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 4000);
}
process.exitCode = total > 0 ? 0 : 1;
