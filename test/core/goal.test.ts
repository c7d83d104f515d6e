import assert from 'node:assert/strict';
import {
  type Goal,
  goalProgress,
  measurable,
  suggestedGoal,
  wasMetAtStart,
} from '../../src/core/goal';
import { absoluteLimit, limitOfBase } from '../../src/core/lock-in';
import type { Run, Session } from '../../src/core/session';
import type { Trial } from '../../src/core/trial';
import { drawnFile, drawnProfile } from './drawn-profile';
import { madeUpRun } from './made-up-run';

const ms = 1000;

const run = (more: Partial<Run> = {}): Run =>
  madeUpRun({ wall: 900 * ms, cpu: 800 * ms, startCpu: 20 * ms, ...more });

const session = (trials: readonly Trial[] = [], more: Partial<Session> = {}): Session => ({
  schema: 1,
  id: 'session',
  target: { kind: 'file', file: drawnFile, args: [], cwd: '/app', env: {} },
  startedAt: 100,
  runs: [run()],
  trials,
  ...more,
});

/** A tuning, with the milliseconds of CPU time before and after it in pairs that vary by a percent. */
function tuning(at: number, before: number, after: number, more: Partial<Trial> = {}): Trial {
  const vary = (median: number) => [0.99, 1.01, 1, 0.995, 1.005].map(by => by * median * ms);
  const costs = (cpu: number) => ({ cpu, wall: 1.1 * cpu });
  const [was, is] = [vary(before), vary(after)];
  const ratio = before / after;
  const kind = ratio > 1.05 ? 'faster' : ratio < 0.95 ? 'slower' : 'same';
  const title = { text: `at ${at}`, args: [] };
  return {
    id: `trial ${at}`,
    at,
    state: 'applied',
    change: { kind: 'tuning', rule: 'rule', title, file: drawnFile, line: 1, share: 0.5 },
    verification: {
      metric: 'cpu',
      verdict: { kind, ratio, low: ratio * 0.97, high: ratio * 1.03, pairs: 5 },
      ratios: { cpu: ratio, wall: ratio },
      outputEqual: true,
      differences: [],
      leftOut: [],
      before: costs(before * ms),
      after: costs(after * ms),
      pairs: was.map((cpu, i) => ({ before: costs(cpu), after: costs(is[i]) })),
      notes: [],
      copied: { files: 1, bytes: 1 },
      runs: 14,
    },
    ...more,
  };
}

const withOtherOutput = (trial: Trial): Trial => ({
  ...trial,
  verification: { ...trial.verification, outputEqual: false },
});

const goal = (want: number, more: Partial<Goal> = {}): Goal => ({
  line: 3,
  run: { kind: 'file', file: drawnFile, args: [] },
  cwd: '/app',
  env: {},
  metric: 'cpu',
  of: undefined,
  want: want * ms,
  from: 820 * ms,
  since: 150,
  ...more,
});

const progress = (wanted: Goal, ...sessions: readonly Session[]) =>
  goalProgress(wanted, sessions, undefined);

