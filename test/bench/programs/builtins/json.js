class Subject {
  constructor() {
    this.text = JSON.stringify(
      Array.from({ length: 20 }, (_, i) => ({ id: i, name: `item ${i}` })),
    );
  }

  parse() {
    return JSON.parse(this.text); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.parse().length;
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
