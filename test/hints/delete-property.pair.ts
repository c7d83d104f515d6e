import type { BenchPair } from './rule-tester';

export const deletePropertyPairs: readonly BenchPair[] = [
  {
    rule: 'delete-property',
    file: 'public-of.js',
    code: `
      function publicOf(users) {
        let total = 0;
        for (const user of users) {
          const shown = { ...user };
          delete shown.secret; //^
          total += shown.name.length + shown.age;
        }
        return total;
      }
    `,
    call: 'publicOf',
    inputs: `[Array.from({ length: size }, (_, i) => ({ name: 'n' + i, secret: 's', age: i }))]`,
    sizes: [1, 100],
    firesAt: 1,
  },
  {
    rule: 'delete-property',
    file: 'marked.js',
    code: `
      function marked(count) {
        let total = 0;
        for (let i = 0; i < count; i++) {
          const state = { at: i, open: true, left: 3 };
          if (state.open) delete state.open; //^
          total += state.at + state.left + (state.open ? 1 : 0);
        }
        return total;
      }
    `,
    call: 'marked',
    inputs: `[size]`,
    sizes: [1, 100],
    firesAt: 1,
  },
];