describe('how far a goal is', () => {
  it('is known to have been met before the first tuning, which a profiled run did not tell', () => {
    const tuned = session([tuning(200, 610, 460)]);
    assert.equal(wasMetAtStart(progress(goal(700), tuned)), true);
    assert.equal(wasMetAtStart(progress(goal(500), tuned)), false);
    assert.equal(wasMetAtStart(progress(goal(700), session())), false);
  });

  it('is told by the profiled run while nothing was verified, and never surely', () => {
    const { now, start, state } = progress(goal(500), session());
    assert.deepEqual(
      [now?.value, now?.how, start, state],
      [820 * ms, 'profiled', 820 * ms, 'open'],
    );
    assert.equal(progress(goal(900), session()).state, 'about');
  });

  it('is told by runs without the profiler once there are some, from where those began', () => {
    const { now, start, state } = progress(goal(500), session([tuning(200, 700, 600)]));
    assert.deepEqual([now?.value, now?.how, start], [600 * ms, 'plain', 700 * ms]);
    assert.ok(now?.interval !== undefined);
    assert.ok(now.interval.low > 580 * ms && now.interval.high < 620 * ms);
    assert.equal(state, 'open');
  });

  it('is told by runs of the program as it is, all of them', () => {
    const as = tuning(200, 700, 720, { change: { kind: 'none' }, state: 'measured' });
    const { now, start, contributions } = progress(goal(500), session([as]));
    assert.equal(now?.how, 'plain');
    assert.ok(now.value > 700 * ms && now.value < 720 * ms, String(now.value));
    assert.ok(now.interval !== undefined && now.interval.low < now.value);
    assert.deepEqual([start, contributions.length], [700 * ms, 0]);
  });

  it('is not told by a verification under load, whose times are of a request', () => {
    const trial = tuning(200, 700, 600);
    const load = { kind: 'url', what: ':3000/' } as unknown as Trial['verification']['load'];
    const under = { ...trial, verification: { ...trial.verification, load } };
    assert.equal(progress(goal(500), session([under])).now?.how, 'profiled');
  });

  it('of a start-up is told by verifications of it, and by no others', () => {
    const startUp = goal(650, { metric: 'start-up' });
    const trial = tuning(200, 700, 600);
    assert.equal(progress(startUp, session([trial])).now, undefined);
    const of = { ...trial, verification: { ...trial.verification, metric: 'start-up' as const } };
    assert.equal(progress(startUp, session([of])).now?.value, 1.1 * 600 * ms);
  });

  it('is met when all of the interval is within it, and only about there when it holds it', () => {
    const tuned = session([tuning(200, 700, 600)]);
    assert.equal(progress(goal(650), tuned).state, 'met');
    assert.equal(progress(goal(602), tuned).state, 'about');
  });

  it('lists each tuning that was proven since it was set and stands in the code, with what it brought', () => {
    const { contributions } = progress(
      goal(100),
      session([tuning(120, 900, 700), tuning(200, 700, 600), tuning(210, 600, 300)]),
      session(
        [
          tuning(220, 300, 200, { state: 'reverted' }),
          tuning(230, 300, 150, { state: 'measured' }),
          withOtherOutput(tuning(240, 300, 100)),
          tuning(250, 300, 400),
        ],
        { id: 'later', startedAt: 215 },
      ),
    );
    const listed = contributions.map(({ trial, ratio, gain }) => [trial.at, ratio, gain]);
    assert.deepEqual(listed, [
      [200, 700 / 600, 100 * ms],
      [210, 2, 300 * ms],
    ]);
  });

  it('is told without an interval where a coarse clock counted nothing of a run', () => {
    const { now, state } = progress(goal(10), session([tuning(200, 800, 0)]));
    assert.deepEqual([now?.value, now?.interval, state], [0, undefined, 'about']);
  });

  it('does not go by a change after which the program says something else', () => {
    const trials = [tuning(200, 700, 600), withOtherOutput(tuning(210, 600, 100))];
    assert.equal(progress(goal(500), session(trials)).now?.value, 600 * ms);
  });

  it('goes by what was there before a tuning that was taken back, and one that was only measured', () => {
    for (const state of ['reverted', 'measured'] as const) {
      const trials = [tuning(200, 700, 600), tuning(210, 590, 300, { state })];
      assert.equal(progress(goal(500), session(trials)).now?.value, 590 * ms);
    }
  });

  it('goes by a later profile only where it can’t be of the code that was verified', () => {
    const verified = session([tuning(200, 700, 600)]);
    const later = (cpu: number) =>
      session([], { id: 'later', startedAt: 300, runs: [run({ cpu: cpu * ms, startCpu: 0 })] });
    const value = (cpu: number) => progress(goal(10), later(cpu), verified).now?.value;
    assert.equal(value(700), 600 * ms); // profiling costs as much
    assert.equal(value(400), 400 * ms);
    assert.equal(value(1500), 1500 * ms);
  });

  it('is told of a share by the profile that is shown, with its interval', () => {
    const profile = drawnProfile('main:1;work:12 300\nmain:2 700');
    const share = { ...goal(0.5), metric: 'share', want: 0.5 } as const;
    const of = { kind: 'function', file: drawnFile, name: 'work' } as const;
    const loaded = { session: session(), profile };
    const found = goalProgress({ ...share, of }, [session()], loaded);
    assert.deepEqual([found.now?.value, found.state], [0.3, 'met']);
    assert.equal(goalProgress({ ...share, of, want: 0.29 }, [session()], loaded).state, 'open');
    assert.equal(goalProgress({ ...share, of }, [session()], undefined).now, undefined);
  });

  it('is better the more requests a server answers', () => {
    const load = {
      what: ':3000',
      kind: 'url',
      warmUp: 0,
      requests: {
        connections: 10,
        answered: 5000,
        perSecond: 1000,
        latency: { p50: 9 * ms, p99: 30 * ms, max: 50 * ms },
        statuses: {},
        failed: 0,
      },
    } as const;
    const part = { kind: 'under-load', from: 0, to: 5_000_000 } as const;
    const loaded = session([], { runs: [run({ part, load })] });
    const wanted = { ...goal(1), metric: 'requests-per-second' } as const;
    assert.equal(progress({ ...wanted, want: 1200 }, loaded).state, 'open');
    assert.equal(progress({ ...wanted, want: 900 }, loaded).state, 'about');
    assert.deepEqual(measurable(loaded), [
      'requests-per-second',
      'latency-p50',
      'latency-p99',
      'share',
    ]);
  });
});

