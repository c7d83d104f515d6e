import type { BenchPair } from './rule-tester';

export const cloneKnownShapePairs: readonly BenchPair[] = [
  {
    rule: 'clone-known-shape',
    file: 'copies.ts',
    code: `
      interface User { name: string; age: number; tags: string[]; place: { city: string } }
      function copies(users: User[]) {
        let total = 0;
        for (const user of users) {
          const copy: User = JSON.parse(JSON.stringify(user)); //^
          copy.age++;
          total += copy.age + copy.tags.length + copy.place.city.length;
        }
        return total;
      }
    `,
    call: 'copies',
    inputs: `[Array.from({ length: size }, (_, i) => ({ name: 'n' + i, age: i, tags: ['a', 'b'], place: { city: 'c' } }))]`,
    sizes: [1, 100],
    firesAt: 1,
  },
  {
    rule: 'clone-known-shape',
    file: 'boards.ts',
    code: `
      function boards(board: number[][], times: number) {
        let total = 0;
        for (let i = 0; i < times; i++) {
          const next = JSON.parse(JSON.stringify(board)) as number[][]; //^
          next[0][0] = i;
          total += next[0][0];
        }
        return total;
      }
    `,
    call: 'boards',
    inputs: `[Array.from({ length: size }, () => new Array(size).fill(1)), 10]`,
    sizes: [1, 10, 100],
    firesAt: 1,
  },
];
