import type { BenchPair } from './rule-tester';

const rule = 'log-per-line';

export const logPerLinePairs: readonly BenchPair[] = [
  {
    rule,
    file: 'log.js',
    code: `
      function print(n) {
        for (let i = 0; i < n; i++) {
          console.log(\`line \${i}\`); //^
        }
      }
    `,
    call: 'print',
    inputs: '[size]',
    sizes: [1, 10, 100, 1000],
    firesAt: 10,
  },
  {
    rule,
    file: 'write.js',
    code: `
      function printed(n) {
        for (let i = 0; i < n; i++) process.stdout.write('line ' + i + '\\n'); //^
      }
    `,
    call: 'printed',
    inputs: '[size]',
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
];
