import { startsWith } from '../../src/core/hints/rules/starts-with';
import { listOf, number, text } from './inputs';
import { testRule } from './rule-tester';
import { startsWithPairs } from './starts-with.pair';

testRule(startsWith, {
  bench: startsWithPairs,
  silent: [
    {
      why: 'about a text that is searched for a place',
      code: `
        export const at = (line: string) => line.indexOf('a') > 0; //^
      `,
    },
    {
      why: 'about an array',
      code: `
        export const isFirst = (words: string[], word: string) => words.indexOf(word) === 0; //^
      `,
    },
    {
      why: 'about a search that starts further on',
      code: `
        export const isThere = (line: string) => line.indexOf('a', 3) === 0; //^
      `,
    },
    {
      why: 'about a text that may not be there',
      code: `
        export const isThere = (line?: string) => line?.indexOf('a') === 0; //^
      `,
    },
    {
      why: 'about an index whose value is used',
      code: `
        export const at = (line: string) => [line.indexOf('a'), line.indexOf('b') || 1]; //^
      `,
    },
    {
      why: 'about a regular expression, which startsWith does not take',
      file: 'case.mjs',
      code: `
        export const isThere = line => String(line).indexOf(/a/) === 0; //^
      `,
    },
    {
      why: 'about another number',
      code: `
        export const isThere = (line: string) => line.indexOf('a') === 1; //^
      `,
    },
  ],
  hints: [
    {
      why: 'a text that is asked',
      code: `
        export const are = (lines: string[], part: string) =>
          lines.filter(line => line.indexOf(part) === 0); //^
      `,
      safety: 'safe',
      fixed: `
        export const are = (lines: string[], part: string) =>
          lines.filter(line => line.startsWith(part));
      `,
      run: { call: 'are', inputs: [listOf(text), text] },
    },
    {
      why: 'the opposite, the number first, on two lines',
      code: `
        export const isNot = (line: string) =>
          0 != line.trim()
            .indexOf('a'); //^
      `,
      safety: 'safe',
      fixed: `
        export const isNot = (line: string) =>
          !line.trim()
            .startsWith('a');
      `,
      run: { call: 'isNot', inputs: [text] },
    },
    {
      why: 'a negated index',
      code: `
        export const isSo = (line: string) => (!(line.indexOf('a')) ? 1 : 2); //^
      `,
      safety: 'safe',
      fixed: `
        export const isSo = (line: string) => (line.startsWith('a') ? 1 : 2);
      `,
      run: { call: 'isSo', inputs: [text] },
    },
    {
      why: 'an index that is tested',
      code: `
        export function isNot(line: string, n: number) {
          if (n > 1 && line.indexOf(\`\${n}\`)) return true; //^
          return false;
        }
      `,
      safety: 'safe',
      fixed: `
        export function isNot(line: string, n: number) {
          if (n > 1 && !line.startsWith(\`\${n}\`)) return true;
          return false;
        }
      `,
      run: { call: 'isNot', inputs: [text, number] },
    },
    {
      why: 'what may be an array, to be reviewed',
      file: 'case.mjs',
      code: `
        export const isSo = line => line.indexOf('a') === 0; //^
      `,
      safety: 'review',
      differs: /not a string/,
      fixed: `
        export const isSo = line => line.startsWith('a');
      `,
    },
    {
      why: 'a part that may be anything, to be reviewed',
      file: 'case.mjs',
      code: `
        export const isSo = part => String(1).indexOf(part) === 0; //^
      `,
      safety: 'review',
      differs: /\`part\` is not a string/,
      fixed: `
        export const isSo = part => String(1).startsWith(part);
      `,
    },
    {
      why: 'two unknowns, as advice',
      file: 'case.mjs',
      code: `
        export const isSo = (line, part) => line.indexOf(part) === 0; //^
      `,
      safety: 'advice',
    },
    {
      why: 'a comment in the way, as advice',
      code: `
        export const isSo = (line: string) => line.indexOf('a') === /* start */ 0; //^
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});
