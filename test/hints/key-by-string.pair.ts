import type { BenchPair } from './rule-tester';

export const keyByStringPairs: readonly BenchPair[] = [
  {
    rule: 'key-by-string',
    file: 'visited.ts',
    code: `
      function visited(moves: number[]) {
        const seen = new Set<string>();
        let x = 0;
        let y = 0;
        for (const move of moves) {
          if (move % 2 === 0) x += 1;
          else y += 1;
          seen.add(JSON.stringify([x, y])); //^
        }
        return seen.size;
      }
    `,
    call: 'visited',
    inputs: `[Array.from({ length: size }, (_, i) => (i * 7919) % 1009)]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
];
