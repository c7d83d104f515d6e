class Subject {
  constructor() {
    this.a = Object.create(null);
    this.b = Object.create(null);
    this.c = Object.create(null);
    for (let i = 0; i < 512; i++) {
      this.a[`key ${i}`] = i;
      this.b[`key ${i}`] = i;
      this.c[`key ${i}`] = i;
    }
    this.asked = Object.keys(this.a);
  }

  read(key) {
    const { a, b, c } = this;
    return a[key] + b[key] + c[key] + a[key] + b[key] + c[key] + a[key] + b[key] + c[key]; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.read(subject.asked[i & 511]);
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 2000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 60000);
}
process.exitCode = total > 0 ? 0 : 1;
