import type { BenchPair } from './rule-tester';

const texts = (count: number) =>
  Array.from({ length: count }, (_, i) => `'${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${i}'`);
const words = `[Array.from({ length: size }, (_, i) => 'abcdefghijklmnopqrstuvwxyz'[i % 26] + (i % 9))]`;

/** A function `call` that asks `test` once per word, in a function of its own. */
function asking(call: string, file: string, body: string): BenchPair {
  return {
    rule: 'constant-collection-per-call',
    file,
    code: `
      function ask(word) {
        ${body}
      }
      function ${call}(words) {
        let sum = 0;
        for (const word of words) if (ask(word)) sum++;
        return sum;
      }
    `,
    call,
    inputs: words,
    sizes: [100, 10_000],
    firesAt: 100,
  };
}

export const constantCollectionPerCallPairs: readonly BenchPair[] = [
  asking('oneInSet', 'one.js', `return new Set(['a1']).has(word); //^`),
  asking('threeInSet', 'three.js', `return new Set(['a1', 'b2', 'c3']).has(word); //^`),
  asking('inMap', 'map.js', `return new Map([['a1', 1], ['b2', 2]]).get(word); //^`),
  asking('inFive', 'five.js', `return [${texts(5).join(', ')}].includes(word); //^`),
  asking('inTwenty', 'twenty.js', `return [${texts(20).join(', ')}].includes(word); //^`),
  asking(
    'inTable',
    'table.js',
    `return ({ ${texts(10)
      .map(text => `${text}: 1`)
      .join(', ')} })[word]; //^`,
  ),
  asking('byPattern', 'pattern.js', `return new RegExp('^[a-f][0-5]$').test(word); //^`),
  {
    rule: 'constant-collection-per-call',
    file: 'decoder.js',
    code: `
      function decode(bytes) {
        return new TextDecoder().decode(bytes).length; //^
      }
      function decoded(bytes) {
        let sum = 0;
        for (let i = 0; i < 100; i++) sum += decode(bytes);
        return sum;
      }
    `,
    call: 'decoded',
    inputs: `[new Uint8Array(size).fill(97)]`,
    sizes: [10, 100],
    firesAt: 10,
  },
];
