import assert from 'node:assert/strict';
import { shapeOf } from '../../../src/core/hints/analysis/shapes';
import { read } from './reading';

/** The kind of `all`, where the call last names it. */
function kind(call: string): string {
  const { scopes, identifier } = read(`
    declare const list: number[], words: string[], f: (x: number) => unknown;
    ${call};
  `);
  return shapeOf(identifier('all'), scopes).kind;
}

describe('what reduce gathers', () => {
  const kinds: Readonly<Record<string, string>> = {
    'list.reduce((all, x) => all + x, 0)': 'number',
    'list.reduceRight((all, x) => all + x, 0)': 'number',
    'list.reduce((all, x) => { return x + all; }, 0)': 'number',
    'list.reduce((all, x) => Math.max(x, all), 0)': 'number',
    'list.reduce((all, x) => (x > 1 ? x + (x + 1) : all), 0)': 'number',
    'list.reduce((all, x) => x * all, 1)': 'number',
    "list.reduce((all, x) => f(x) + all, '')": 'string',
    "list.reduce((all, x) => all + f(x), '')": 'string',
    "list.reduce((all, x) => `${x}${all}`, '')": 'string',
    "words.reduce((all, x) => (x > all ? x : all), '')": 'string',
  };
  for (const [call, is] of Object.entries(kinds))
    it(`is a ${is} as its start and each result: ${call}`, () => assert.equal(kind(call), is));

  const unknown = [
    'list.reduce((all, x) => f(x) + all, 0)',
    'list.reduce((all, x) => all + f(x), 0)',
    "list.reduce((all, x) => 'a' + all, 0)",
    "list.reduce((all, x) => x + x, '' + (() => all))",
    'list.reduce((all, x) => (x > 1 ? f(x) : all), 0)',
    'list.reduce((all, x) => (x > 1 ? all : f(x)), 0)',
    'list.reduce((all, x) => all + x)',
    'list.reduce((all, x) => all + x, f(1))',
    'list.reduce((all, x) => [all], [])',
    'list.reduce((all, x) => x > 1 || all, false)',
    'list.reduce((all, x) => { f(x); return all; }, 0)',
    'list.reduce((all, x) => x + (all = 1), 0)',
    'list.reduce((all, x) => (eval("") ? all : x), 0)',
    "words.reduce((all, x) => all < x, '')",
    'list.reduce((x, all) => x + all.y + f(all), 0, all => all)',
  ];
  for (const call of unknown)
    it(`is not known otherwise: ${call}`, () => assert.equal(kind(call), 'unknown'));

  it('is given up soon where a result calls its methods again and again', () => {
    const sum = Array.from({ length: 30 }, () => 'all.trim()').join(' + ');
    assert.equal(kind(`words.reduce((all, x) => ${sum}, '')`), 'unknown');
  });
});
