import type { BenchPair } from './rule-tester';

const rows = `Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => (x * y) % 7))`;

export const loopInterchangePairs: readonly BenchPair[] = [
  {
    rule: 'loop-interchange',
    file: 'grid-total.ts',
    code: `
      function gridTotal(grid: number[][]) {
        let sum = 0;
        for (let x = 0; x < grid[0].length; x++) {
          for (let y = 0; y < grid.length; y++) {
            sum += grid[y][x]; //^
          }
        }
        return sum;
      }
    `,
    call: 'gridTotal',
    inputs: `[${rows}]`,
    sizes: [100, 300, 500, 1000],
    firesAt: 1000,
  },
  {
    rule: 'loop-interchange',
    file: 'product.ts',
    code: `
      function product(a: number[][], b: number[][]) {
        const n = a.length;
        const c = Array.from({ length: n }, () => new Array(n).fill(0));
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            for (let k = 0; k < n; k++) c[i][j] += a[i][k] * b[k][j]; //^
        return c;
      }
    `,
    call: 'product',
    inputs: `[${rows}, ${rows}]`,
    sizes: [30, 300],
    firesAt: 300,
  },
  {
    rule: 'loop-interchange',
    file: 'products.js',
    code: `
      function products(a, b) {
        const n = a.length;
        const c = [];
        for (let i = 0; i < n; i++) {
          const row = [];
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < n; k++) sum += a[i][k] * b[k][j]; //^
            row.push(sum);
          }
          c.push(row);
        }
        return c;
      }
    `,
    advised: `
      function products(a, b) {
        const n = a.length;
        const c = [];
        for (let i = 0; i < n; i++) {
          const row = new Array(n).fill(0);
          for (let k = 0; k < n; k++) {
            const factor = a[i][k];
            const other = b[k];
            for (let j = 0; j < n; j++) row[j] += factor * other[j];
          }
          c.push(row);
        }
        return c;
      }
    `,
    call: 'products',
    inputs: `[${rows}, ${rows}]`,
    sizes: [30, 300],
    firesAt: 300,
  },
];
