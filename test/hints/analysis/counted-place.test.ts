import assert from 'node:assert/strict';
import ts from 'typescript';
import { timesOf } from '../../../src/core/hints/analysis/rounds';
import { some } from '../../../src/core/hints/analysis/walk';
import { readCode } from '../../../src/core/hints/parse';
import { countedRun } from '../counted-run';
import { read } from './reading';

const list = 'const list = [1, 2, 3, 4]; let n = 0; function mark() { return n++; }';

/** How often V8 says that `mark()` ran, in code that is run once. */
function marks(code: string): number | undefined {
  const text = `${list}\n${code}\nrun();`;
  const { file } = read(text);
  let call: ts.Node | undefined;
  some(file, node => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'mark') call = node;
    return call !== undefined;
  });
  assert.ok(call);
  return timesOf([call], { ...readCode(file), counts: countedRun(text, '') });
}

/** Each with how often `mark()` runs. */
const told: readonly (readonly [what: string, code: string, times: number])[] = [
  [
    'a choice behind `continue`',
    `function run() {
       for (const x of list) {
         if (x === 2) continue;
         const y = x > 1 ? x : 2;
         mark();
       }
     }`,
    3,
  ],
  [
    'several choices behind `return`',
    `function of(x) {
       if (x === 2) return;
       const { y = 1 } = { y: x || 2 };
       (x && y) ?? list;
       if (list?.length === 0) return;
       x > 2 ? y : x;
       mark();
     }
     function run() { for (const x of list) of(x); }`,
    3,
  ],
  [
    'an `if` behind `continue`',
    `function run() {
       for (const x of list) {
         if (x === 2) continue;
         if (x > 2) n++;
         mark();
       }
     }`,
    3,
  ],
  [
    'a loop that keeps a variable of each round for its functions',
    `function run() {
       for (let i = 0; i < 4; i++) list.forEach(x => x + i);
       mark();
     }`,
    1,
  ],
  [
    'such a loop that ends itself early, under a name',
    `function run() {
       all: for (let i = 0; i < 4; i++) {
         if (i === 2) break all;
         class Own {}
       }
       for (const x of list) mark();
     }`,
    4,
  ],
  [
    'such a loop around it',
    `function run() {
       for (let i = 0; i < 4; i++) {
         list.forEach(x => x + i);
         mark();
       }
     }`,
    4,
  ],
  [
    'such a loop before `try`',
    `function run() {
       for (let i = 0; i < 4; i++) list.forEach(x => x + i);
       try {
         mark();
       } finally {
         n = 0;
       }
     }`,
    1,
  ],
  [
    'a loop without functions, or with one variable for all rounds',
    `function run() {
       for (let i = 0; i < 4; i++) n += i;
       for (var i = 0; i < 4; i++) list.forEach(x => x + i);
       mark();
     }`,
    1,
  ],
  [
    'a choice in a branch of its own',
    `function run() {
       for (const x of list) if (x > 1) { x > 2 ? x : 2; mark(); }
     }`,
    3,
  ],
  [
    'a choice that it is a part of',
    'function run() { for (const x of list) x > 2 ? x : mark(); }',
    2,
  ],
  [
    'a choice beside it',
    `function run() {
       for (const x of list) { if (x === 1) continue; [x > 2 && x, mark()]; }
     }`,
    3,
  ],
  [
    'a choice behind which a generator is not gone on with',
    `function* each() { list[0] > 3 ? 1 : 2; yield 1; mark(); yield 2; }
     function run() { for (const x of list) for (const one of each()) if (x < 4) break; }`,
    1,
  ],
];

/** What V8 tells would be wrong: of these nothing is told. */
const untold: readonly (readonly [what: string, code: string])[] = [
  ['a loop’s condition', 'function run() { for (let i = 0; i < mark(); i++) n--; }'],
  ['what a loop goes on with', 'function run() { for (let i = 0; i < 4; i += 1 + mark()) n = 0; }'],
  ['a condition of `while`', 'function run() { while (mark() < 3); }'],
  ['a condition of `do`', 'function run() { do n += 0; while (mark() < 3); }'],
  ['a case', 'function run() { for (const x of list) switch (x) { case 1: break; case mark(): } }'],
  ['a default', 'function of(x = mark()) {} function run() { of(1); of(); }'],
  [
    'a default in a pattern',
    'function run() { for (const x of list) { const { y = mark() } = { y: 1 }; } }',
  ],
  [
    'what stands behind `?.`',
    'function run() { for (const x of [undefined, list]) x?.push(mark()); }',
  ],
  ['what `??=` sets', 'function run() { let a; for (const x of list) a ??= mark(); }'],
  [
    'what follows a loop with functions that may return',
    `function of(x) {
       for (let i = 0; i < 4; i++) {
         if (i === x) return;
         list.forEach(y => y + i);
       }
       mark();
     }
     function run() { for (const x of [2, 3, 4, 5]) of(x); }`,
  ],
];

describe('a place that V8 counted', () => {
  for (const [what, code, times] of told)
    it(`is told right with ${what}`, () => assert.equal(marks(code), times));
  for (const [what, code] of untold)
    it(`is not told: ${what}`, () => assert.equal(marks(code), undefined));
});
