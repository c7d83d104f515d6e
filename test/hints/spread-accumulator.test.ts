import { spreadAccumulator } from '../../src/core/hints/rules/spread-accumulator';
import { integer, listOf, record, text, value } from './inputs';
import { testRule } from './rule-tester';
import { spreadAccumulatorPairs } from './spread-accumulator.pair';

const items = listOf(record({ id: integer, name: text }));
const types = 'type Item = { id: number; name: string };';

testRule(spreadAccumulator, {
  bench: spreadAccumulatorPairs,
  silent: [
    {
      why: 'about a seed that others know',
      code: `
        const seed: string[] = [];
        export const names = (items: string[]) => items.reduce((all, x) => [...all, x], seed); //^
      `,
    },
    {
      why: 'about a reduction that keeps its earlier copies',
      code: `
        export function prefixes(items: string[]) {
          const kept: string[][] = [];
          items.reduce<string[]>((all, x) => {
            kept.push(all);
            return [...all, x]; //^
          }, []);
          return kept;
        }
      `,
    },
    {
      why: 'about a reduction whose earlier copies a closure can see',
      code: `
        export const lazy = (items: string[]) =>
          items.reduce<(() => number)[]>((all, x) => [...all, () => all.length + x.length], []); //^
      `,
    },
    {
      why: 'about a callback that can return something else',
      code: `
        export const last = (items: string[], other: string[]) =>
          items.reduce<string[]>((all, x) => (x === '' ? other : [...all, x]), []); //^
      `,
    },
    {
      why: 'about an element that is put first',
      code: `
        export const turned = (items: string[]) => items.reduce<string[]>((all, x) => [x, ...all], []); //^
      `,
    },
    {
      why: 'about a loop whose earlier copies are kept',
      code: `
        export function prefixes(items: string[]) {
          const kept: string[][] = [];
          let all: string[] = [];
          for (const x of items) {
            kept.push(all);
            all = [...all, x]; //^
          }
          return kept;
        }
      `,
    },
    {
      why: 'about a loop in a loop that hands its array on each time',
      code: `
        export function rows(items: string[][], tell: (row: string[]) => void) {
          let row: string[] = [];
          for (const part of items) {
            for (const x of part) row = [...row, x]; //^
            tell(row);
          }
        }
      `,
    },
    {
      why: 'about an array that the loop goes through',
      code: `
        export function grow(n: number) {
          let all = [n];
          for (const x of all) if (all.length < 10) all = [...all, x + 1]; //^
          return all;
        }
      `,
    },
    {
      why: 'about an array that comes from outside',
      code: `
        export function grow(start: string[], more: string[]) {
          let all = start;
          for (const x of more) all = [...all, x]; //^
          return all;
        }
      `,
    },
    {
      why: 'about a copy that is made once',
      code: `
        export function one(x: string) {
          let all = ['a'];
          all = [...all, x]; //^
          return all;
        }
      `,
    },
    {
      why: 'about an array that a getter hands out at any time',
      code: `
        let state: string[] = [];
        export const current = () => state;
        export function add(items: string[]) {
          for (const x of items) state = [...state, x]; //^
        }
      `,
    },
    {
      why: 'about the fourth parameter being used',
      code: `
        export const names = (items: string[]) =>
          items.reduce<string[]>((all, x, i, from) => [...all, x + i + from.length], []); //^
      `,
    },
    {
      why: 'about a text that grows',
      code: `
        export function join(items: string[]) {
          let all = '';
          for (const x of items) all = all.concat(x); //^
          return all;
        }
      `,
    },
  ],
  hints: [
    {
      why: 'an array in a reduction',
      code: `
        ${types}
        export const names = (items: Item[]) =>
          items.reduce((all, { name }) => [...all, name, name.toUpperCase()], [] as string[]); //^
      `,
      safety: 'safe',
      fixed: `
        ${types}
        export const names = (items: Item[]) =>
          items.reduce((all, { name }) => { all.push(name, name.toUpperCase()); return all; }, [] as string[]);
      `,
      run: { call: 'names', inputs: [items] },
    },
    {
      why: 'a branch that adds nothing',
      code: `
        ${types}
        export const names = (items: Item[]) =>
          items.reduce<string[]>((all, x) => (all.includes(x.name) ? all : [...all, x.name]), []); //^
      `,
      safety: 'safe',
      fixed: `
        ${types}
        export const names = (items: Item[]) =>
          items.reduce<string[]>((all, x) => { if (!(all.includes(x.name))) all.push(x.name); return all; }, []);
      `,
      run: { call: 'names', inputs: [items] },
    },
    {
      why: 'returns in a block, one without braces',
      code: `
        ${types}
        export function names(items: Item[]) {
          return items.reduce<string[]>(function (all, x) {
            if (x.id > 5) return [...all, \`\${x.id}\`]; // large
            const { name } = x;
            // the usual
            return [...all, /* as it is */ name]; //^
          }, []);
        }
      `,
      safety: 'advice',
    },
    {
      why: 'returns in a block',
      code: `
        ${types}
        export function names(items: Item[]) {
          return items.reduce<string[]>(function (all, x) {
            if (x.id > 5) return [...all, \`\${x.id}\`]; // large
            const { name } = x;
            // the usual
            return [...all, name]; //^
          }, []);
        }
      `,
      safety: 'safe',
      fixed: `
        ${types}
        export function names(items: Item[]) {
          return items.reduce<string[]>(function (all, x) {
            if (x.id > 5) { all.push(\`\${x.id}\`); return all; } // large
            const { name } = x;
            // the usual
            all.push(name);
            return all;
          }, []);
        }
      `,
      run: { call: 'names', inputs: [items] },
    },
    {
      why: 'an object with numbers for keys, over several lines',
      code: `
        ${types}
        export function byId(items: Item[]) {
          return items.reduce(
            (all, x, i) => ({
              ...all, //^
              [i * 2]: x.name,
              total: i,
            }),
            {} as Record<string, unknown>,
          );
        }
      `,
      safety: 'safe',
      fixed: `
        ${types}
        export function byId(items: Item[]) {
          return items.reduce(
            (all, x, i) => {
              all[i * 2] = x.name;
              all.total = i;
              return all;
            },
            {} as Record<string, unknown>,
          );
        }
      `,
      run: { call: 'byId', inputs: [items] },
    },
    {
      why: 'keys that can be any text, to be reviewed for __proto__',
      code: `
        ${types}
        export const byName = (items: Item[]) =>
          items.reduce<Record<string, Item>>((all, x) => ({ ...all, [x.name]: x }), {}); //^
      `,
      safety: 'review',
      differs: /__proto__/,
      fixed: `
        ${types}
        export const byName = (items: Item[]) =>
          items.reduce<Record<string, Item>>((all, x) => { all[x.name] = x; return all; }, {});
      `,
    },
    {
      why: 'keys that start so that they cannot be __proto__',
      code: `
        ${types}
        export const byName = (items: Item[]) =>
          items.reduce<Record<string, Item>>((all, x) => ({ ...all, [\`item-\${x.name}\`]: x }), {}); //^
      `,
      safety: 'safe',
      fixed: `
        ${types}
        export const byName = (items: Item[]) =>
          items.reduce<Record<string, Item>>((all, x) => { all[\`item-\${x.name}\`] = x; return all; }, {});
      `,
      run: { call: 'byName', inputs: [items] },
    },
    {
      why: 'Object.assign into a new object',
      code: `
        ${types}
        export const lengths = (items: Item[]) =>
          items.reduce<Record<string, number>>((all, x) => Object.assign({}, all, { [x.name.length]: x.id }), {}); //^
      `,
      safety: 'safe',
      fixed: `
        ${types}
        export const lengths = (items: Item[]) =>
          items.reduce<Record<string, number>>((all, x) => { Object.assign(all, { [x.name.length]: x.id }); return all; }, {});
      `,
      run: { call: 'lengths', inputs: [items] },
    },
    {
      why: 'an array in a loop',
      code: `
        export function numbered(words: string[]) {
          let lines: string[] = [];
          for (const word of words) {
            lines = [...lines, lines.length + word]; //^
          }
          return lines;
        }
      `,
      safety: 'safe',
      fixed: `
        export function numbered(words: string[]) {
          let lines: string[] = [];
          for (const word of words) {
            lines.push(lines.length + word);
          }
          return lines;
        }
      `,
      run: { call: 'numbered', inputs: [listOf(text)] },
    },
    {
      why: 'concat of lists and of single values in a loop',
      file: 'case.js',
      code: `
        function flat(...words) {
          let all = []
          words.map(String).forEach(word => {
            all = all.concat(word.split(''), [word], \`\${word}!\`) //^
          })
          return all
        }
      `,
      safety: 'safe',
      fixed: `
        function flat(...words) {
          let all = []
          words.map(String).forEach(word => {
            for (const item of word.split('')) all.push(item);
            all.push(word, \`\${word}!\`)
          })
          return all
        }
      `,
      run: { call: 'flat', inputs: [value, value, value] },
    },
    {
      why: 'an object in a loop without braces, emptied now and then',
      file: 'case.mjs',
      code: `
        export function index(words) {
          let seen = {};
          for (const word of words)
            if (word === '') seen = {};
            else seen = { ...seen, [+word]: word, last: 1 }; //^
          return seen;
        }
      `,
      safety: 'safe',
      fixed: `
        export function index(words) {
          let seen = {};
          for (const word of words)
            if (word === '') seen = {};
            else { seen[+word] = word; seen.last = 1; }
          return seen;
        }
      `,
      run: { call: 'index', inputs: [listOf(text)] },
    },
    {
      why: 'an array that is concatenated with something unknown, as advice',
      file: 'case.js',
      code: `
        function gather(parts) {
          let all = [];
          for (const part of parts) all = all.concat(part); //^
          return all;
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a read-only accumulator, as advice',
      code: `
        export const copy = (items: string[]) =>
          items.reduce<readonly string[]>((all, x) => [...all, x], []); //^
      `,
      safety: 'advice',
    },
    {
      why: 'a receiver of unknown type, to be reviewed',
      file: 'case.js',
      code: `
        const copy = items => items.reduce((all, x) => [...all, x], []); //^
      `,
      safety: 'review',
      differs: /not an array/,
      fixed: `
        const copy = items => items.reduce((all, x) => { all.push(x); return all; }, []);
      `,
    },
  ],
});
