import assert from 'node:assert/strict';
import ts from 'typescript';
import { countedPlace } from '../../../src/core/hints/analysis/counted-place';
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
       mark();
     }`,
    1,
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
    'a choice before the function that it stands in',
    'function run() { list[0] > 9 ? 1 : 2; list.forEach(x => { mark(); }); }',
    4,
  ],
  [
    'a choice behind it',
    `function run() {
       for (const x of list) { mark(); if (x === 2) continue; x > 1 ? x : 2; }
     }`,
    4,
  ],
  [
    'a choice that it begins',
    'function run() { for (const x of list) { if (x === 2) continue; x > 1 ? 1 : 2; mark() && n; } }',
    3,
  ],
  ['what `??=` may set', 'function run() { for (const x of list) list[mark()] ??= 1; }', 4],
  ['what `?.` is asked of', 'function run() { for (const x of list) mark()?.x; }', 4],
  [
    'a function before it that may return',
    `function run() {
       list.forEach(x => { if (x === 1) return 1; return x > 2 ? 1 : 2; });
       mark();
     }`,
    1,
  ],
  [
    'a loop with functions in a block before it',
    'function run() { { for (let i = 0; i < 4; i++) list.forEach(x => x + i); } mark(); }',
    1,
  ],
  ...['class Own {}', "eval('i');"].map(
    inner =>
      [
        `a loop with ${inner}`,
        `function run() { for (let i = 0; i < 4; i++) { ${inner} } mark(); }`,
        1,
      ] as const,
  ),
  [
    'a loop with functions that ends itself early',
    `function run() {
       for (let i = 0; i < 4; i++) { if (i === 2) break; list.forEach(x => x + i); }
       mark();
     }`,
    1,
  ],
  ...[
    'for (const y of list) { if (y === x) return; y > 2 ? 1 : 2; }',
    'switch (x) { case 2: return; default: x > 2 ? 1 : 2; }',
    'try { if (x === 2) return; x > 1 ? 1 : 2; } finally { n++; }',
    'for (var i = 0; i < 4; i++) { if (i === x) return; list.forEach(y => y + i); }',
    'for (let i = 0; i < 4; i++) { if (i === x) return; n += i; }',
  ].map(
    before =>
      [
        before,
        `function of(x) { ${before} mark(); }
         function run() { for (const x of [2, 7, 8, 9]) of(x); }`,
        3,
      ] as const,
  ),
  [
    'a choice behind `throw`',
    `function run() {
       for (const x of list) try { if (x === 2) throw 0; x > 1 ? 1 : 2; mark(); } catch {}
     }`,
    3,
  ],
  [
    'a switch with a choice behind it, in a block',
    `function run() {
       for (const x of list) { { switch (x) { case 2: break; } x > 1 ? 1 : 2; } mark(); }
     }`,
    4,
  ],
  ...[
    'x > 1 ? 1 : 2',
    'x && n',
    'x || n',
    'x ?? n',
    'list?.length',
    'x &&= 3',
    'x ||= 3',
    'x ??= 3',
    'const { y = 1 } = {}',
  ].map(
    choice =>
      [
        choice,
        `function run() { for (let x of list) { if (x === 2) continue; ${choice}; mark(); } }`,
        3,
      ] as const,
  ),
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
  ...[
    '{ if (x === 2) break; x > 1 ? 1 : 2; } mark();',
    '{ switch (x) { case 2: continue; } x > 1 ? 1 : 2; } mark();',
    'inner: for (let i = 0; i < 4; i++) { if (i === x) continue outer; list.map(y => i); } mark();',
  ].map(body => [body, `function run() { outer: for (const x of list) { ${body} } }`] as const),
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
  it('is asked before what older JavaScript writes as a choice', () => {
    for (const operator of ['&&=', '||=', '??=']) {
      const { expression, file } = read(`x ${operator} 3; mark();`);
      const place = countedPlace(expression('mark()'));
      assert.equal(place, file.text.indexOf('x'), operator);
    }
  });

  it('of a function is in its body', () => {
    const code = 'function run() { for (const x of list) { x > 2 ? x : 2; list.map(y => n++); } }';
    const text = `${list}\n${code}\nrun();`;
    const { file, expression } = read(text);
    const counts = countedRun(text, '');
    assert.equal(timesOf([expression('y => n++')], { ...readCode(file), counts }), 16);
  });

  for (const [what, code, times] of told)
    it(`is told right with ${what}`, () => assert.equal(marks(code), times));
  for (const [what, code] of untold)
    it(`is not told: ${what}`, () => assert.equal(marks(code), undefined));
});
