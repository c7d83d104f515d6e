import { appendPerLine } from '../../src/core/hints/rules/append-per-line';
import { appendPerLinePairs } from './append-per-line.pair';
import { testRule } from './rule-tester';

testRule(appendPerLine, {
  bench: appendPerLinePairs,
  silent: [
    {
      why: 'about a line that no loop appends',
      file: 'case.mjs',
      code: `
        import { appendFileSync } from 'node:fs';
        export const note = text => appendFileSync('notes.txt', \`\${text}\\n\`); //^
      `,
    },
    {
      why: 'about another file each time',
      file: 'case.mjs',
      code: `
        import { appendFileSync } from 'node:fs';
        export function f(list) {
          for (const one of list) appendFileSync(one.path, 'seen'); //^
          let path = 'a';
          for (const one of list) {
            path += 'a';
            appendFileSync(path, 'seen'); //^
          }
        }
      `,
    },
    {
      why: 'about another module’s function, and a loop that waits',
      file: 'case.mjs',
      code: `
        import { appendFileSync } from './files.mjs';
        import fs from 'fs';
        export async function f(list) {
          for (const one of list) appendFileSync('a', 'seen'); //^
          for (const one of list) fs.appendFileSync('a', \`\${await one}\`); //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'texts for one file',
      code: `
        // @ts-nocheck
        import { appendFileSync as add } from 'node:fs';
        export function f(path: string, list: number[]) {
          for (const one of list) {
            if (one > 0) add(path, \`\${one}\\n\`, 'utf8'); //^
          }
        }
      `,
      safety: 'review',
      differs: /if the loop throws/,
      fixed: `
        // @ts-nocheck
        import { appendFileSync as add } from 'node:fs';
        export function f(path: string, list: number[]) {
          const lines: string[] = [];
          for (const one of list) {
            if (one > 0) lines.push(\`\${one}\\n\`);
          }
          if (lines.length > 0) add(path, lines.join(''), 'utf8');
        }
      `,
    },
    {
      why: 'bytes, as advice',
      file: 'case.mjs',
      code: `
        import { appendFileSync } from 'node:fs';
        export function f(list) {
          for (const one of list) appendFileSync('a', one); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a loop that does more with files, as advice',
      file: 'case.mjs',
      code: `
        import fs from 'node:fs';
        export function f(list) {
          for (const one of list) {
            fs.appendFileSync('a', \`\${one}\`); //^
            if (fs.statSync('a').size > 100) fs.renameSync('a', 'b');
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'options that are more than an encoding, as advice',
      file: 'case.mjs',
      code: `
        import fs from 'node:fs';
        export function f(list) {
          for (const one of list) fs.appendFileSync('a', \`\${one}\`, { mode: 0o600 }); //^
        }
      `,
      safety: 'advice',
    },
  ],
});
