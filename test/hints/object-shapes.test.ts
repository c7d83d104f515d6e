import { objectShapes } from '../../src/core/hints/rules/object-shapes';
import { objectShapesPairs } from './object-shapes.pair';
import { testRule } from './rule-tester';

const adding = `if (row.a) one.a = row.a;
    if (row.b) one.b = row.b;
    if (row.c) one.c = row.c;`;

/** Objects that are made for a list and read from it. */
const program = ({
  literal = '{ id: row.id }',
  adds = adding,
  more = '',
  list = 'const all = [];',
  read = 'sum += one.id + one.a;',
  loop = 'const one of all',
  push = 'all.push(one);',
  after = '',
} = {}) => `
  ${list}
  let sum = 0;
  for (const row of rows) {
    const one = ${literal};
    ${adds}
    ${more}
    ${push}
  }
  for (${loop}) {
    ${read} //^
  }
  ${after}
`;

testRule(objectShapes, {
  bench: objectShapesPairs,
  silent: Object.entries({
    'where two properties make no more kinds than V8 keeps apart': {
      adds: 'if (row.a) one.a = row.a;\n    if (row.b) one.b = row.b;',
    },
    'where a value needs what was added before': {
      adds: adding.replace('= row.b', '= one.a'),
    },
    'where a condition asks for what was added before': {
      adds: adding.replace('(row.b)', '(one.a)'),
    },
    'where something else is added otherwise': {
      adds: adding.replace('one.c = row.c;', 'one.c = row.c; else one.d = 1;'),
    },
    'where more is done than to set a property': {
      adds: adding.replace('one.c = row.c;', '{ one.c = row.c; sum++; }'),
    },
    'where a property is added to': { adds: adding.replace('one.c =', 'one.c +=') },
    'where the key is computed': { adds: adding.replace('one.c', 'one[row.key]') },
    'where a property is set twice': { adds: adding.replace('one.c', 'one.a') },
    'where a property of the literal is set': { adds: adding.replace('one.c', 'one.id') },
    'where the property is one that every object has': {
      adds: adding.replace('one.c', 'one.toString'),
    },
    'where the prototype is set': { adds: adding.replace('one.c', 'one.__proto__') },
    'where another object is spread in': { literal: '{ ...row }' },
    'where a key of the literal is computed': { literal: '{ [row.key]: 1 }' },
    'where the literal has a getter': { literal: '{ get id() { return 1; } }' },
    'where it is no literal': { literal: 'create(row)' },
    'where the object goes elsewhere too': { more: 'keep(one);' },
    'where the object is changed later': { more: 'delete one.a;' },
    'where other objects are in the list': { push: 'all.push(one); all.push({ id: 1 });' },
    'where two are put in at once': { push: 'all.push(one, row);' },
    'where the list begins with others': { list: 'const all = [first];' },
    'where the list may be another one': { list: 'let all = [];' },
    'where the list is handed to others': { after: 'fill(all);' },
    'where an element is set': { after: 'all[0] = first;' },
    'where other files reach the list': { list: 'export const all = [];' },
    'where an element is listed': { read: 'sum += one.id + Object.keys(one).length;' },
    'where an element is asked for a key': { read: "sum += one.id + ('a' in one);" },
    'where an element is changed': { read: 'one.id += one.a;' },
    'where a method of an element is called': { read: 'sum += one.a();' },
    'where the variable of the loop is set': { loop: 'let one of all' },
    'where what is read was never given': { read: 'sum += one.other;' },
    'where another list is read': { loop: 'const one of rows' },
    'where undefined is something else': { list: 'const undefined = 1, all = [];' },
  }).map(([why, parts]) => ({ why, file: 'case.mjs', code: program(parts) })),
  hints: [
    {
      why: 'objects with properties that are added in some cases',
      file: 'case.mjs',
      code: program({ more: 'sum++;', after: 'console.log(all.length);' }),
      safety: 'review',
      differs: /keys of such an object/,
      fixed: program({
        literal:
          '{ id: row.id, a: row.a ? row.a : undefined, b: row.b ? row.b : undefined, c: row.c ? row.c : undefined }',
        adds: 'sum++;',
        more: '/**/',
        after: 'console.log(all.length);',
      })
        .replace('    /**/\n', '')
        .replace(' //^', ''),
    },
    {
      why: 'them in TypeScript, in a literal of several lines, and in blocks',
      code: `
        interface Part { id: number; a?: number; b?: number; c?: number }
        export function sumOf(rows: readonly Part[]): number {
          const all: Part[] = [];
          let sum = 0;
          for (const row of rows) {
            const part: Part = {
              id: row.id,
            };
            if (row.a !== undefined) {
              part.a = row.a;
            }
            if (row.b ? row.c : row.a) part.b = row.b;
            if (row.c !== undefined && row.c > 0) part.c = row.c;
            all.push(part);
          }
          for (const part of all) sum += part.a ?? part.id; //^
          return sum;
        }
      `,
      safety: 'review',
      fixed: `
        interface Part { id: number; a?: number; b?: number; c?: number }
        export function sumOf(rows: readonly Part[]): number {
          const all: Part[] = [];
          let sum = 0;
          for (const row of rows) {
            const part: Part = {
              id: row.id,
              a: row.a !== undefined ? row.a : undefined,
              b: (row.b ? row.c : row.a) ? row.b : undefined,
              c: row.c !== undefined && row.c > 0 ? row.c : undefined,
            };
            all.push(part);
          }
          for (const part of all) sum += part.a ?? part.id; //^
          return sum;
        }
      `.replace(' //^', ''),
    },
    {
      why: 'an object that begins empty, in a list that is handed back',
      file: 'case.mjs',
      code: `
        export function readAll(rows) {
          const all = [];
          for (const row of rows) {
            const one = {};
            if (row.a) one.a = row.a;
            if (row.b) one.b = row.b;
            if (row.c) one.c = row.c;
            all.push(one);
          }
          for (const one of all) if (one.a > 1) throw one.b; //^
          return all;
        }
      `,
      safety: 'review',
      fixed: `
        export function readAll(rows) {
          const all = [];
          for (const row of rows) {
            const one = { a: row.a ? row.a : undefined, b: row.b ? row.b : undefined, c: row.c ? row.c : undefined };
            all.push(one);
          }
          for (const one of all) if (one.a > 1) throw one.b;
          return all;
        }
      `,
    },
    {
      why: 'them with a comment, which an edit would lose',
      file: 'case.mjs',
      code: program({ adds: `// perhaps\n    ${adding}` }),
      safety: 'advice',
      differs: /comment/,
    },
  ],
});
