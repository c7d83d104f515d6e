import type { BenchPair } from './rule-tester';

export const callbackToLoopPairs: readonly BenchPair[] = [
  {
    rule: 'callback-to-loop',
    file: 'longest.ts',
    code: `
      function longest(words: string[]) {
        let most = 0;
        words.forEach(word => { //^
          if (word.length > most) most = word.length;
        });
        return most;
      }
    `,
    call: 'longest',
    inputs: `[Array.from({ length: size }, (_, i) => 'x'.repeat((i * 7919) % 101))]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'callback-to-loop',
    file: 'place.ts',
    code: `
      function place(words: string[]) {
        let most = 0;
        let at = -1;
        words.forEach((word, i) => { //^
          if (word.length > most) {
            most = word.length;
            at = i;
          }
        });
        return at;
      }
    `,
    call: 'place',
    inputs: `[Array.from({ length: size }, (_, i) => 'x'.repeat((i * 7919) % 101))]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
];