describe('a goal', () => {
  it('can be of what the session measured, and of nothing that can’t be measured again', () => {
    assert.deepEqual(measurable(session()), ['cpu', 'wall', 'share']);
    const without = session([], { runs: [run({ cpu: undefined })] });
    assert.deepEqual(measurable(without), ['wall', 'share']);
    const part = { kind: 'start-up', from: 0, to: 300 * ms } as const;
    assert.deepEqual(measurable(session([], { runs: [run({ part })] })), ['start-up', 'share']);
    assert.deepEqual(measurable(session([], { runs: [run({ ended: 'stopped' })] })), ['share']);
    const { target } = session();
    assert.deepEqual(measurable(session([], { target: { ...target, kind: 'imported' } })), []);
  });

  it('begins with a round number that is worth reaching', () => {
    assert.deepEqual(
      [820 * ms, 612 * ms, 1.2e6, 87 * ms].map(now => suggestedGoal('cpu', now)),
      [500 * ms, 350 * ms, 700 * ms, 50 * ms],
    );
    assert.equal(suggestedGoal('share', 0.38), 0.25);
    assert.equal(suggestedGoal('requests-per-second', 1250), 2000);
  });

  const found = (value: number, interval?: { low: number; high: number }) =>
    ({ value, interval, how: 'plain', at: 0 }) as const;

  it('that is locked in lets through a tenth more than was found at most', () => {
    const most = (...[metric, of]: Parameters<typeof absoluteLimit>) =>
      absoluteLimit(metric, of).most;
    assert.equal(most('cpu', found(480 * ms, { low: 470 * ms, high: 490 * ms })), 540 * ms);
    assert.equal(most('cpu', found(100 * ms)), 110 * ms);
    assert.equal(most('latency-p99', found(20 * ms)), 22 * ms);
    assert.equal(most('share', found(0.95)), 1);
  });

  it('that is locked in asks for a tenth less than was found at least, of what more is better', () => {
    const rate = found(1250, { low: 1210, high: 1290 });
    assert.deepEqual(absoluteLimit('requests-per-second', rate), { kind: 'absolute', least: 1100 });
    assert.deepEqual(limitOfBase('requests-per-second'), { kind: 'base', least: 0.95 });
    assert.deepEqual(limitOfBase('latency-p50'), { kind: 'base', most: 1.05 });
  });
});
