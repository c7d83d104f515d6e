class Subject {
  constructor() {
    this.a = Object.create(null);
    this.b = Object.create(null);
    this.c = Object.create(null);
    for (let i = 0; i < 800; i++) {
      this.a[`key ${i}`] = i;
      this.b[`key ${i}`] = i;
      this.c[`key ${i}`] = i;
    }
    this.asked = Object.keys(this.a);
  }

  read(key) {
    return this.a[key] + this.b[key] + this.c[key] + this.a[key] + this.b[key] + this.c[key]; // here
  }
}

function count(subject, n) {
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += subject.read(subject.asked[i % 800]);
  }
  return hits;
}

const subject = new Subject();
const enough = Number(process.argv[2] ?? 1000) * 1000;
let total = 0;
while (process.cpuUsage().user < enough) {
  total += count(subject, 80000);
}
process.exitCode = total > 0 ? 0 : 1;
