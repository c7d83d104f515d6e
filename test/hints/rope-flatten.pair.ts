import type { BenchPair } from './rule-tester';

export const ropeFlattenPairs: readonly BenchPair[] = [
  {
    rule: 'rope-flatten',
    file: 'rope.js',
    code: `
      function joined(words) {
        let all = '';
        let spaces = 0;
        for (const word of words) {
          all += word;
          if (all[all.length - 1] === ' ') spaces++; //^
        }
        return all.length + spaces;
      }
    `,
    advised: `
      function joined(words) {
        let all = '';
        let spaces = 0;
        let last = '';
        for (const word of words) {
          all += word;
          if (word !== '') last = word[word.length - 1];
          if (last === ' ') spaces++;
        }
        return all.length + spaces;
      }
    `,
    call: 'joined',
    inputs: `[Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 'word ' : 'word'))]`,
    sizes: [10, 100, 1000],
    firesAt: 100,
  },
];
