import assert from 'node:assert/strict';
import { evidenceFrom } from '../../src/core/hints';
import { formatTemplate, type HotEvidence } from '../../src/core/hints/hint';
import { type FrameKind, type Profile, ProfileBuilder, Trust } from '../../src/core/profile';
import { dedent, heatOn, soundHints } from './heat';

interface Drawn {
  /** `line:column` of the program's frames and names of builtins, outermost first. */
  readonly stack: string;
  readonly samples: number;
  readonly trust?: Trust;
}

function profileOf(drawn: readonly Drawn[], callLines: Profile['callLines'] = 'recorded'): Profile {
  const builder = new ProfileBuilder();
  const script = builder.script({
    name: '/case.ts',
    kind: 'file',
    role: 'program',
    mapping: 'as-run',
  });
  for (const { stack, samples, trust = Trust.recorded } of drawn) {
    let row = -1;
    for (const part of stack.split(';')) {
      const [, line, column] = /^(\d+):?(\d*)$/.exec(part) ?? [];
      const kind: FrameKind = line !== undefined ? 'function' : part === 'gc' ? 'gc' : 'builtin';
      const frame = builder.frame({
        name: line === undefined ? part : 'f',
        script: line === undefined ? -1 : script,
        line: line === undefined ? 0 : 1,
        column: -1,
        kind,
      });
      row = builder.stack(row, frame, Number(line ?? 0), column ? Number(column) : -1);
    }
    builder.sample(row, samples * 1000, samples, trust);
  }
  return builder.build({
    duration: 1e6,
    interval: 1000,
    source: 'v8-log',
    callLines,
    truncated: 0,
  });
}

