// Work of a size that is asked for: texts, a map, a sort. A run of 600 takes some 100 ms of CPU time, a third of it for starting.
const rounds = Number(process.argv[2]);
let sum = 0;
for (let round = 0; round < rounds; round++) {
  const words = new Map();
  for (let i = 0; i < 400; i++) {
    const word = 'k' + ((i * 7919 + round) % 211);
    words.set(word, (words.get(word) ?? 0) + i);
  }
  sum += [...words.values()].sort((a, b) => a - b)[10];
}
console.log(sum);
