import type { BenchPair } from './rule-tester';

const numbers = `Array.from({ length: size }, (_, i) => i)`;

/** A copy in both, since the list that is given must be whole again the next time. */
export const spliceRemoveLoopPairs: readonly BenchPair[] = [
  {
    rule: 'splice-remove-loop',
    file: 'without-thirds.js',
    code: `
      function withoutThirds(numbers) {
        const list = [...numbers];
        for (let i = list.length - 1; i >= 0; i--) {
          if (list[i] % 3 === 0) list.splice(i, 1); //^
        }
        return list;
      }
    `,
    call: 'withoutThirds',
    inputs: `[${numbers}]`,
    sizes: [3, 10, 100, 10_000],
    firesAt: 10,
  },
  {
    rule: 'splice-remove-loop',
    file: 'alive.ts',
    code: `
      function alive(numbers: { dead: boolean }[]) {
        const list = [...numbers];
        for (let i = 0; i < list.length; i++) {
          const item = list[i];
          if (item.dead) {
            list.splice(i, 1); //^
            i--;
          }
        }
        return list;
      }
    `,
    call: 'alive',
    inputs: `[${numbers}.map(i => ({ dead: i % 4 === 0 }))]`,
    sizes: [3, 10, 100, 10_000],
    firesAt: 10,
  },
];
