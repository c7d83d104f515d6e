import assert from 'node:assert/strict';
import { type CallTree, finish, growTopDown } from '../../src/core/call-tree';
import { bottomUp } from '../../src/core/callers-tree';
import { type CutBox as Cut, cut } from '../../src/core/cut';
import {
  boxAtPath,
  boxesOfLine,
  linesOf,
  outermostBoxes,
  pathOf,
  search,
} from '../../src/core/find-boxes';
import type { Profile, ScriptRole } from '../../src/core/profile';
import { drawnFile, drawnProfile } from './drawn-profile';

const topDown = (profile: Profile, onlyMine = false) => finish(growTopDown(profile, { onlyMine }));

/** The tree as text, widest first: `main 30 (self 10)` with two spaces per level. */
function drawn(tree: CallTree, box = 0, indent = ''): string[] {
  const children = Array.from(tree.children(box)).sort((a, b) => tree.total(b) - tree.total(a));
  return children.flatMap(child => {
    const { name, kind } = tree.callables[tree.callable(child)];
    const self = tree.self(child) > 0 ? ` (self ${tree.self(child) / 1000})` : '';
    const label = kind === 'folded' ? `<${name}>` : name;
    const line = `${indent}${label} ${tree.total(child) / 1000}${self}`;
    return [line, ...drawn(tree, child, `${indent}  `)];
  });
}

const child = (tree: CallTree, ...names: string[]): number =>
  names.reduce((box, name) => {
    const found = Array.from(tree.children(box)).find(
      one => tree.callables[tree.callable(one)].name === name,
    );
    assert.ok(found !== undefined, `no box ${name}`);
    return found;
  }, 0);

describe('the call tree', () => {
  it('has one box for a function, whatever lines its calls stand on', () => {
    const tree = topDown(drawnProfile('main:3;work:10 20\nmain:4;work:11 10\nmain:5 5'));
    assert.deepEqual(drawn(tree), ['main 35 (self 5)', '  work 30 (self 30)']);
    assert.equal(tree.samples(child(tree, 'main')), 35);
  });

  it('counts samples that weigh nothing', () => {
    const profile = drawnProfile('main;work 20\nmain;late 1');
    profile.samples.weight[1] = 0;
    assert.equal(topDown(profile).samples(0), 21);
  });

  it('keeps the lines of a merged box, costliest first', () => {
    const tree = topDown(drawnProfile('main:3;work:10 20\nmain:4;work:11 10\nmain:5 5'));
    const lines = (box: number) => linesOf(tree, box).map(({ line, weight }) => [line, weight]);
    assert.deepEqual(lines(child(tree, 'main')), [
      [3, 20000],
      [4, 10000],
      [5, 5000],
    ]);
    assert.deepEqual(lines(child(tree, 'main', 'work')), [
      [10, 20000],
      [11, 10000],
    ]);
  });

  it('leaves idle and tool time out', () => {
    const roles: Record<string, ScriptRole> = {
      '/t/loader.js': 'tool',
      '/t/typescript.js': 'tool-library',
    };
    const tree = topDown(
      drawnProfile('main 10\n(idle) 50\nload@/t/loader.js;compile@/t/typescript.js 40', {
        roleOf: file => roles[file] ?? 'program',
      }),
    );
    assert.deepEqual(drawn(tree), ['main 10 (self 10)']);
    assert.equal(tree.total(0), 10000);
  });

  it('gives garbage collection, the compiler and V8 boxes of their own', () => {
    const tree = topDown(drawnProfile('main;(gc) 5\n(program) 3\nmain;(compiler) 2\nmain 1'));
    assert.deepEqual(drawn(tree), [
      'main 8 (self 1)',
      '  (gc) 5 (self 5)',
      '  (compiler) 2 (self 2)',
      '(program) 3 (self 3)',
    ]);
  });

  it('shows a builtin above its caller and opens the line that called it', () => {
    const tree = topDown(drawnProfile('main:7;[includes] 30\nmain:9;[includes] 10'));
    const box = child(tree, 'main', 'includes');
    assert.equal(tree.total(box), 40000);
    assert.deepEqual(
      linesOf(tree, box).map(({ file, line }) => [file, line]),
      [
        [drawnFile, 7],
        [drawnFile, 9],
      ],
    );
  });

  it('opens the start of a function whose lines are not known', () => {
    const tree = topDown(drawnProfile('main{4}:0;work{20}:21 10'));
    assert.equal(linesOf(tree, child(tree, 'main'))[0].line, 4);
  });

  it('never lets recursion pass the whole', () => {
    const tree = topDown(drawnProfile('main;f:2;f:3;f:2 30\nmain;f:2;g;f 10'));
    for (const view of [tree, bottomUp(tree)]) {
      const visit = (box: number): void => {
        assert.ok(view.total(box) <= view.total(0));
        for (const one of Array.from(view.children(box))) visit(one);
      };
      visit(0);
    }
    assert.equal(search(tree, 'f').total, 40000);
  });
});

