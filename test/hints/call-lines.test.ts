import assert from 'node:assert/strict';
import { estimateCallLines } from '../../src/core/hints/places/call-lines';
import { hotSpots } from '../../src/core/hot-lines';
import { type FrameKind, type Profile, ProfileBuilder, Trust } from '../../src/core/profile';
import { dedent } from './heat';

const file = '/program.js';

/** A function as a stack is drawn with: `name@line:column`, its own line after `>` for the innermost. */
function profileOf(stacks: Readonly<Record<string, number>>): Profile {
  const builder = new ProfileBuilder();
  const script = builder.script({ name: file, kind: 'file', role: 'program', mapping: 'as-run' });
  for (const [drawing, weight] of Object.entries(stacks)) {
    let row = -1;
    for (const part of drawing.split(';')) {
      const [, name, line, column, self] = /^([^@]*)@?(\d*):?(\d*)>?(\d*)$/.exec(part) ?? [];
      const isFunction = line !== '';
      const kind: FrameKind = isFunction ? 'function' : 'builtin';
      const frame = builder.frame({
        name,
        script: isFunction ? script : -1,
        line: Number(line || 0),
        column: column === '' ? -1 : Number(column),
        kind,
      });
      row = builder.stack(row, frame, Number(self || 0), -1);
    }
    builder.sample(row, weight * 1000, weight, Trust.recorded);
  }
  return builder.build({
    duration: 1e6,
    interval: 1000,
    source: 'inspector',
    callLines: 'none',
    truncated: 0,
  });
}

/** Lines with their total time in milliseconds, as an estimate from the program's text. */
function totals(code: string, stacks: Readonly<Record<string, number>>): Record<number, number> {
  const text = dedent(code);
  const profile = estimateCallLines(profileOf(stacks), name => (name === file ? text : undefined));
  return Object.fromEntries(
    hotSpots(profile).lines.map(({ line, total }) => [line, (total ?? 0) / 1000]),
  );
}

describe('estimated call lines', () => {
  it('fill in the only line that calls a function', () => {
    const code = `
      function work() {
        return 1;
      }
      function main() {
        work();
        return other();
      }
      main();
    `;
    assert.deepEqual(totals(code, { '@1:0;main@4:13;work@1:13>2': 80, '@1:0;main@4:13>5': 20 }), {
      2: 80,
      5: 100,
      8: 100,
    });
  });

  it('leave the line open where two lines call it, and one line twice does not count as two', () => {
    const code = `
      function main() {
        work();
        if (work()) rest(); rest();
      }
      main();
    `;
    const profile = profileOf({
      '@1:0;main@1:13;work@9:13>9': 50,
      '@1:0;main@1:13;rest@10:13>10': 50,
    });
    const filled = estimateCallLines(profile, () => dedent(code));
    const lines = [...filled.stacks.line].filter(line => line > 0);
    assert.deepEqual([...new Set(lines)].sort(), [10, 3, 5, 9].sort());
    assert.equal(filled.callLines, 'estimate');
    assert.equal(
      filled.samples.weight.reduce((a, b) => a + b),
      100_000,
    );
  });

  it('know methods, private ones, getters, constructors and super', () => {
    const code = `
      class Base { constructor() { this.x = 1; } }
      class Job extends Base {
        constructor() {
          super();
          this.#run();
        }
        #run() { return this.size + this.tool.step(1); }
        get size() { return 1; }
      }
      function main() {
        return new Job();
      }
      main();
    `;
    const head = '@1:0;main@10:13;Job@3:13';
    assert.deepEqual(
      totals(code, {
        [`${head};Base@1:24>1`]: 10,
        [`${head};#run@7:6;get size@8:10>8`]: 20,
        [`${head};#run@7:6;Tool.step@20:6>20`]: 30,
      }),
      { 1: 10, 4: 10, 5: 50, 7: 50, 8: 20, 11: 60, 13: 60, 20: 30 },
    );
  });

  it('know callbacks, named or written in place, with and without the builtin between', () => {
    const code = `
      const double = x => x * 2;
      function main(xs) {
        const a = xs.map(double);
        const b = xs.filter(x =>
          x > 1);
        return a.concat(b);
      }
    `;
    assert.deepEqual(
      totals(code, {
        'main@2:13;double@1:15>1': 10,
        'main@2:13;map;double@1:15>1': 20,
        'main@2:13;@4:22>5': 30,
      }),
      { 1: 30, 3: 30, 4: 30, 5: 30 },
    );
  });

  it('match nothing for anonymous functions, unknown texts and functions that moved', () => {
    const code = `
      function main() {
        (() => work())();
      }
    `;
    const stacks = { 'main@1:13;@2:3>2': 10 };
    const profile = profileOf(stacks);
    const open = (text: string | undefined) =>
      [...estimateCallLines(profile, () => text).stacks.line].filter(line => line > 0);
    assert.deepEqual(open(dedent(code)), [2]);
    assert.deepEqual(open(undefined), [2]);
    assert.deepEqual(open('\n\n\nfunction other() { main(); }'), [2]);
    assert.deepEqual(open('function main( {{{ '), [2]);
  });

  it('leave a profile alone whose call lines were recorded', () => {
    const recorded: Profile = { ...profileOf({ 'main@1:0>1': 1 }), callLines: 'recorded' };
    assert.equal(
      estimateCallLines(recorded, () => ''),
      recorded,
    );
  });
});
