// Lines marked with a letter are timed by the program itself, in place, round by round: that is the truth the profile is
// held against. The median of the rounds, since a loaded system stops a program anywhere.
const laps = { a: [], b: [], c: [], d: [], e: [] };
const list = Array.from({ length: 2000 }, (_, i) => i * 3);
const text = `${'some words and '.repeat(400)}the end`;

function lap(line, since) {
  const now = performance.now();
  laps[line].push(now - since);
  return now;
}

function mix(x, turns) {
  let mixed = x;
  for (let i = 0; i < turns; i++) mixed = (mixed * 31 + i) | 0; // self f
  return mixed;
}

function work(turns) {
  let x = turns;
  let at = performance.now();
  for (let i = 0; i < 12 * turns; i++) x = (x * 31 + i) | 0; // self a
  at = lap('a', at);
  for (let i = 0; i < 36 * turns; i++) x = (x * 31 + i) | 0; // self b
  at = lap('b', at);
  for (let i = 0; i < 30; i++) if (list.includes(x + i)) x++; // self c
  at = lap('c', at);
  x = mix(x, 10 * turns); // total d
  at = lap('d', at);
  x = mix(x, 20 * turns) + text.length; // total e
  lap('e', at);
  return x;
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

const began = process.cpuUsage();
const enough = Number(process.argv[2] ?? 2800) * 1000;
let x = 0;
while (process.cpuUsage(began).user < enough) for (let i = 0; i < 50; i++) x += work(1000);
const [a, b, c, d, e] = Object.values(laps).map(median);
console.log(JSON.stringify({ a, b, c, d, e, f: d + e, x }));
