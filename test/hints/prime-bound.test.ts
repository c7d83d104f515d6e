import { primeBound } from '../../src/core/hints/rules/prime-bound';
import { integer } from './inputs';
import { primeBoundPairs } from './prime-bound.pair';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

testRule(primeBound, {
  bench: primeBoundPairs,
  silent: [
    {
      why: 'about a search that goes no further than the root',
      code: `
        export function isPrime(n: number) {
          for (let i = 2; i * i <= n; i++) if (n % i === 0) return false; //^
          for (let i = 2; i <= Math.sqrt(n); i++) if (n % i === 0) return false; //^
          return true;
        }
      `,
    },
    {
      why: 'where all divisors are gathered or counted',
      code: `
        export function divisors(n: number) {
          const all: number[] = [];
          let count = 0;
          let last = 0;
          for (let i = 2; i < n; i++) if (n % i === 0) all.push(i); //^
          for (let i = 2; i < n; i++) if (n % i === 0) count++; //^
          for (let i = 2; i < n; i++) if (n % i === 0) last = i; //^
          for (let i = 2; i < n; i++) if (n % i === 0) { count += 1; last = 0; } //^
          for (let i = 2; i < n; i++) { if (n % i === 0) break; count++; } //^
          for (let i = 2; i < n; i++) if (n % i === 0) return all; else count++; //^
          return [all, count, last];
        }
      `,
    },
    {
      why: 'about a loop that starts, ends or steps elsewhere',
      code: `
        export function f(n: number, m: number) {
          for (let i = 1; i < n; i++) if (n % i === 0) return 1; //^
          for (let i = 4; i < n; i++) if (n % i === 0) return 1; //^
          for (let i = 2; i < n; i += 2) if (n % i === 0) return 1; //^
          for (let i = 2; i <= n; i++) if (n % i === 0) return 1; //^
          for (let i = 2; i < n / 2; i++) if (n % i === 0) return 1; //^
          for (let i = 2; i < m; i++) if (n % i === 0) return 1; //^
          for (let i = n - 1; i > 1; i--) if (n % i === 0) return 1; //^
          return 0;
        }
      `,
    },
    {
      why: 'about another question',
      code: `
        export function f(n: number) {
          for (let i = 2; i < n; i++) if (i % n === 0) return 1; //^
          for (let i = 2; i < n; i++) if (n % i === 1) return 1; //^
          for (let i = 2; i < n; i++) if (n % i) return 1; //^
          for (let i = 2; i < n; i++) if (n % i !== 0) return 1; //^
          return 0;
        }
      `,
    },
    {
      why: 'about an index that is used after the loop',
      code: `
        export function f(n: number) {
          for (var i = 2; i < n; i++) if (n % i === 0) break; //^
          return i;
        }
      `,
    },
    {
      why: 'where what is set is the number or the index',
      code: `
        export function f(n: number) {
          for (let i = 2; i < n; i++) if (n % i === 0) n = 7; //^
          for (let i = 2; i < n; i++) if (n % i === 0) i = 7; //^
          search: for (let i = 2; i < n; i++) if (n % i === 0) continue search; //^
          return n;
        }
      `,
    },
  ],
  hints: [
    {
      why: 'the usual test of a prime',
      code: `
        export function isPrime(n: number): boolean {
          if (n < 2) return false;
          for (let i = 2; i < n; i++) { // one by one
            if (n % i === 0) return false; //^
          }
          return true;
        }
      `,
      safety: 'safe',
      fixed: `
        export function isPrime(n: number): boolean {
          if (n < 2) return false;
          for (let i = 2; i * i <= n; i++) { // one by one
            if (n % i === 0) return false;
          }
          return true;
        }
      `,
      run: {
        call: 'isPrime',
        inputs: [
          random => [Number.NaN, -0, 2.5, Math.floor(random() * 300)][Math.floor(random() * 4)],
        ],
      },
    },
    {
      why: 'the first divisor, up to a half',
      code: `
        export function divisor(text: string): number | undefined {
          const n = text.length * 7 + 15;
          for (let i = 2; i <= Math.floor(n / 2); ++i) if (!(n % i)) return i; //^
          return undefined;
        }
      `,
      safety: 'safe',
      fixed: `
        export function divisor(text: string): number | undefined {
          const n = text.length * 7 + 15;
          for (let i = 2; i * i <= n; ++i) if (!(n % i)) return i;
          return undefined;
        }
      `,
      run: { call: 'divisor', inputs: [random => 'a'.repeat((random() * 300) | 0)] },
    },
    {
      why: 'a variable that is set, in a loop over numbers',
      code: `
        export function primes(most: number) {
          const found: number[] = [];
          for (let n = 2; n < most * 9; n++) {
            let prime = true;
            for (let i = 2; i <= n / 2; i += 1) if (n % i == 0) prime = false; //^
            if (prime) found.push(n);
          }
          return found;
        }
      `,
      safety: 'safe',
      fixed: `
        export function primes(most: number) {
          const found: number[] = [];
          for (let n = 2; n < most * 9; n++) {
            let prime = true;
            for (let i = 2; i * i <= n; i += 1) if (n % i == 0) prime = false;
            if (prime) found.push(n);
          }
          return found;
        }
      `,
      run: { call: 'primes', inputs: [integer] },
    },
    {
      why: 'a loop that goes on with the next number',
      file: 'case.js',
      code: `
        exports.primes = function primes(n) {
          const all = [];
          next: for (let at = 2; at < n; at++) {
            for (let i = 2; i < at; i++) {
              if (at % i === 0) continue next; //^
            }
            all.push(at);
          }
          return all;
        };
      `,
      safety: 'safe',
      fixed: `
        exports.primes = function primes(n) {
          const all = [];
          next: for (let at = 2; at < n; at++) {
            for (let i = 2; i * i <= at; i++) {
              if (at % i === 0) continue next;
            }
            all.push(at);
          }
          return all;
        };
      `,
      run: { not: 'it is a property here; the same as the one above' },
    },
    {
      why: 'odd divisors only',
      code: `
        export function isPrime(n: number) {
          if (n % 2 === 0) return n === 2;
          let prime = n > 1;
          for (let i = 3; i < n; i += 2) { //^
            if (n % i === 0) { prime = false; break; }
          }
          return prime;
        }
      `,
      safety: 'review',
      differs: /is even/,
      fixed: `
        export function isPrime(n: number) {
          if (n % 2 === 0) return n === 2;
          let prime = n > 1;
          for (let i = 3; i * i <= n; i += 2) {
            if (n % i === 0) { prime = false; break; }
          }
          return prime;
        }
      `,
    },
    {
      why: 'what may be no number',
      file: 'case.js',
      code: `
        exports.isPrime = n => {
          for (let i = 2; i < n; i++) if (n % i === 0) return false; //^
          return true;
        };
      `,
      safety: 'review',
      differs: /not a number/,
      fixed: `
        exports.isPrime = n => {
          for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
          return true;
        };
      `,
    },
    {
      why: 'a comment that would be lost, as advice',
      code: `
        export function isPrime(n: number) {
          for (let i = 2; (/* all */ i < n); i++) if (n % i === 0) return false; //^
          return true;
        }
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule prime-bound', () => {
  it('finds the same divisor of every number up to a thousand', () => {
    const code = `
      function divisor(n: number) {
        for (let i = 2; i < n; i++) if (n % i === 0) return i; //^
        return 0;
      }
    `;
    let n = -3;
    assertSameResults(primeBound, 'case.ts', code, 'divisor', [() => n]);
    for (n = -2; n < 30; n++)
      assertSameResults(primeBound, 'case.ts', code, 'divisor', [
        random => n + Math.floor(random() * 970),
      ]);
  });
});
