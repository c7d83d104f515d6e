import { readSameFile } from '../../src/core/hints/rules/read-same-file';
import { readSameFilePairs } from './read-same-file.pair';
import { testRule } from './rule-tester';

testRule(readSameFile, {
  bench: readSameFilePairs,
  silent: [
    {
      why: 'about a file that is read once',
      code: `
        import { readFileSync } from 'node:fs';
        const text = readFileSync('a.txt', 'utf8'); //^
        function main() {
          return text + readFileSync('b.txt', 'utf8'); //^
        }
        main();
      `,
    },
    {
      why: 'about a path that may be another each time',
      code: `
        import { readFileSync } from 'node:fs';
        let name = 'a.txt';
        export const f = (path: string) => readFileSync(path, 'utf8'); //^
        export const g = () => readFileSync(name + '.txt', 'utf8'); //^
        export const h = (list: string[]) => list.map(one => readFileSync(\`\${one}.txt\`, 'utf8')); //^
        export const i = () => readFileSync(process.argv[2], 'utf8'); //^
        export const set = (other: string) => { name = other; };
      `,
    },
    {
      why: 'about a text that is kept already',
      code: `
        import fs from 'node:fs';
        let text: string | undefined;
        const cache: { text?: string } = {};
        export const f = () => (text ??= fs.readFileSync('a.txt', 'utf8')); //^
        export const g = () => (cache.text ||= fs.readFileSync('a.txt', 'utf8')); //^
        export function h() {
          if (text === undefined) text = fs.readFileSync('a.txt', 'utf8').trim(); //^
          return text;
        }
      `,
    },
    {
      why: 'about another module’s function',
      code: `
        import { readFileSync } from './files';
        export const f = () => readFileSync('a.txt', 'utf8'); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a text read on every call',
      code: `
        import { readFileSync } from 'node:fs';
        import { join } from 'node:path';
        const folder = join(__dirname, 'data');
        const text = 1;
        // the words
        export const words = () => readFileSync(join(folder, 'words.txt'), 'utf8').split('\\n'); //^
        export { text };
      `,
      safety: 'review',
      differs: /if the file or the working directory changes/,
      fixed: `
        import { readFileSync } from 'node:fs';
        import { join } from 'node:path';
        const folder = join(__dirname, 'data');
        const text = 1;
        let text2: string | undefined;
        // the words
        export const words = () => (text2 ??= readFileSync(join(folder, 'words.txt'), 'utf8')).split('\\n');
        export { text };
      `,
    },
    {
      why: 'a file beside the module',
      file: 'case.mjs',
      code: `
        import * as fs from 'fs';
        export function config() {
          return JSON.parse(fs.readFileSync(new URL('./config.json', import.meta.url), { encoding: 'utf8' })); //^
        }
      `,
      safety: 'review',
      differs: /if the file changes/,
      fixed: `
        import * as fs from 'fs';
        let text;
        export function config() {
          return JSON.parse((text ??= fs.readFileSync(new URL('./config.json', import.meta.url), { encoding: 'utf8' })));
        }
      `,
    },
    {
      why: 'a text that only the call keeps',
      file: 'case.cjs',
      code: `
        const { readFileSync: read } = require('fs');
        exports.size = () => {
          let size = 0;
          size += read(__filename, 'utf8').length; //^
          return size;
        };
      `,
      safety: 'review',
      differs: /if the file changes/,
      fixed: `
        const { readFileSync: read } = require('fs');
        let text;
        exports.size = () => {
          let size = 0;
          size += (text ??= read(__filename, 'utf8')).length;
          return size;
        };
      `,
    },
    {
      why: 'bytes, which others could change, as advice',
      file: 'case.cjs',
      code: `
        const fs = require('fs');
        exports.logo = () => fs.readFileSync('/logo.png'); //^
      `,
      safety: 'advice',
    },
    {
      why: 'a function that others may call before this file has run, as advice',
      code: `
        import { readFileSync } from 'node:fs';
        import { a } from './a';
        export function words() {
          return a + readFileSync('/words.txt', 'utf8'); //^
        }
      `,
      safety: 'advice',
    },
  ],
});
