import assert from 'node:assert/strict';
import { readPattern, termsOf } from '../../../src/core/hints/analysis/patterns';

function texts(source: string, flags = ''): string[] | undefined {
  const pattern = readPattern(source, flags);
  return pattern && termsOf(pattern).map(({ start, end }) => source.slice(start, end));
}

describe('a regular expression that is read', () => {
  it('is told apart into terms with their quantifiers', () => {
    assert.deepEqual(texts('^a+[b\\]]*?\\d{2,}$'), ['^', 'a+', '[b\\]]*?', '\\d{2,}', '$']);
    assert.deepEqual(texts('\\u{61}\\p{L}\\u0061\\x61\\cA', 'u')?.length, 5);
    assert.deepEqual(texts('(?:a|(b+))*c'), ['(?:a|(b+))*', 'a', '(b+)', 'b+', 'c']);
  });

  it('says what captures, what looks around and what refers back', () => {
    const pattern = readPattern('(?<year>a)(?:b)(?=c)(?<!d)\\k<year>\\1\\b', '');
    assert.deepEqual(
      pattern?.[0].map(({ kind, captures }) => `${kind} ${captures}`),
      [
        ...['group true', 'group false', 'assertion false', 'assertion false'],
        ...['reference false', 'reference false', 'assertion false'],
      ],
    );
  });

  it('says how often a term repeats', () => {
    const limits = readPattern('a*b+c?d{3}e{2,}f{1,4}?', '')?.[0].map(one => [one.min, one.max]);
    assert.deepEqual(limits, [
      [0, Infinity],
      [1, Infinity],
      [0, 1],
      [3, 3],
      [2, Infinity],
      [1, 4],
    ]);
  });

  it('is not read at all where something in it is not understood', () => {
    for (const source of ['(?i:a)', 'a{', '(a', 'a)', '**', '[a'])
      assert.equal(readPattern(source, ''), undefined, source);
    assert.equal(readPattern('[a--b]', 'v'), undefined);
  });

  it('is not read where it is nested deeper than anybody writes', () => {
    assert.equal(readPattern('('.repeat(99) + ')'.repeat(99), ''), undefined);
  });
});
