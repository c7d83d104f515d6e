import type { BenchPair } from './rule-tester';

export const spreadMergeKnownShapePairs: readonly BenchPair[] = [
  {
    rule: 'spread-merge-known-shape',
    file: 'places.ts',
    code: `
      interface User { name: string; age: number }
      interface Place { city: string; street: string }
      function placed(users: User[], places: Place[]) {
        let total = 0;
        for (let i = 0; i < users.length; i++) {
          const user: User = users[i];
          const place: Place = places[i];
          const both = { ...user, ...place }; //^
          total += both.age + both.city.length;
        }
        return total;
      }
    `,
    call: 'placed',
    inputs: `[
      Array.from({ length: size }, (_, i) => ({ name: 'n' + i, age: i })),
      Array.from({ length: size }, (_, i) => ({ city: 'c' + i, street: 's' })),
    ]`,
    sizes: [1, 100],
    firesAt: 1,
  },
  {
    rule: 'spread-merge-known-shape',
    file: 'without-id.ts',
    code: `
      interface Row { id: number; name: string; age: number }
      function withoutIds(rows: Row[]) {
        let total = 0;
        for (const row of rows) {
          const { id, ...rest } = row; //^
          total += id + rest.age + rest.name.length;
        }
        return total;
      }
    `,
    call: 'withoutIds',
    inputs: `[Array.from({ length: size }, (_, i) => ({ id: i, name: 'n' + i, age: i }))]`,
    sizes: [1, 100],
    firesAt: 1,
  },
];
