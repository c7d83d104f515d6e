import assert from 'node:assert/strict';
import { partsOf } from '../../src/core/hints/places/expressions';
import { hotSpots } from '../../src/core/hot-lines';
import { hasTwin, mainPart, partsWorthNaming } from '../../src/core/parts';
import type { Profile } from '../../src/core/profile';
import { drawnFile, drawnProfile } from './drawn-profile';

/** A drawn profile of `code`: `main«b(y)»` stands in it where `b(y)` begins, `main«b(y)+1»` one column on. */
function profiled(code: string, drawing: string, callLines?: Profile['callLines']): Profile {
  const drawn = drawing.replace(/«(.+?)(?:\+(\d+))?»/g, (_, text: string, on = '0') => {
    const at = code.indexOf(text);
    assert.ok(at >= 0, `there is no ${text}`);
    const before = code.slice(0, at).split('\n');
    return `:${before.length}:${(before.at(-1) ?? '').length + Number(on)}`;
  });
  return drawnProfile(drawn, { callLines });
}

/** `parse(a) 10→31` is 10 % self and 31 % with calls; without the arrow where both are the same. */
function partsOn(code: string, profile: Profile, line = 1): string[] {
  const percent = (share: number) => (share * 100).toFixed(0);
  return (partsOf(profile, drawnFile, code).get(line) ?? []).map(part => {
    const total = part.totalShare ?? part.selfShare;
    const both = part.selfShare === total ? '' : `→${percent(total)}`;
    const name = part.is === 'recorded' ? '' : ` (${part.is})`;
    return `${part.expression?.text ?? ''}${name} ${percent(part.selfShare)}${both}`.trim();
  });
}

function told(code: string, drawing: string, line = 1): string[] {
  return partsOn(code, profiled(code, drawing), line);
}

