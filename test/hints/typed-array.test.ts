import { typedArray } from '../../src/core/hints/rules/typed-array';
import { integer } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';
import { typedArrayPairs } from './typed-array.pair';

testRule(typedArray, {
  bench: typedArrayPairs,
  silent: [
    {
      why: 'about entries that are more than yes and no, or whose value is used',
      code: `
        export function f(n: number, out: unknown[]) {
          const one = new Array(n).fill(0);
          for (let i = 0; i < n; i++) one[i] = i; //^
          const two = new Array(n).fill(false);
          for (let i = 0; i < n; i++) two[i] = i > 2; //^
          const three = new Array(n).fill(false);
          for (let i = 0; i < n; i++) out.push(three[i]); //^
          const four = new Array(n).fill(false);
          for (let i = 0; i < n; i++) if (four[i] === false) out.push(i); //^
          const five = new Array(n).fill(false);
          for (let i = 0; i < n; i++) out.push(five[i] = true); //^
        }
      `,
    },
    {
      why: 'about an array that grows, goes somewhere or is gone through in another way',
      code: `
        export function f(n: number, out: unknown[]) {
          const one = new Array(n).fill(true);
          for (let i = 0; i < n; i++) one[i] = false; //^
          one.push(true);
          const two = new Array(n).fill(true);
          for (let i = 0; i < n; i++) two[i] = false; //^
          out.push(two);
          const three = new Array(n).fill(true);
          for (let i = 0; i < n; i++) three[i] = false; //^
          for (const x of three) out.push(x);
          let four = new Array(n).fill(true);
          for (let i = 0; i < n; i++) four[i] = false; //^
          four = [];
          const five: unknown[] = new Array(n).fill(true);
          for (let i = 0; i < n; i++) five[i] = false; //^
          const six = new Array(n).fill(true);
          for (let i = 0; i < n; i++) six[i] = false; //^
          six.length = 2;
        }
      `,
    },
    {
      why: 'outside of loops, and about arrays made in another way',
      code: `
        export function f(n: number) {
          const one = new Array(n).fill(true);
          if (one[2]) one[1] = false; //^
          const two = Array.from({ length: n }, () => true);
          for (let i = 0; i < n; i++) two[i] = false; //^
          const three = [true, true];
          for (let i = 0; i < n; i++) three[i] = false; //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a sieve',
      code: `
        export function primes(most: number) {
          const isPrime: boolean[] = new Array(most + 1).fill(true); // all, at first
          isPrime[0] = false;
          const found: number[] = [];
          for (let i = 2; i < isPrime.length; i++) {
            if (!isPrime[i]) continue;
            found.push(i);
            for (let k = i * i; k <= most; k += i) isPrime[k] = false; //^
          }
          return found;
        }
      `,
      safety: 'review',
      differs: /beyond the end/,
      fixed: `
        export function primes(most: number) {
          const isPrime = new Uint8Array(most + 1).fill(1); // all, at first
          isPrime[0] = 0;
          const found: number[] = [];
          for (let i = 2; i < isPrime.length; i++) {
            if (!isPrime[i]) continue;
            found.push(i);
            for (let k = i * i; k <= most; k += i) isPrime[k] = 0;
          }
          return found;
        }
      `,
    },
    {
      why: 'places that were seen',
      file: 'case.js',
      code: `
        exports.repeated = (numbers, most) => {
          const seen = Array(most).fill(false);
          for (const n of numbers) {
            if (seen[n] && n > 0) return n; //^
            seen[n] = true;
          }
          return -1;
        };
      `,
      safety: 'review',
      fixed: `
        exports.repeated = (numbers, most) => {
          const seen = new Uint8Array(most).fill(0);
          for (const n of numbers) {
            if (seen[n] && n > 0) return n;
            seen[n] = 1;
          }
          return -1;
        };
      `,
    },
    {
      why: 'a comment that would be lost, as advice',
      code: `
        export function f(n: number) {
          const all = new Array(/* one more */ n + 1).fill(true);
          for (let i = 0; i < n; i++) all[i] = false; //^
        }
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule typed-array', () => {
  it('finds the same numbers, also where entries behind the end are asked for', () => {
    const code = `
      function left(size: number) {
        const open = new Array(size).fill(true);
        const out: number[] = [];
        for (let i = 2; i < size + 5; i++) {
          if (!open[i]) continue;
          out.push(i);
          for (let k = i; k < size; k += i) open[k] = false; //^
        }
        return out;
      }
    `;
    assertSameResults(typedArray, 'case.ts', code, 'left', [r => (integer(r) as number) * 9]);
  });
});
