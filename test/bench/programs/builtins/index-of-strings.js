class Subject {
  constructor() {
    this.text = Array.from({ length: 1000 }, (_, i) => `item ${i * 2};`).join('');
    this.asked = Array.from({ length: 512 }, (_, i) => `${i};`);
  }

  find(word) {
    return this.text.indexOf(word); // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.find(subject.asked[i & 511]);
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
