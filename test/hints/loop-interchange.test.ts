import { loopInterchange } from '../../src/core/hints/rules/loop-interchange';
import { integer, listOf, number, value } from './inputs';
import { loopInterchangePairs } from './loop-interchange.pair';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

/** Two loops down the columns of `g`, around something. */
const down = (body: string, before = '') => `
  export function f(g: number[][], h: number, w: number, out: number[][], list: number[]) {
    let sum = 0;
    let other = 0;
    ${before}
    for (let x = 0; x < w; x++) {
      for (let y = 0; y < h; y++) {
        ${body} //^
      }
    }
    return sum + other;
  }
`;
/** Loops whose heads are other ones. */
const heads = (outer: string, inner: string, body = 'sum += g[y][x];') => `
  export function f(g: number[][], h: number, w: number, list: number[]) {
    let sum = 0;
    let n = 0;
    for (${outer}) for (${inner}) { ${body} } //^
    return sum + n;
  }
`;

testRule(loopInterchange, {
  bench: loopInterchangePairs,
  silent: [
    ...Object.entries({
      'where the inner loop goes along the rows': 'sum += g[x][y];',
      'where one of two goes along the rows': 'out[x][y] = g[y][x];',
      'where a round needs what others set': 'out[y][x] = out[y][x - 1] + g[y][x];',
      'where a sum is looked at': 'if (sum < 9) sum += g[y][x];',
      'where a sum is used for another': 'sum += g[y][x]; other += sum;',
      'where the last one counts': 'list[0] = g[y][x];',
      'where a part of them is added to one': 'if (g[y][x] > 1) list[0] += g[y][x];',
      'where a variable is set': 'sum = g[y][x];',
      'where the largest is kept': 'if (g[y][x] > sum) sum = g[y][x];',
      'where something is called': 'sum += Number(g[y][x]); console.log(sum);',
      'where numbers are random': 'sum += g[y][x] * Math.random();',
      'where a round may leave the loop': 'sum += g[y][x]; if (g[y][x] < 0) break;',
      'where a round may return': 'if (g[y][x] < 0) return 1; sum += g[y][x];',
      'where a list is added to': 'if (g[y][x] > 0) list.push(x);',
      'where a variable of the loops is set': 'sum += g[y][x]; y++;',
      'where an index is counted': 'list[sum] = g[y][x]; sum++;',
      'where a row is set by another name': 'const row = out[y]; row[x] = g[y][x];',
      'where a variable is set twice': 'sum += g[y][x]; sum *= 2;',
      'where nothing is set': 'g[y][x];',
      'where functions are made': 'const at = () => x; sum += g[y][x] + at();',
      'where it is asked with a question mark': 'sum += g[y]?.[x];',
    }).map(([why, body]) => ({ why, code: down(body) })),
    ...Object.entries({
      'where the inner loop ends by the outer one': [
        'let x = 0; x < w; x++',
        'let y = 0; y < x; y++',
      ],
      'where the inner loop starts by the outer one': [
        'let x = 0; x < w; x++',
        'let y = x; y < h; y++',
      ],
      'where the rows have their own ends': [
        'let y = 0; y < h; y++',
        'let x = 0; x < g[y].length; x++',
      ],
      'where a limit is worked out by a call': [
        'let x = 0; x < w; x++',
        'let y = 0; y < Number(h); y++',
      ],
      'where a loop does not count': ['let x = 0; x < w;', 'let y = 0; y < h; y++'],
      'where a loop ends by something else': [
        'let x = 0; x < w && n < 3; x++',
        'let y = 0; y < h; y++',
      ],
      'where the other variable means something else': [
        'let x = 0; x < w; x++',
        'let x = 0; x < h; x++',
      ],
    }).map(([why, [outer, inner]]) => ({ why, code: heads(outer, inner) })),
    {
      why: 'where a limit is counted up',
      code: heads('let x = 0; x < n; x++', 'let y = 0; y < h; y++', 'sum += g[y][x]; n++;'),
    },
    {
      why: 'where a limit is the length of a list that grows',
      code: heads('let x = 0; x < w; x++', 'let y = 0; y < list.length; y++', 'list[x] = g[y][x];'),
    },
    {
      why: 'where something else is done in the outer loop',
      code: `
        export function f(g: number[][], n: number, out: number[]) {
          let sum = 0;
          for (let x = 0; x < n; x++) {
            for (let y = 0; y < n; y++) sum += g[y][x]; //^
            out.push(sum);
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a sum of all entries',
      code: `
        export function total(grid: readonly number[][]) {
          let sum = 0;
          // every entry
          for (let x = 0; x < grid[0].length; x++) { // columns
            for (let y = grid.length - 1; y >= 0; y -= 1) {
              const value = grid[y][x]; //^
              if (value > 0) sum += Math.abs(value);
            }
          }
          return sum;
        }
      `,
      safety: 'review',
      differs: /no whole numbers/,
      fixed: `
        export function total(grid: readonly number[][]) {
          let sum = 0;
          // every entry
          for (let y = grid.length - 1; y >= 0; y -= 1) { // columns
            for (let x = 0; x < grid[0].length; x++) {
              const value = grid[y][x];
              if (value > 0) sum += Math.abs(value);
            }
          }
          return sum;
        }
      `,
    },
    {
      why: 'a product of matrices',
      file: 'case.js',
      code: `
        exports.product = (a, b, c, n) => {
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              for (let k = 0; k < n; k++)
                c[i][j] += a[i][k] * b[k][j]; //^
        };
      `,
      safety: 'review',
      differs: /`c` shares rows/,
      fixed: `
        exports.product = (a, b, c, n) => {
          for (let i = 0; i < n; i++)
            for (let k = 0; k < n; k++)
              for (let j = 0; j < n; j++)
                c[i][j] += a[i][k] * b[k][j];
        };
      `,
    },
    {
      why: 'entries that are set one by one',
      code: `
        export function doubled(grid: number[][]) {
          for (let x = 0; x < grid[0].length; x++)
            for (let y = 0; y < grid.length; y++) grid[y][x] = grid[y][x] * 2; //^
        }
      `,
      safety: 'review',
      differs: /row is missing: it throws/,
      fixed: `
        export function doubled(grid: number[][]) {
          for (let y = 0; y < grid.length; y++)
            for (let x = 0; x < grid[0].length; x++) grid[y][x] = grid[y][x] * 2;
        }
      `,
    },
    {
      why: 'sums and counts of rows',
      code: `
        class Board {
          cells: number[][] = [];
          width = 0;
          count(sums: number[], full: number) {
            let found = 0;
            for (let x = 0; x < this.width; x++)
              for (let y = 0; y < sums.length; y++) {
                sums[y] += this.cells[y][x]; //^
                if (this.cells[y][x] === full) found++;
              }
            return found;
          }
        }
      `,
      safety: 'review',
      differs: /`sums` shares rows/,
      fixed: `
        class Board {
          cells: number[][] = [];
          width = 0;
          count(sums: number[], full: number) {
            let found = 0;
            for (let y = 0; y < sums.length; y++)
              for (let x = 0; x < this.width; x++) {
                sums[y] += this.cells[y][x];
                if (this.cells[y][x] === full) found++;
              }
            return found;
          }
        }
      `,
    },
    {
      why: 'sums that are begun for each column, as advice',
      file: 'case.js',
      code: `
        exports.product = (a, b, row) => {
          for (let j = 0; j < row.length; j++) {
            let sum = 0;
            for (let k = 0; k < b.length; k++) sum += a[k] * b[k][j]; //^
            row[j] = sum;
          }
        };
      `,
      safety: 'advice',
      differs: /sums have to be kept/,
    },
  ],
});

describe('the rule loop-interchange', () => {
  const sides = `const h = rows.length, w = h === 0 ? 0 : Math.min(...rows.map(row => row.length));`;

  it('sets the same entries, whatever they are and however often a row is there', () => {
    const code = `
      function run(rows, n, odd) {
        ${sides}
        const out = rows.map(row => row.slice());
        const marks = [];
        if (h > 2) out[1] = out[0];
        let found = 0;
        for (let x = 0; x < w; x++)
          for (let y = 0; y < h; y++) {
            out[y][x] = out[y][x] + odd; //^
            marks[y] = rows[y][x];
            if (rows[y][x] > n) found++;
          }
        return [out, marks, found];
      }
    `;
    const inputs = [listOf(listOf(value)), integer, value];
    assertSameResults(loopInterchange, 'case.js', code, 'run', inputs);
  });

  it('adds up in the same order for each entry of a product', () => {
    const code = `
      function run(rows, factors) {
        ${sides}
        const sums = [];
        for (let x = 0; x < w; x++) sums[x] = 0.1;
        for (let x = 0; x < w; x++)
          for (let y = 0; y < h; y++) sums[x] += factors[y] * rows[y][x]; //^
        return sums;
      }
    `;
    assertSameResults(loopInterchange, 'case.js', code, 'run', [
      listOf(listOf(number)),
      listOf(number),
    ]);
  });

  it('gives the same sum of whole numbers', () => {
    const code = `
      function run(rows) {
        ${sides}
        let sum = 0;
        for (let x = 0; x < w; x++) for (let y = 0; y < h; y++) sum += rows[y][x]; //^
        return sum;
      }
    `;
    assertSameResults(loopInterchange, 'case.js', code, 'run', [listOf(listOf(integer))]);
  });
});
