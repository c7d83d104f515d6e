import { ropeFlatten } from '../../src/core/hints/rules/rope-flatten';
import { ropeFlattenPairs } from './rope-flatten.pair';
import { testRule } from './rule-tester';

testRule(ropeFlatten, {
  bench: ropeFlattenPairs,
  silent: [
    {
      why: 'about a text that is looked into when it is complete',
      code: `
        export function f(words: string[]) {
          let all = '';
          for (const word of words) all += word;
          let n = 0;
          for (let i = 0; i < all.length; i++) if (all[i] === ' ') n++; //^
          return n;
        }
      `,
    },
    {
      why: 'about its length, and about what is added',
      code: `
        export function f(words: string[]) {
          let all = '';
          for (const word of words) {
            all += word[0]; //^
            if (all.length > 9) break; //^
          }
          return all;
        }
      `,
    },
    {
      why: 'about a text that each round begins anew, and about numbers and lists',
      code: `
        export function f(words: string[], list: number[]) {
          let sum = 0;
          for (const word of words) {
            let one = 'a';
            one += word;
            sum += one.charCodeAt(1); //^
            sum += list[sum]; //^
          }
          return sum;
        }
      `,
    },
  ],
  hints: [
    ...['all[all.length - 1]', 'all.charCodeAt(0)', 'all.endsWith(word)', 'all.at(-1)'].map(
      look => ({
        why: `${look} between two additions`,
        code: `
        export function f(words: string[]) {
          let all = '';
          let n = 0;
          for (const word of words) {
            all += word;
            if (${look}) n++; //^
          }
          return n + all;
        }
      `,
        safety: 'advice' as const,
      }),
    ),
    {
      why: 'a text that is set to itself and more',
      code: `
        export function f(next: () => string) {
          let all = '';
          while (all[0] !== 'b') { //^
            all = all + next();
          }
          return all;
        }
      `,
      safety: 'advice',
    },
  ],
});
