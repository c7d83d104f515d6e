import type { BenchPair } from './rule-tester';

/** Half of the run is spent waiting there. */
export const waited = { waiting: { share: 0.5, samples: 500 } };

export const awaitSequentialPairs: readonly BenchPair[] = [
  {
    rule: 'await-sequential',
    file: 'sequential.ts',
    code: `
      declare function setTimeout(then: (value: unknown) => void, ms: number): void;
      const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
      async function sequential(list: number[]) {
        for (const ms of list) {
          await rest(ms); //^
        }
        return list.length;
      }
    `,
    measured: waited,
    call: 'sequential',
    inputs: '[Array.from({ length: size }, () => 2)]',
    sizes: [5],
    firesAt: 5,
    waits: true,
  },
];
