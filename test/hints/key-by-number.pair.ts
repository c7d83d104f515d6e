import type { BenchPair } from './rule-tester';

export const keyByNumberPairs: readonly BenchPair[] = [
  {
    rule: 'key-by-number',
    file: 'reached.ts',
    code: `
      function reached(width: number, height: number) {
        const seen = new Set<string>();
        const open = [[0, 0]];
        for (let [x, y] = open[0]; open.length > 0; [x, y] = open.pop()!) {
          if (x < 0 || y < 0 || x >= width || y >= height) continue;
          const key = \`\${+x},\${+y}\`; //^
          if (seen.has(key)) continue;
          seen.add(key);
          open.push([x + 1, y], [x, y + 1], [x - 1, y], [x, y - 1]);
        }
        return seen.size;
      }
    `,
    advised: `
      function reached(width: number, height: number) {
        const seen = new Set<number>();
        const open = [[0, 0]];
        for (let [x, y] = open[0]; open.length > 0; [x, y] = open.pop()!) {
          if (x < 0 || y < 0 || x >= width || y >= height) continue;
          const key = y * width + x;
          if (seen.has(key)) continue;
          seen.add(key);
          open.push([x + 1, y], [x, y + 1], [x - 1, y], [x, y - 1]);
        }
        return seen.size;
      }
    `,
    call: 'reached',
    inputs: '[size, size]',
    sizes: [3, 30, 300],
    firesAt: 3,
  },
];
