import { logPerLine } from '../../src/core/hints/rules/log-per-line';
import { logPerLinePairs } from './log-per-line.pair';
import { testRule } from './rule-tester';

testRule(logPerLine, {
  bench: logPerLinePairs,
  silent: [
    {
      why: 'about a line that no loop writes',
      file: 'case.js',
      code: `
        export const say = text => console.log(\`say \${text}\`); //^
      `,
    },
    {
      why: 'about errors, which must not be lost',
      file: 'case.js',
      code: `
        export function f(list) {
          for (const one of list) console.error(\`no \${one}\`); //^
        }
      `,
    },
    {
      why: 'about a loop that has no end, or waits between two lines',
      file: 'case.js',
      code: `
        export async function f(next, list) {
          while (true) console.log(\`now \${next()}\`); //^
          for (;;) console.log(\`now \${next()}\`); //^
          for (const one of list) console.log(\`now \${await one}\`); //^
          for await (const one of list) console.log(\`then \${one}\`); //^
        }
      `,
    },
    {
      why: 'about a loop that returns',
      file: 'case.js',
      code: `
        export function f(list) {
          for (const one of list) {
            console.log(\`now \${one}\`); //^
            if (one === 'end') return;
          }
        }
      `,
    },
    {
      why: 'about a console of the program’s own, and callbacks that may run later',
      file: 'case.js',
      code: `
        import { console } from './console.js';
        export function f(list, events) {
          for (const one of list) console.log(\`now \${one}\`); //^
          events.forEach(one => process.stdout.write(\`now \${one}\`)); //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'lines of two calls in a loop in a loop',
      file: 'case.mjs',
      code: `
        export function f(grid, lines) {
          // All of them.
          for (const row of grid) {
            for (const cell of row) console.log(\`cell \${cell}\`); //^
            if (row.length === lines) console.log('end');
          }
          return grid;
        }
      `,
      safety: 'review',
      differs: /after the loop/,
      fixed: `
        export function f(grid, lines) {
          const lines2 = [];
          // All of them.
          for (const row of grid) {
            for (const cell of row) lines2.push(\`cell \${cell}\`);
            if (row.length === lines) lines2.push('end');
          }
          if (lines2.length > 0) console.log(lines2.join('\\n'));
          return grid;
        }
      `,
    },
    {
      why: 'lines of a forEach in a file without semicolons',
      file: 'case.mjs',
      code: `
        const names = ['a', 'b']
        names.forEach(name => console.info('name ' + name)) //^
      `,
      safety: 'review',
      fixed: `
        const names = ['a', 'b']
        const lines = []
        names.forEach(name => lines.push('name ' + name))
        if (lines.length > 0) console.info(lines.join('\\n'))
      `,
    },
    {
      why: 'texts written to the standard output',
      file: 'case.mjs',
      code: `
        export function f(n) {
          let i = 0;
          outer: while (i < n) {
            i++;
            if (i % 2 === 0) continue outer;
            process.stdout.write(String(i)); //^
          }
        }
      `,
      safety: 'review',
      fixed: `
        export function f(n) {
          let i = 0;
          const lines = [];
          outer: while (i < n) {
            i++;
            if (i % 2 === 0) continue outer;
            lines.push(String(i));
          }
          if (lines.length > 0) process.stdout.write(lines.join(''));
        }
      `,
    },
    {
      why: 'what may be no text, as advice',
      file: 'case.mjs',
      code: `
        export function f(list) {
          for (const one of list) console.log(one); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'lines among which something else is written, as advice',
      file: 'case.mjs',
      code: `
        export function f(list) {
          for (const one of list) {
            console.log(\`now \${one}\`); //^
            console.table([one]);
          }
          for (const one of list) {
            console.log(\`now \${one}\`);
            process.stdout.write('.');
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'lines before which the program may be ended, as advice',
      file: 'case.mjs',
      code: `
        export function f(list) {
          for (const one of list) {
            console.log(\`now \${one}\`); //^
            if (one === 'end') process.exit(1);
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'lines with a format or a comment, as advice',
      file: 'case.mjs',
      code: `
        export function f(list) {
          for (const one of list) console.log('%s!', one); //^
          for (const one of list) console.log(\`now \${one}\` /* it */);
        }
      `,
      safety: 'advice',
    },
  ],
});