describe('the bottom-up tree', () => {
  it('has the functions by self time, and under each its callers', () => {
    const tree = topDown(drawnProfile('main;a;work 20\nmain;b;work 30\nmain 5'));
    assert.deepEqual(drawn(bottomUp(tree)), [
      'work 50 (self 50)',
      '  b 30',
      '    main 30',
      '  a 20',
      '    main 20',
      'main 5 (self 5)',
    ]);
  });

  it('opens the line of the caller that the time came through', () => {
    const tree = bottomUp(topDown(drawnProfile('main:3;a;work 20\nmain:4;a;work 30\nmain:9;a 5')));
    const lines = linesOf(tree, child(tree, 'work', 'a', 'main'));
    assert.deepEqual(
      lines.map(({ line, weight }) => [line, weight]),
      [
        [4, 30000],
        [3, 20000],
      ],
    );
  });
});

describe('all calls of one function', () => {
  const profile = drawnProfile('main;a;f;x 10\nmain;b;f;f;y 20\nmain;b 5');
  const { key } = topDown(profile).callables.find(({ name }) => name === 'f') ?? { key: '' };

  it('are merged with what they call, recursion once', () => {
    const tree = finish(growTopDown(profile, { onlyMine: false, focus: key }));
    assert.deepEqual(drawn(tree), ['f 30', '  f 20', '    y 20 (self 20)', '  x 10 (self 10)']);
  });

  it('are merged with who calls them', () => {
    assert.deepEqual(drawn(bottomUp(topDown(profile), key)), [
      'f 30',
      '  b 20',
      '    main 20',
      '  a 10',
      '    main 10',
    ]);
  });
});

describe('only my code', () => {
  const lib = '@/app/node_modules/@scope/lib/index.js';
  const profile = drawnProfile(`
    run@node:internal/main;load@node:internal/loader;main:2;parse${lib};lex${lib};[slice] 20
    run@node:internal/main;load@node:internal/loader;main:2;parse${lib};back:30;[slice] 5
    run@node:internal/main;load@node:internal/loader;main:3;read@node:fs;open@node:internal/fs 7
    run@node:internal/main;load@node:internal/loader;main:3;(gc) 1
    run@node:internal/main;load@node:internal/loader;main:2;other${lib};(gc) 2
  `);

  it('folds what a call into a package did into one box per package', () => {
    assert.deepEqual(drawn(topDown(profile, true)), [
      '<node:internal> 35',
      '  main 35',
      '    <@scope/lib> 27 (self 20)',
      '      back 5',
      '        slice 5 (self 5)',
      '      (gc) 2 (self 2)',
      '    <node:fs> 7 (self 7)',
      '    (gc) 1 (self 1)',
    ]);
  });

  it('opens the line of mine that called a package', () => {
    const tree = topDown(profile, true);
    const box = child(tree, 'node:internal', 'main', '@scope/lib');
    assert.deepEqual(
      linesOf(tree, box).map(({ line, weight }) => [line, weight]),
      [[2, 27000]],
    );
  });

  it('folds callers as well', () => {
    const lines = drawn(bottomUp(topDown(profile, true)));
    assert.deepEqual(lines.slice(0, 3), [
      '<@scope/lib> 20 (self 20)',
      '  main 20',
      '    <node:internal> 20',
    ]);
  });
});

