import { readlineForAwait } from '../../src/core/hints/rules/readline-for-await';
import { readlineForAwaitPairs } from './readline-for-await.pair';
import { testRule } from './rule-tester';

testRule(readlineForAwait, {
  bench: readlineForAwaitPairs,
  silent: [
    {
      why: 'about other things that are waited for one by one',
      file: 'case.mjs',
      code: `
        import { createInterface } from './reader.mjs';
        export async function f(input, lines) {
          const reader = createInterface({ input });
          for await (const line of reader) lines.push(line); //^
          for await (const line of input) lines.push(line); //^
        }
      `,
    },
    {
      why: 'about a reader that is asked for more than its lines',
      file: 'case.mjs',
      code: `
        import { createInterface } from 'node:readline';
        export async function f(input, lines) {
          const reader = createInterface({ input });
          for await (const line of reader) { //^
            if (line === '') reader.close();
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'lines that are only counted',
      file: 'case.mjs',
      code: `
        import { createInterface } from 'node:readline';
        export async function f(input) {
          let n = 0;
          const reader = createInterface({ input });
          for await (const line of reader) { //^
            if (line === '') continue;
            for (const one of line) if (one === ' ') continue;
            n++; // one more
          }
          return n;
        }
      `,
      safety: 'review',
      differs: /the program then ends/,
      fixed: `
        import { createInterface } from 'node:readline';
        export async function f(input) {
          let n = 0;
          const reader = createInterface({ input });
          reader.on('line', line => {
            if (line === '') return;
            for (const one of line) if (one === ' ') continue;
            n++; // one more
          });
          await new Promise(resolve => reader.once('close', resolve));
          return n;
        }
      `,
    },
    ...['break;', 'return line;', 'await line;'].map(way => ({
      why: `a loop with \`${way}\`, as advice`,
      file: 'case.mjs',
      code: `
        import readline from 'node:readline';
        export async function f(input) {
          const reader = readline.createInterface({ input });
          for await (const line of reader) { //^
            if (line === '') ${way}
          }
        }
      `,
      safety: 'advice' as const,
    })),
  ],
});
