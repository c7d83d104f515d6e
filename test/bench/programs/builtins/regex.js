class Subject {
  constructor() {
    this.pattern = /(\d+)-(\w+)-end$/;
    this.texts = Array.from(
      { length: 512 },
      (_, i) => `${'some longer text before 12-ab '.repeat(10)}${i}-word-${i % 2 ? 'end' : 'not'}`,
    );
  }

  matches(text) {
    return this.pattern.test(text); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    if (subject.matches(subject.texts[i & 511])) hits++;
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 10000);
}
process.exitCode = total > 0 ? 0 : 1;