describe('the cut', () => {
  const shown = (box: Cut, indent = ''): string[] =>
    box.children.flatMap(one => [
      `${indent}${one.kind} ${one.total / 1000}${one.kind === 'rest' ? ` of ${one.count}` : ''}`,
      ...shown(one, `${indent}  `),
    ]);
  const whole = { root: 0, from: 0, to: 1 };

  it('puts boxes narrower than half a pixel into one per caller', () => {
    const small = Array.from({ length: 40 }, (_, i) => `main;s${i} 1`).join('\n');
    const tree = topDown(drawnProfile(`main;big;inner 960\n${small}`));
    assert.deepEqual(shown(cut(tree, { ...whole, width: 100 })), [
      'box 1000',
      '  box 960',
      '    box 960',
      '  rest 40 of 40',
    ]);
    assert.equal(shown(cut(tree, { ...whole, width: 1000 })).length, 43);
  });

  it('keeps the place of what stands outside the window', () => {
    const tree = topDown(drawnProfile('main;a;x 40\nmain;b;y 30\nmain;c;z 20\nmain;d 10'));
    assert.deepEqual(shown(cut(tree, { root: 0, from: 0.45, to: 0.65, width: 100 })), [
      'box 100',
      '  aside 40',
      '  box 30',
      '    box 30',
      '  aside 30',
    ]);
  });

  it('loses no time: what is left, below and own, adds up', () => {
    const tree = topDown(drawnProfile('main;a;x 400\nmain;b 3\nmain 20\nother;c 7'));
    const check = (box: Cut): void => {
      const below = box.children.reduce((sum, one) => sum + one.total, 0);
      assert.ok(Math.abs(box.total - below - box.own) < 1e-6);
      box.children.forEach(check);
    };
    check(cut(tree, { ...whole, width: 30 }));
  });

  it('shows nothing when there is no room', () => {
    const tree = topDown(drawnProfile('main 10'));
    assert.deepEqual(cut(tree, { ...whole, width: 0 }).children, []);
  });
});

describe('boxes', () => {
  it('are found by name, file or package, with their time once per sample', () => {
    const lib = '@/app/node_modules/zod/index.js';
    const tree = topDown(drawnProfile(`main;Parse;parse 10\nmain;check${lib} 5\nmain 85`));
    const found = search(tree, 'PARSE');
    assert.deepEqual([found.count, found.total], [2, 10000]);
    assert.equal(search(tree, 'zod').total, 5000);
    assert.deepEqual([search(tree, ' ').count, search(tree, ' ').total], [0, 0]);
  });

  it('of a line are those of functions seen on it, largest first', () => {
    const tree = topDown(drawnProfile('main:3;work:12 10\nmain:4;a;work:12 20\nmain;work:13 5'));
    const boxes = boxesOfLine(tree, drawnFile, 12);
    assert.deepEqual(boxes, [child(tree, 'main', 'a', 'work'), child(tree, 'main', 'work')]);
  });

  it('of a line that was never seen are those of the function above it', () => {
    const tree = topDown(drawnProfile('main{1}:3;work{10}:12 10'));
    assert.deepEqual(boxesOfLine(tree, drawnFile, 15), [child(tree, 'main', 'work')]);
    assert.deepEqual(boxesOfLine(tree, '/app/other.ts', 15), []);
  });

  it('have the same path in a later profile of the program', () => {
    const before = topDown(drawnProfile('main;a;work 5'));
    const after = topDown(drawnProfile('start 50\nmain;b 5\nmain;a;work 5'));
    const path = pathOf(before, child(before, 'main', 'a', 'work'));
    assert.equal(boxAtPath(after, path), child(after, 'main', 'a', 'work'));
    assert.equal(boxAtPath(topDown(drawnProfile('main;b 5')), path), undefined);
  });

  it('of a recursive function are outermost where no caller is the same function', () => {
    const tree = topDown(drawnProfile('main;f;g;f 10\nf 5'));
    assert.deepEqual(
      outermostBoxes(tree, ({ name }) => name === 'f').sort(),
      [child(tree, 'main', 'f'), child(tree, 'f')].sort(),
    );
  });
});
