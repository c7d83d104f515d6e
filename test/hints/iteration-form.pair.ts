import type { BenchPair } from './rule-tester';

const numbers = `[Array.from({ length: size }, (_, i) => (i * 7919) % 1009), 500]`;
const words = `['x'.repeat(size)]`;

export const iterationFormPairs: readonly BenchPair[] = [
  {
    rule: 'iteration-form',
    file: 'first.ts',
    code: `
      function first(values: number[], least: number) {
        return Array.from(values).filter(value => value > least)[0]; //^
      }
    `,
    call: 'first',
    inputs: numbers,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'any.ts',
    code: `
      function any(values: number[], least: number) {
        return values.filter(value => value > least + 500).length > 0; //^
      }
    `,
    call: 'any',
    inputs: numbers,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'pairs-of.ts',
    code: `
      function pairsOf(values: number[]) {
        let sum = 0;
        for (const [i, value] of values.entries()) sum += i * value; //^
        return sum;
      }
    `,
    call: 'pairsOf',
    inputs: numbers,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'keys-of.ts',
    code: `
      function keysOf(values: number[]) {
        let sum = 0;
        for (const i in values) sum += values[i]; //^
        return sum;
      }
    `,
    call: 'keysOf',
    inputs: numbers,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'backwards.ts',
    code: `
      function backwards(values: number[]) {
        let sum = 0;
        for (const value of [...values].reverse()) sum = sum * 3 + value; //^
        return sum;
      }
    `,
    call: 'backwards',
    inputs: numbers,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'letters.ts',
    code: `
      function letters(text: string) {
        let n = 0;
        for (const letter of text) if (letter === 'x') n++; //^
        return n;
      }
    `,
    call: 'letters',
    inputs: words,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'spelled.ts',
    code: `
      function spelled(text: string) {
        let n = 0;
        for (const letter of [...text]) if (letter === 'x') n++; //^
        return n;
      }
    `,
    call: 'spelled',
    inputs: words,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'sum-of.ts',
    code: `
      async function sumOf(values: number[]) {
        let sum = 0;
        for await (const value of values) sum += value; //^
        return sum;
      }
    `,
    call: 'sumOf',
    inputs: numbers,
    sizes: [1, 10, 1000],
    firesAt: 1,
  },
  {
    rule: 'iteration-form',
    file: 'weighted.ts',
    code: `
      function* range(end: number) {
        for (let i = 0; i < end; i++) yield i;
      }
      function weighted(values: number[]) {
        let sum = 0;
        for (const i of range(values.length)) sum += values[i] * i; //^
        return sum;
      }
    `,
    call: 'weighted',
    inputs: numbers,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'iteration-form',
    file: 'large.ts',
    code: `
      function large(sizes: Map<string, number>) {
        const found = [...sizes.values()].filter(size => size > 5).length; //^
        return found;
      }
    `,
    call: 'large',
    inputs: `[new Map(Array.from({ length: size }, (_, i) => ['k' + i, i]))]`,
    sizes: [10, 1000],
    firesAt: 10,
  },
];
