import type { BenchPair } from './rule-tester';

const words = `[Array.from({ length: 4 * size }, (_, i) => 'k' + (i * 7 % size))]`;
const sizes = [16, 32, 40, 64, 1000];

export const dedupeSetPairs: readonly BenchPair[] = [
  {
    rule: 'dedupe-set',
    file: 'first-only.js',
    code: `
      function firstOnly(words) {
        return words.filter((word, i) => words.indexOf(word) === i).length; //^
      }
    `,
    call: 'firstOnly',
    inputs: words,
    sizes,
    firesAt: 40,
  },
  {
    rule: 'dedupe-set',
    file: 'gathered.js',
    code: `
      function gathered(words) {
        const found = [];
        for (const word of words) if (!found.includes(word)) found.push(word); //^
        return found.length;
      }
    `,
    call: 'gathered',
    inputs: words,
    sizes,
    firesAt: 40,
  },
];
