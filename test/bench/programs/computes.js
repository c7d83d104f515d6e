// Computes, and makes garbage, until it has used this many milliseconds of CPU time.
'use strict';

const wanted = Number(process.argv[2]) * 1000;

function mix(turns) {
  let sum = 0;
  for (let n = 0; n < turns; n++) sum += Math.sqrt(n) % 7;
  return sum;
}

function write(count) {
  const rows = [];
  for (let n = 0; n < count; n++) rows.push({ id: n, name: `row ${n}` });
  return JSON.stringify(rows).length;
}

let sum = 0;
let used = 0;
while (used < wanted) {
  sum += mix(100_000) + write(2000);
  const { user, system } = process.cpuUsage();
  used = user + system;
}
console.log(sum);
