import assert from 'node:assert/strict';
import { factsOf, spokenName } from '../../src/chart/facts';
import { layOut } from '../../src/chart/icicle';
import { actionOf } from '../../src/chart/keyboard';
import { l10n } from '../../src/chart/l10n';
import { boxText, nameOf, originText } from '../../src/chart/label';
import { type CallTree, finish, growTopDown } from '../../src/core/call-tree';
import { bottomUp } from '../../src/core/callers-tree';
import { drawnProfile } from '../core/drawn-profile';

const grown = (text: string) => finish(growTopDown(drawnProfile(text), { onlyMine: false }));

function facts(tree: CallTree, name: string) {
  const { rows } = layOut(tree, { root: 0, from: 0, to: 1, width: 1000 });
  const placed = rows
    .flat()
    .find(({ data }) => tree.callables[tree.callable(data.box)]?.name === name);
  assert.ok(placed, `no box ${name}`);
  return { ...factsOf(tree, placed.data), spoken: spokenName(tree, placed.data) };
}

const key = (name: string, held: Partial<Parameters<typeof actionOf>[0]> = {}) =>
  actionOf({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  });

describe('what is said of a box', () => {
  it('has its time with calls and by itself, as shares of the active time', () => {
    const tree = grown('main:3;work 30\nmain:4 10\n(idle) 60');
    const { rows, place, origin, spoken } = facts(tree, 'main');
    assert.deepEqual(rows.slice(0, 2), [
      { label: 'with calls', value: '100% · 40 ms' },
      { label: 'self', value: '25% · 10 ms' },
    ]);
    assert.equal(place, 'main.js:3');
    assert.equal(origin, 'your code');
    assert.equal(spoken, 'main, 100% with calls, 25% self');
  });

  it('has its samples with an interval', () => {
    const { rows } = facts(grown('a 500\nb 500'), 'a');
    assert.deepEqual(rows[2], { label: 'samples', value: '500 (95% sure: 47% to 53%)' });
  });

  it('has the costliest lines of a function that was seen on several', () => {
    const { rows } = facts(grown('f:1 4\nf:2 3\nf:3 2\nf:4 1'), 'f');
    assert.deepEqual(
      rows.slice(3).map(({ label }) => label),
      ['main.js:1', 'main.js:2', 'main.js:3', '1 more line'],
    );
  });

  it('says how much of its time went through lines that are not known', () => {
    const { rows, place } = facts(grown('f{7}:9 1\nf{7}:0;g 30'), 'f');
    assert.equal(place, 'main.js:7');
    assert.deepEqual(rows.slice(3), [
      { label: 'line not known', value: '97% · 30 ms' },
      { label: 'main.js:9', value: '3.2% · 1.0 ms' },
    ]);
  });

  it('does not call what came through a caller the time of that caller', () => {
    const tree = bottomUp(grown('main;work 30'));
    assert.equal(facts(tree, 'work').rows[0].label, 'self');
    assert.equal(facts(tree, 'main').rows[0].label, 'through here');
  });

  it('tells whose code it is in words, not by colour alone', () => {
    const tree = grown(
      'main;parse@/app/node_modules/@a/b/x.js 1\nread@node:fs 1\n[includes] 1\n[Array.prototype.push] 1\n(gc) 1\n@/app/start.ts 1\n@/app/y.ts{7} 1',
    );
    const said = tree.callables.map(one => [boxText(one, undefined), originText(one)]);
    assert.ok(said.some(([text, origin]) => text === 'parse · @a/b' && origin === 'package @a/b'));
    assert.ok(said.some(([text]) => text === 'read · node:fs'));
    assert.ok(said.some(([text, origin]) => text === 'includes' && origin === 'built into V8'));
    assert.ok(said.some(([text]) => text === 'push · Array'));
    assert.ok(said.some(([text]) => text === '(garbage collector)'));
    assert.ok(said.some(([text]) => text === '(module) start.ts'));
    assert.ok(said.some(([text]) => text === '(anonymous) y.ts:7'));
  });

  it('is in the language of the editor', () => {
    l10n.use({ '(garbage collector)': '(Speicherbereinigung)', '{0} active': '{0} aktiv' });
    try {
      const tree = grown('(gc) 1');
      assert.equal(nameOf(tree.callables[0]), '(Speicherbereinigung)');
      assert.equal(l10n.t('{0} active', '3 s'), '3 s aktiv');
      assert.equal(l10n.t('{0} samples', 4), '4 samples');
      assert.equal(l10n.t('{0} is {1}', '{1}', 'x'), '{1} is x');
    } finally {
      l10n.use({});
    }
  });
});

describe('keys on the boxes', () => {
  it('walk, zoom, open and search', () => {
    assert.deepEqual(key('ArrowDown'), { kind: 'walk', step: 'child' });
    assert.deepEqual(key('Home'), { kind: 'walk', step: 'top' });
    assert.deepEqual(key('Enter'), { kind: 'zoom-in' });
    assert.deepEqual(key('Backspace'), { kind: 'zoom-out' });
    assert.deepEqual(key(' '), { kind: 'open' });
    assert.deepEqual(key('/'), { kind: 'search' });
    assert.deepEqual(key('f', { ctrlKey: true }), { kind: 'search' });
    assert.deepEqual(key('F', { metaKey: true }), { kind: 'search' });
  });

  it('leave the editor its own', () => {
    for (const [name, held] of [
      ['Tab', {}],
      ['p', { ctrlKey: true }],
      ['ArrowLeft', { altKey: true }],
      ['toString', {}],
    ] as const) {
      assert.equal(key(name, held), undefined, name);
    }
  });
});
