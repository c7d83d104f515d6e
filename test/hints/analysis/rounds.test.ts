import assert from 'node:assert/strict';
import ts from 'typescript';
import {
  fewOnAverage,
  isFew,
  lengthOf,
  roughly,
  roundsOf,
  timesOf,
  told,
} from '../../../src/core/hints/analysis/rounds';
import { fileCounts } from '../../../src/core/counts';
import { formatTemplate, type Code, type Finding } from '../../../src/core/hints/hint';
import { readCode } from '../../../src/core/hints/parse';
import { read } from './reading';

/** A text whose lines say behind `//` how often they ran; `?`: it is not known. */
function counted(text: string) {
  const reading = read(text);
  const lines = reading.file.text.split('\n');
  const places = lines.map((line, at) => {
    const [, times] = /\/\/ (\d+|\?)$/.exec(line) ?? [];
    return { line: at + 1, column: 0, times: times === '?' ? -1 : Number(times ?? 1) };
  });
  const code: Code = { ...readCode(reading.file), counts: fileCounts(places) };
  return { ...reading, code };
}

/** Starts and rounds of the list `all`, as they were counted. */
function lengthIn(text: string, until?: string): readonly [number, number] | undefined {
  const { code, file, starting } = counted(text);
  const names = code.scopes.bindingOf(nameIn(file, 'all'));
  assert.ok(names);
  const rounds = lengthOf(names, code, until === undefined ? undefined : starting(until));
  return rounds && [rounds.starts, rounds.each];
}

function nameIn(file: ts.SourceFile, name: string): ts.Identifier {
  let found: ts.Identifier | undefined;
  const look = (node: ts.Node): void => {
    if (found === undefined && ts.isIdentifier(node) && node.text === name) found = node;
    ts.forEachChild(node, look);
  };
  look(file);
  assert.ok(found);
  return found;
}

describe('rounds that were counted', () => {
  const loop = (entered: number | '?', ran: number | '?') => {
    const { code, starting } = counted(`
      for (const x of list) // ${entered}
        f(x); // ${ran}
    `);
    return roundsOf([starting('f(x)')], [starting('for')], code);
  };

  it('are those of one start on average', () => {
    assert.deepEqual(loop(1, 300), { starts: 1, each: 300 });
    assert.deepEqual(loop(4, 6), { starts: 4, each: 1.5 });
  });

  it('are not known where nothing ran, or it was not counted', () => {
    assert.equal(loop(1, 0), undefined);
    assert.equal(loop(0, 1), undefined);
    assert.equal(loop('?', 1), undefined);
    assert.equal(loop(1, '?'), undefined);
    const { code, starting } = counted('f();');
    assert.equal(timesOf([starting('f()')], { ...code, counts: undefined }), undefined);
  });

  it('are few in all, or only on average', () => {
    assert.equal(isFew(undefined, 10), 'no');
    assert.equal(isFew({ starts: 1, each: 10 }, 10), 'no');
    assert.equal(isFew({ starts: 1, each: 9 }, 10), 'all');
    assert.equal(isFew({ starts: 3, each: 3 }, 10), 'all');
    assert.equal(isFew({ starts: 5, each: 2 }, 10), 'mean');
  });

  it('that are few on average give no finding where the work was not counted', () => {
    const finding = { safety: 'safe' } as Finding; // all that is looked at
    const { code, starting } = counted('f(); // 7');
    const work = [starting('f()')];
    const made = fewOnAverage(finding, work, 10, code);
    assert.deepEqual([made?.safety, made?.workTimes], ['review', 7]);
    assert.equal(fewOnAverage(finding, work, 10, { ...code, counts: undefined }), undefined);
  });

  it('are told with their starts where there was more than one', () => {
    const once = { text: '{0}: {1}', args: ['x'] };
    const often = { text: '{0}: {1} times {2}', args: ['x'] };
    assert.equal(formatTemplate(told({ starts: 1, each: 3 }, once, often)), 'x: 3');
    assert.equal(formatTemplate(told({ starts: 2, each: 3.46 }, once, often)), 'x: 2 times 3.5');
  });

  it('are told in two digits', () => {
    assert.deepEqual([3, 9.94, 9.96, 14.4, 1234].map(roughly), ['3', '9.9', '10', '14', '1,200']);
  });
});

describe('the length of a list', () => {
  const pushed = (more: string, made = 'const all = [];') => `
    ${made} // 2
    for (const x of list) // 2
      all.push(x); // 10
    ${more}
  `;

  it('is what was added to it each time it was made, with what it began with', () => {
    assert.deepEqual(lengthIn(pushed('')), [2, 5]);
    assert.deepEqual(lengthIn(pushed('', "const all = ['a', 'b'];")), [2, 7]);
    assert.deepEqual(lengthIn(pushed('g(all.length);')), [2, 5]);
  });

  it('is how often the callback ran that made its elements', () => {
    for (const [before, body, after] of [
      ['list.map(x =>', 'f(x)', ')'],
      ['list.map((x =>', 'f(x)', '))'],
      ['list.map(function (x) {', 'return f(x);', '})'],
      ['Array.from(list, x =>', 'f(x)', ')'],
    ]) {
      const text = `
        const all = ${before} // 2
          ${body} // 8
        ${after};
      `;
      assert.deepEqual(lengthIn(text), [2, 4], before);
    }
  });

  it('is not known where the list may change in another way', () => {
    for (const more of [
      'g(all);',
      'all.pop();',
      'all.unshift(1);',
      'all.push();',
      'all.push(1, 2);',
      'all.push(...list);',
      'all[3] = 1;',
    ])
      assert.equal(lengthIn(pushed(more)), undefined, more);
    assert.equal(lengthIn(pushed('all = [];', 'let all = [];')), undefined);
    assert.equal(lengthIn(pushed('', 'export const all = [];')), undefined);
    assert.equal(lengthIn(pushed('', 'const all = [...list];')), undefined);
    assert.equal(lengthIn(pushed('', 'const all = list.map(x => x);')), undefined);
    assert.equal(lengthIn(pushed('', 'const all = g();')), undefined);
  });

  it('is not known where nothing is added, nor a callback makes it', () => {
    for (const value of [
      "['a']",
      'list.map(f)',
      'list.map()',
      'list.filter(x => x)',
      'list.other(1, x => x)',
      'Other.from(list, x => x)',
      'this.from(list, x => x)',
      'Array.of(list, x => x)',
      'map(x => x)',
    ])
      assert.equal(lengthIn(`const all = ${value};`), undefined, value);
  });

  it('is known until it is asked for only where nothing is added afterwards', () => {
    const text = `
      const all = [];
      first();
      const asked = new Set(all);
      all.push(1); // 4
      last();
    `;
    assert.equal(lengthIn(text, 'first();'), undefined);
    assert.deepEqual(lengthIn(text, 'last();'), [1, 4]);
    assert.deepEqual(lengthIn(text, 'asked = new'), [1, 4]);
  });
});