describe('the evidence that a profile holds against a file', () => {
  it('is told place by place, with the builtins called from there', () => {
    const profile = profileOf([
      { stack: '5:2;3:10;includes', samples: 60 },
      { stack: '5:2;3:10', samples: 20 },
      { stack: '5:2', samples: 20 },
    ]);
    assert.deepEqual(evidenceFrom(profile, '/case.ts'), [
      {
        line: 3,
        column: 10,
        self: 80_000,
        selfShare: 0.8,
        total: 80_000,
        totalShare: 0.8,
        samples: 80,
        totalSamples: 80,
        callees: [{ name: 'includes', share: 0.6, samples: 60 }],
      },
      {
        line: 5,
        column: 2,
        self: 20_000,
        selfShare: 0.2,
        total: 100_000,
        totalShare: 1,
        samples: 20,
        totalSamples: 100,
        callees: [],
      },
    ]);
  });

  it('leaves out uncertain samples and garbage collection, which stay in the whole', () => {
    const profile = profileOf([
      { stack: '3:1', samples: 50 },
      { stack: '3:1', samples: 30, trust: Trust.uncertain },
      { stack: '3:1;gc', samples: 20 },
    ]);
    const [evidence] = evidenceFrom(profile, '/case.ts');
    assert.equal(evidence.samples, 50);
    assert.equal(evidence.selfShare, 0.5);
    assert.deepEqual(evidence.callees, []);
  });

  it('counts a recursive place once per sample', () => {
    const profile = profileOf([{ stack: '3:1;3:1;3:1', samples: 10 }]);
    assert.equal(evidenceFrom(profile, '/case.ts')[0].totalShare, 1);
  });

  it('gives no totals where call lines were not recorded, and nothing for other files', () => {
    const profile = profileOf([{ stack: '5;3', samples: 10 }], 'estimate');
    assert.deepEqual(
      evidenceFrom(profile, '/case.ts').map(({ total, column }) => [total, column]),
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(evidenceFrom(profile, '/other.ts'), []);
  });
});

const code = dedent(`
  const allowed = ['red', 'green', 'blue', 'cyan', 'magenta', 'yellow', 'black', 'white'];
  export const isIn = (word: string) => allowed.includes(word) || word.startsWith('a');
`);
const includes = code.split('\n')[1].indexOf('includes');

function hints(hot: readonly HotEvidence[], activeSamples = 1000) {
  return soundHints({ file: '/case.ts', text: code, hot, activeSamples });
}

const builtin = (name: string, share: number) => ({ name, share, samples: share * 1000 });

describe('the evidence of a hint', () => {
  it('is the share of the builtin that does the work, where the profile names it', () => {
    for (const name of ['includes', 'Array.prototype.includes', 'ArrayIncludesSmiOrObject']) {
      const [hint] = hints([
        heatOn(2, {
          column: includes,
          callees: [builtin(name, 0.315), builtin('startsWith', 0.05)],
        }),
      ]);
      assert.equal(hint.share, 0.315);
      assert.equal(
        formatTemplate(hint.evidence),
        'about 31% (29–34%) of active time is on this call; garbage collection not included',
      );
    }
  });

  it('is what is left of the line when the builtins named are others', () => {
    const [hint] = hints([heatOn(2, { callees: [builtin('startsWith', 0.3)] })]);
    assert.ok(Math.abs(hint.share - 0.1) < 1e-9);
    assert.match(formatTemplate(hint.evidence), /on this line/);
    assert.deepEqual(
      hints([heatOn(2, { callees: [builtin('String.prototype.includes', 0.39)] })]),
      [],
    );
  });

  it('is that of the call where columns are recorded, and not that of its neighbours', () => {
    const line = code.split('\n')[1];
    const starts = { column: line.indexOf('startsWith'), selfShare: 0.3, samples: 300 };
    const [hint] = hints([
      heatOn(2, { column: includes, selfShare: 0.12, samples: 120 }),
      heatOn(2, starts),
    ]);
    assert.equal(hint.share, 0.12);
    assert.match(formatTemplate(hint.evidence), /about 12% .* on this call/);
    assert.deepEqual(
      hints([heatOn(2, { column: includes, selfShare: 0.01, samples: 10 }), heatOn(2, starts)]),
      [],
    );
  });

  it('is none for a call that was not seen where another on its line was', () => {
    const text = dedent(`
      export const size = (big: boolean) => (big ? require('os').EOL : require('path').sep).length;
    `);
    const path = text.indexOf("require('path')");
    const found = soundHints({
      file: '/case.ts',
      text,
      hot: [heatOn(1, { column: path })],
      activeSamples: 1000,
    });
    assert.deepEqual(
      found.map(({ start }) => start),
      [path],
    );
  });

  it('is not what the arguments took that stay', () => {
    const text = dedent(`
      for (let round = 0; round < 1000; round++) console.log(String(slow(round)));
    `);
    const log = { column: text.indexOf('log('), selfShare: 0.01, samples: 10 };
    const slow = { column: text.indexOf('slow('), selfShare: 0, samples: 0, totalShare: 0.9 };
    const hot = [heatOn(1, log), heatOn(1, { ...slow, totalSamples: 900 })];
    assert.deepEqual(soundHints({ file: '/case.ts', text, hot, activeSamples: 1000 }), []);
    const dear = [heatOn(1, { column: log.column, selfShare: 0.3, samples: 300 }), hot[1]];
    const [hint] = soundHints({ file: '/case.ts', text, hot: dear, activeSamples: 1000 });
    assert.equal(hint.rule, 'log-per-line');
    assert.equal(hint.share, 0.3);
  });

  it('must reach 5 % and 50 samples', () => {
    assert.equal(hints([heatOn(2, { selfShare: 0.1, samples: 49 })], 490).length, 0);
    assert.equal(hints([heatOn(2, { selfShare: 0.049, samples: 4900 })], 100_000).length, 0);
    assert.equal(hints([heatOn(2, { selfShare: 0.12, samples: 50 })], 417).length, 1);
    assert.equal(hints([]).length, 0);
  });

  it('must let expect 2 % of the time to go away, as a set of eight does from 10 % on', () => {
    assert.equal(hints([heatOn(2, { selfShare: 0.09, samples: 900 })], 10_000).length, 0);
    assert.equal(hints([heatOn(2, { selfShare: 0.11, samples: 1100 })], 10_000).length, 1);
  });

  it('never claims more than was measured, rounding down', () => {
    const [hint] = hints([heatOn(2, { selfShare: 0.1999, samples: 200 })]);
    assert.deepEqual(hint.evidence.args[0], '19%');
    assert.ok(hint.interval.low < hint.share && hint.share < hint.interval.high);
  });

  it('for a call that is made less often is everything called from it', () => {
    const text = dedent(`
      export const scaled = (values: number[]) => values.map(value => value / Math.max(...values));
    `);
    const column = text.indexOf('max(');
    const hot = [
      heatOn(1, { column, selfShare: 0.06, samples: 60, totalShare: 0.42, totalSamples: 420 }),
      heatOn(1, { column: text.indexOf('map('), totalShare: 0.9, totalSamples: 900 }),
    ];
    const [hint] = soundHints({ file: '/case.ts', text, hot, activeSamples: 1000 });
    assert.equal(hint.share, 0.42);
  });
});

describe('finding hints', () => {
  it('bears texts that are broken, empty, nested without end or of another language', () => {
    const everywhere = (text: string, file: string) =>
      soundHints({
        file,
        text,
        hot: text.split('\n').map((_, index) => heatOn(index + 1)),
        activeSamples: 1000,
      });
    assert.deepEqual(everywhere('', '/case.ts'), []);
    assert.deepEqual(everywhere(code, '/case.py'), []);
    assert.deepEqual(everywhere(`${'('.repeat(50_000)}`, '/case.js'), []);
    for (let length = 0; length < code.length; length += 3)
      everywhere(code.slice(0, length), '/case.tsx');
    assert.equal(everywhere(`${code}\nfunction broken( {{{ =>`, '/case.ts').length, 1);
  });

  it('bears evidence about lines that are not in the text', () => {
    assert.deepEqual(hints([heatOn(99), heatOn(100, { column: 4 })]), []);
  });

  it('gives the hint with the most time first', () => {
    const text = dedent(`
      const a = ['red', 'green', 'blue', 'cyan', 'magenta', 'yellow', 'black', 'white'];
      export const isA = (word: string) => a.includes(word);
      export const isB = (word: string) => !a.includes(word);
    `);
    const hot = [heatOn(2, { selfShare: 0.2 }), heatOn(3, { selfShare: 0.3 })];
    const found = soundHints({ file: '/case.ts', text, hot, activeSamples: 1000 });
    assert.deepEqual(
      found.map(({ line }) => line),
      [3, 2],
    );
  });
});
