import { numberFunctions } from '../../src/core/hints/rules/number-functions';
import { numberFunctionsPairs } from './number-functions.pair';
import { testRule } from './rule-tester';

/** Up to some 130 bits, negative ones too. */
const big = (random: () => number) =>
  (random() < 0.5 ? -1n : 1n) *
  (BigInt(Math.floor(random() * 2 ** 50)) << BigInt(Math.floor(random() * 80)));

testRule(numberFunctions, {
  bench: numberFunctionsPairs,
  silent: [
    {
      why: 'about squares',
      code: `
        export const square = (x: number) => x ** 2 + Math.pow(x, 2); //^
      `,
    },
    {
      why: 'about a cube of what is called each time',
      code: `
        export const cube = (f: () => number) => f() ** 3; //^
      `,
    },
    {
      why: 'about a cube of a BigInt, which is exact',
      code: `
        export const cube = (x: bigint) => x ** 3n + x ** (3 as any); //^
      `,
    },
    {
      why: 'about parseInt of a text',
      code: `
        export const read = (s: string) => parseInt(s, 10) + Number(s); //^
      `,
    },
    {
      why: 'about parseInt of what is not known, or with another radix',
      file: 'case.mjs',
      code: `
        export const read = x => parseInt(x) + parseInt(x / 2, 16); //^
      `,
    },
    {
      why: 'about toFixed that stays a text',
      code: `
        export const show = (x: number) => x.toFixed(2); //^
      `,
    },
    {
      why: 'about masks of other sizes, and of what may be no BigInt',
      code: `
        export const low = (x: bigint, y: any) => (x & 0xffffn) + (y & 0xffffffffffffffffn); //^
      `,
    },
    {
      why: 'about a Math of the program',
      code: `
        const Math = { hypot: (...all: number[]) => all.length };
        export const far = (x: number, y: number) => Math.hypot(x, y); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a distance',
      code: `
        export const far = (a: number[], b: number[]) => Math.hypot(a[0] - b[0], b[1]) / 2; //^
      `,
      safety: 'review',
      differs: /last digit/,
      fixed: `
        export const far = (a: number[], b: number[]) => Math.sqrt((a[0] - b[0]) ** 2 + b[1] ** 2) / 2;
      `,
    },
    {
      why: 'a cube',
      code: `
        export const volume = (o: { r: number }) => (4 / 3) * Math.PI * o.r ** 3; //^
      `,
      safety: 'review',
      differs: /last digit/,
      fixed: `
        export const volume = (o: { r: number }) => (4 / 3) * Math.PI * (o.r * o.r * o.r);
      `,
    },
    {
      why: 'a cube by Math.pow',
      code: `
        export const cube = (x: number) => { return Math.pow(x, 3); }; //^
      `,
      safety: 'review',
      fixed: `
        export const cube = (x: number) => { return x * x * x; };
      `,
    },
    {
      why: 'a number that is made a text and read',
      file: 'case.mjs',
      code: `
        export const half = (...xs) => parseInt(xs.length / 2, 10) + 1; //^
      `,
      safety: 'review',
      differs: /exponent/,
      fixed: `
        export const half = (...xs) => Math.trunc(xs.length / 2) + 1;
      `,
    },
    {
      why: 'a number that is rounded by way of a text',
      code: `
        export const price = (x: number, y: number) => +(x * y).toFixed(2); //^
      `,
      safety: 'review',
      differs: /halves/,
      fixed: `
        export const price = (x: number, y: number) => (Math.round((x * y) * 100) / 100);
      `,
    },
    {
      why: 'what may be no number, as advice',
      file: 'case.mjs',
      code: `
        export const price = x => Number(x.toFixed(1)); //^
      `,
      safety: 'advice',
      differs: /not a number/,
    },
    {
      why: 'a mask of 64 bits',
      code: `
        const MASK = (1n << 64n) - 1n;
        export const hash = (x: bigint, y: bigint) => (x * 31n + y) & MASK; //^
      `,
      safety: 'safe',
      fixed: `
        const MASK = (1n << 64n) - 1n;
        export const hash = (x: bigint, y: bigint) => BigInt.asUintN(64, x * 31n + y);
      `,
      run: { call: 'hash', inputs: [big, big] },
    },
    {
      why: 'a mask that is written out, around a variable that is set anew',
      file: 'case.mjs',
      code: `
        export function hash(...xs) {
          let h = 3n;
          for (const x of xs) h = 0xffff_ffff_ffff_ffffn & (h * 31n); //^
          return h;
        }
      `,
      safety: 'safe',
      fixed: `
        export function hash(...xs) {
          let h = 3n;
          for (const x of xs) h = BigInt.asUintN(64, h * 31n);
          return h;
        }
      `,
      run: { call: 'hash', inputs: [big, big, big] },
    },
    {
      why: 'a comment in the way, as advice',
      code: `
        export const far = (x: number, y: number) => Math.hypot(x, /* down */ y); //^
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});
