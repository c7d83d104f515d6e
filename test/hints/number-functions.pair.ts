import type { BenchPair } from './rule-tester';

const numbers = `[Array.from({ length: size }, (_, i) => i * 2)]`;

const pair = (call: string, expression: string): BenchPair => ({
  rule: 'number-functions',
  file: `${call}.ts`,
  code: `
    function ${call}(xs: number[]) {
      let sum = 0;
      for (const x of xs) sum += ${expression}; //^
      return Math.round(sum);
    }
  `,
  call,
  inputs: numbers,
  sizes: [1000],
  firesAt: 1000,
});

export const numberFunctionsPairs: readonly BenchPair[] = [
  pair('far', 'Math.hypot(x, 3)'),
  pair('cubes', 'x ** 3'),
  pair('parsed', 'parseInt((x / 2) as never)'),
  pair('fixed', 'Number((x / 4).toFixed(2))'),
  {
    rule: 'number-functions',
    file: 'hash.ts',
    code: `
      function hash(seed: bigint, n: number) {
        let h: bigint = seed;
        for (let i = 0; i < n; i++) h = (h * 1099511628211n) & 0xffffffffffffffffn; //^
        return h;
      }
    `,
    call: 'hash',
    inputs: '[14695981039346656037n, size]',
    sizes: [1000],
    firesAt: 1000,
  },
];
