import type { BenchPair } from './rule-tester';

export const ownIndexPairs: readonly BenchPair[] = [
  {
    rule: 'own-index',
    file: 'own-index.js',
    code: `
      function numbered(words) {
        return words.map(word => words.indexOf(word) + word).length; //^
      }
    `,
    call: 'numbered',
    inputs: `[Array.from({ length: size }, (_, i) => 'k' + i)]`,
    sizes: [3, 10, 100, 1000],
    firesAt: 10,
  },
];
