import { nodeApiSwaps } from '../../src/core/hints/rules/node-api-swaps';
import { text } from './inputs';
import { nodeApiSwapsPairs } from './node-api-swaps.pair';
import { testRule } from './rule-tester';

/** Texts of one to four bytes for a character, and halves of a pair. */
const wide = (random: () => number) =>
  Array.from(
    { length: 4 },
    () => ['a', 'é', '€', '😀', '\ud800', '\udc00'][Math.floor(random() * 6)],
  ).join('');

testRule(nodeApiSwaps, {
  bench: nodeApiSwapsPairs,
  silent: [
    {
      why: 'about a date that is more than now',
      code: `
        export const time = (s: string) => new Date(s).getTime() + new Date().getDate(); //^
      `,
    },
    {
      why: 'about a Date of the program',
      code: `
        class Date { getTime() { return 1; } }
        export const time = () => new Date().getTime(); //^
      `,
    },
    {
      why: 'about bytes that are decoded, whose number can only be estimated',
      file: 'case.mjs',
      code: `
        export const size = s => Buffer.from(s, 'hex').length + Buffer.from(s, 'base64').length; //^
      `,
    },
    {
      why: 'about a Buffer made from something else',
      code: `
        declare const Buffer: any;
        export const size = () => Buffer.from([1, 2]).length; //^
      `,
    },
    {
      why: 'about texts in different encodings, or of one Buffer only',
      code: `
        export const same = (a: any, b: any) =>
          a.toString('hex') === b.toString('base64') || a.toString('hex') === 'ff'; //^
      `,
    },
    {
      why: 'about numbers in hexadecimal',
      code: `
        export const same = (a: number, b: number) => a.toString(16) === b.toString(16); //^
      `,
    },
    {
      why: 'about a hash of several parts',
      file: 'case.mjs',
      code: `
        import crypto from 'node:crypto';
        export const hash = (a, b) => crypto.createHash('md5').update(a).update(b).digest('hex'); //^
      `,
    },
    {
      why: 'about another module that has a createHash',
      file: 'case.mjs',
      code: `
        import crypto from './crypto.mjs';
        export const hash = a => crypto.createHash('md5').update(a).digest('hex'); //^
      `,
    },
    {
      why: 'about random bytes that are no identifier',
      file: 'case.mjs',
      code: `
        import * as crypto from 'crypto';
        export const key = () => crypto.randomBytes(32).toString('hex'); //^
      `,
    },
  ],
  hints: [
    {
      why: 'the time now',
      code: `
        export const isPast = () => new Date().getTime() > 1e12 && typeof Number(1); //^
      `,
      safety: 'safe',
      fixed: `
        export const isPast = () => Date.now() > 1e12 && typeof Number(1);
      `,
      run: { call: 'isPast', inputs: [] },
    },
    {
      why: 'the time now, turned into a number',
      file: 'case.mjs',
      code: `
        export function isPast() {
          return +new Date() > 1e12; //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function isPast() {
          return Date.now() > 1e12;
        }
      `,
      run: { call: 'isPast', inputs: [] },
    },
    {
      why: 'the bytes of a text',
      file: 'case.mjs',
      code: `
        export const size = (...parts) => Buffer.from(parts.join(''), 'utf8').length; //^
      `,
      safety: 'safe',
      fixed: `
        export const size = (...parts) => Buffer.byteLength(parts.join(''), 'utf8');
      `,
      run: { call: 'size', inputs: [wide, text, wide] },
    },
    {
      why: 'the bytes of what may be no text, to be reviewed',
      file: 'case.mjs',
      code: `
        import { Buffer } from 'node:buffer';
        export const size = s => Buffer.from(s).byteLength; //^
      `,
      safety: 'review',
      differs: /not a string/,
      fixed: `
        import { Buffer } from 'node:buffer';
        export const size = s => Buffer.byteLength(s);
      `,
    },
    {
      why: 'two buffers compared as texts, to be reviewed',
      file: 'case.mjs',
      code: `
        export const differ = (a, b) => a.hash.toString('hex') !== b.toString('hex'); //^
      `,
      safety: 'review',
      differs: /not a Buffer/,
      fixed: `
        export const differ = (a, b) => !a.hash.equals(b);
      `,
    },
    {
      why: 'a hash of one text, to be reviewed',
      file: 'case.mjs',
      code: `
        import crypto from 'node:crypto';
        export const hash = a => crypto.createHash('sha1').update(a).digest('hex'); //^
      `,
      safety: 'review',
      differs: /20\.12/,
      fixed: `
        import crypto from 'node:crypto';
        export const hash = a => crypto.hash('sha1', a, 'hex');
      `,
    },
    {
      why: 'random bytes as an identifier, to be reviewed',
      file: 'case.cjs',
      code: `
        const crypto = require('crypto');
        exports.id = () => crypto.randomBytes(16).toString('hex'); //^
      `,
      safety: 'review',
      differs: /dashes/,
      fixed: `
        const crypto = require('crypto');
        exports.id = () => crypto.randomUUID();
      `,
    },
    {
      why: 'a comment in the way, as advice',
      code: `
        export const time = () => new Date() /* now */.getTime(); //^
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});