describe('the parts of a line', () => {
  it('tell two calls of one function apart', () => {
    const code = 'const x = parse(a) + parse(b);';
    assert.deepEqual(told(code, 'main«parse(a)»;parse:9 60\nmain«parse(b)»;parse:9 40'), [
      'parse(a) 0→60',
      'parse(b) 0→40',
    ]);
  });

  it('name calls of every kind where V8 puts them', () => {
    for (const [code, at, text] of [
      ['r = f(x);', 'f(x)', 'f(x)'],
      ['r = a.b.c(x);', 'c(x)', 'a.b.c(x)'],
      ['r = a?.b(x);', 'b(x)', 'a?.b(x)'],
      ['r = a.b?.(x);', '(x)', 'a.b?.(x)'],
      ['r = a[k](x);', '(x)', 'a[k](x)'],
      ['r = this.#p(x);', '(x)', 'this.#p(x)'],
      ['r = (y ? f : g)(x);', '(x)', '(y ? f : g)(x)'],
      ['r = new A.B(x);', 'new', 'new A.B(x)'],
      ['r = tag`${x}`;', '`', 'tag`${x}`'],
      ['r = xs.map(f).filter(g);', 'filter', 'filter(g)'],
      ['r = [...xs, y];', 'xs', '...xs'],
      ['r = [...xs, y];', 'y', '...xs'],
      ['r = table[key];', '[key]', 'table[key]'],
      ['r = point.norm;', 'norm', 'point.norm'],
      ['point.norm = r;', '=', 'point.norm = r'],
      ['r = (x * 31 + i) | 0;', '*', 'r = (x * 31 + i) | 0'],
      ['for (const x of list()) r = x;', 'x of', 'const x of list()'],
    ]) {
      assert.deepEqual(told(code, `main«${at}» 10`), [`${text} 100`], code);
    }
  });

  it('go on to the lines that follow', () => {
    const code = 'const r = build({\n  size: 3,\n});\n';
    const profile = profiled(code, 'main«build» 10');
    const [part] = partsOf(profile, drawnFile, code).get(1) ?? [];
    const { text, ...range } = part.expression ?? { text: '' };
    assert.deepEqual(range, { line: 1, column: 10, endLine: 3, endColumn: 2 });
    assert.equal(text, 'build({\n  size: 3,\n})');
  });

  it('merge what stands in one calculation', () => {
    const code = 'sum = (sum * 31 + i) | 0;';
    const drawing = 'main«*» 30\nmain«+» 30\nmain«|» 40';
    assert.deepEqual(told(code, drawing), ['sum = (sum * 31 + i) | 0 100']);
  });

  it('count a recursive call once per sample', () => {
    const code = 'const fib = n => (n < 2 ? n : fib(n - 1) + fib(n - 2));';
    const first = 'fib«fib(n - 1)»';
    const drawing = `${first};${first};${first};fib«< 2» 60\n${first};fib«fib(n - 2)»;fib«< 2» 40`;
    assert.deepEqual(told(code, drawing), ['n < 2 100', 'fib(n - 1) 0→100', 'fib(n - 2) 0→40']);
  });

  it('keep a call inside a callback apart from the call that makes it', () => {
    const code = 'return xs.map(x => scale(x) + 1);';
    const drawing = 'main«map»;[map];inner«scale»;scale:9 70\nmain«map»;[map] 30';
    assert.deepEqual(told(code, drawing), ['xs.map(x => scale(x) + 1) 30→100', 'scale(x) 0→70']);
  });

  it('do not take what a statement or the body of a callback costs for a call around it', () => {
    const code = 'each(xs, function (x) {\n  if (x) return x;\n});\nfor (;;) step();';
    const profile = profiled(code, 'main«each»;inner«if» 60\nmain«for (;;)» 40');
    assert.deepEqual(partsOn(code, profile, 2), ['(not-told-apart) 60']);
    assert.deepEqual(partsOn(code, profile, 4), ['(not-told-apart) 40']);
  });

  it('are those of lines from half a percent on', () => {
    const code = 'a();\nb();';
    const profile = profiled(code, 'main«a()»;a:9 996\nmain«b()»;b:9 4');
    assert.deepEqual([...partsOf(profile, drawnFile, code).keys()], [1]);
  });

  it('are estimated by the name of what was called where no columns are recorded, and only then', () => {
    const code = 'const x = parse(a) + format(b) + format(c);';
    const profile = profiled(code, 'main:1;parse:9 50\nmain:1;format:9 30\nmain:1 20', 'estimate');
    assert.deepEqual(partsOn(code, profile), [
      'parse(a) (estimate) 0→50',
      '(not-told-apart) 20→50',
    ]);
    assert.deepEqual(partsOn(code, profiled(code, 'main:1;other:9 50', 'estimate')), []);
  });

  it('have a main one where one carries most of the line for certain, and the innermost of several', () => {
    const main = (code: string, drawing: string) => {
      const profile = profiled(code, drawing);
      const [{ self, total }] = hotSpots(profile).byFile.get(drawnFile) ?? [];
      const parts = partsOf(profile, drawnFile, code).get(1) ?? [];
      return mainPart(parts, total ?? self)?.expression?.text;
    };
    const two = 'const x = parse(a) + parse(b);';
    assert.equal(main(two, 'main«parse(a)»;parse:9 70\nmain«parse(b)»;parse:9 30'), 'parse(a)');
    assert.equal(main(two, 'main«parse(a)»;parse:9 50\nmain«parse(b)»;parse:9 50'), undefined);
    assert.equal(main(two, 'main«parse(a)» 70?\nmain«parse(b)» 30'), undefined);
    const nested = 'return xs.map(x => scale(x) + 1);';
    assert.equal(main(nested, 'main«map»;[map];inner«scale»;scale:9 90\nmain«map» 10'), 'scale(x)');
  });

  it('are told by their columns where two read the same', () => {
    const code = 'return next() + next();';
    const drawing = `main«next() +»;next:9 30\nmain«next();»;next:9 70`;
    const parts = partsOf(profiled(code, drawing), drawnFile, code).get(1) ?? [];
    assert.deepEqual(
      parts.map(part => [part.expression?.column, hasTwin(part, parts)]),
      [
        [16, true],
        [7, true],
      ],
    );
  });

  it('are not worth naming where there is nothing to tell apart', () => {
    const worth = (code: string, drawing: string) =>
      partsWorthNaming(partsOf(profiled(code, drawing), drawnFile, code).get(1) ?? []).length;
    assert.equal(worth('return parse(a);', 'main«parse»;parse:9 100'), 0);
    assert.equal(worth('return parse(a) + b(c);', 'main«parse»;parse:9 98\nmain«b(c)»;b:9 2'), 0);
    assert.equal(worth('return parse(a) + b(c);', 'main«parse»;parse:9 80\nmain«b(c)»;b:9 20'), 2);
  });
});
