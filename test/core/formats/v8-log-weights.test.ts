import assert from 'node:assert/strict';
import { V8LogReader } from '../../../src/core/formats/v8-log';
import { friendlyBuiltin } from '../../../src/core/formats/v8-log/builtin-names';
import { type Profile, times } from '../../../src/core/profile';

const javaScript = 0;
const idle = 8;
const waiting = 7;

interface ThreadTimes {
  readonly inQueue: number;
  readonly idle: number | undefined;
  readonly waiting?: number;
}

/** A profile of ticks at these times, in microseconds, each with V8's state. */
function ticks(entries: readonly (readonly [number, number])[], known?: ThreadTimes): Profile {
  const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
  const lines = entries.map(([time, state]) => `tick,0x10,${time},0,0x0,${state}\n`);
  reader.write(new TextEncoder().encode(lines.join('')));
  return reader.profile(known);
}

function regular(from: number, count: number, state = javaScript): [number, number][] {
  return Array.from({ length: count }, (_, i) => [from + i * 1000, state]);
}

/**
 * What a part of the run between two times of the system's clock waited, in a thread that begins at 1 s of it and runs for 2 s:
 * of every 10 ms it works 4, and one tick ends the wait.
 */
function waitedBetween(from: number, to: number): number {
  const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
  reader.zero = 999_500; // as the log's name tells it: to the millisecond
  const mark = (at: string, time: number, waited: number) =>
    `code-creation,Script,10,${time},0x20,10,tuneline:${at}:7:0:7:${1_000_000 + time}:${waited},0x30,~\n`;
  const tick = (time: number, state: number) => `tick,0x10,${time},0,0x0,${state}\n`;
  const lines = [mark('start', 0, 0)];
  for (let time = 10_000; time <= 2_000_000; time += 10_000) {
    lines.push(tick(time, idle), tick(time + 1000, javaScript));
    if (time % 250_000 === 0) lines.push(mark('now', time + 1500, time * 0.6));
  }
  reader.begin(from);
  reader.write(new TextEncoder().encode(lines.join('')));
  reader.end(to);
  return times(reader.profile({ inQueue: 0, idle: undefined })).idle;
}

describe('the time of ticks', () => {
  it('is the time between them while they come regularly', () => {
    const profile = ticks(regular(5000, 101));
    assert.equal(times(profile).active, 101_000);
    assert.equal(profile.duration, 100_000);
  });

  it('counts a synchronous wait as active', () => {
    assert.equal(times(ticks(regular(0, 50, waiting))).active, 50_000);
  });

  it('counts waiting for events as idle, up to the tick that ends it', () => {
    const profile = ticks([...regular(0, 11), [510_000, idle], ...regular(511_000, 10)]);
    assert.equal(times(profile).idle, 500_000);
    assert.equal(times(profile).active, 21_000);
  });

  it('does not take a wait that no tick tells of for the time of the next tick', () => {
    const { active } = times(ticks([...regular(0, 10), ...regular(1_000_000, 10)]));
    assert.ok(active > 18_000 && active < 21_000, `${active}`);
  });

  it('tells that wait as idle when the event loop knows of it', () => {
    const known = { inQueue: 0, idle: 990_000 };
    const profile = ticks([...regular(0, 10), ...regular(1_000_000, 10)], known);
    assert.equal(times(profile).idle, 990_000);
  });

  it('leaves out what another program took of the core, as far as the system says', () => {
    // Every other tick comes 2 ms late: of 159 ms the thread waited 70 ms for a core.
    const late = Array.from({ length: 80 }, (_, i): [number, number] => [
      i * 2000 + (i % 2) * 1000,
      javaScript,
    ]);
    const { duration } = ticks(late);
    const inQueue = 70_000;
    const { active } = times(ticks(late, { inQueue, idle: 0 }));
    assert.ok(Math.abs(active - (duration - inQueue)) < 2000, `${active} of ${duration}`);
  });

  it('leaves out a queue for a core also where a thread is sampled rarely, and none of its ticks is late', () => {
    const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
    const rare = Array.from(
      { length: 100 },
      (_, i) => `tick,0x10,${i * 3000},0,0x0,${javaScript}\n`,
    );
    reader.write(new TextEncoder().encode(`profiler,begin,3000\n${rare.join('')}`));
    const profile = reader.profile({ inQueue: 150_000, idle: 0 });
    assert.equal(profile.interval, 3000);
    assert.ok(Math.abs(times(profile).active - 150_000) < 4000, `${times(profile).active}`);
  });

  it('is at least what the thread was on a core for, where no tick tells of waiting and few come', () => {
    const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
    const few = [0, 1, 2, 3, 4].map(i => `tick,0x10,${i * 100_000},0,0x0,${javaScript}\n`);
    reader.write(new TextEncoder().encode(`v8-version,14,0,0,0,0\n${few.join('')}`));
    // Of 400 ms it ran for 60, in turns so brief that only five ticks met one.
    const { active } = times(
      reader.profile({ inQueue: 100_000, idle: undefined, waiting: 240_000 }),
    );
    assert.ok(Math.abs(active - 60_000) < 2000, `${active}`);
  });

  it('gives back what a wait took of the work before it, where the thread tells how long it waited', () => {
    // A tick, 4 ms of work in many small turns, and a tick that ends the wait of the last of them: 100 times.
    const turns = Array.from({ length: 100 }, (_, i): [number, number][] => [
      [i * 10_000, javaScript],
      [i * 10_000 + 9_000, idle],
    ]).flat();
    const { active, idle: waited } = times(ticks(turns, { inQueue: 0, idle: 600_000 }));
    assert.ok(Math.abs(waited - 600_000) < 1000, `${waited}`);
    assert.ok(Math.abs(active - 399_000) < 2000, `${active}`);
  });

  it('does not take a queue for a core, in which a wait ends, for waiting', () => {
    const known = { inQueue: 300_000, idle: 900_000, waiting: 600_000 };
    const { idle: waited } = times(ticks([...regular(0, 10), [990_000, idle]], known));
    assert.ok(Math.abs(waited - 600_000) < 1000, `${waited}`);
  });

  it('of a part of the run leave out what the thread waited in it, by its own marks', () => {
    const waited = waitedBetween(1_500_000, 2_500_000);
    assert.ok(Math.abs(waited - 600_000) < 5000, `${waited}`);
  });

  it('of a part that is older than the thread leave out all that the thread waited', () => {
    const waited = waitedBetween(500_000, 2_500_000);
    assert.ok(Math.abs(waited - 900_000) < 5000, `${waited}`);
  });

  it('never counts more than the time between ticks, nor less than what is sure', () => {
    const late = regular(0, 20).map(([time, state]): [number, number] => [time * 3, state]);
    const all = times(ticks(late, { inQueue: 0, idle: 0 })).active;
    const none = times(ticks(late, { inQueue: 1e9, idle: 0 })).active;
    assert.ok(all <= 58_000 && none >= 9_500 && none < all, `${none} ${all}`);
  });
});

describe('a builtin', () => {
  const names: [string, string | undefined][] = [
    ['ArrayIncludesSmiOrObject', 'Array.prototype.includes'],
    ['ArrayIncludesPackedDoubles', 'Array.prototype.includes'],
    ['ArrayIndexOfHoleyDoubles', 'Array.prototype.indexOf'],
    ['ArrayPrototypeSlice', 'Array.prototype.slice'],
    ['ArrayMapLoopContinuation', 'Array.prototype.map'],
    ['ArrayTimSort', 'Array.prototype.sort'],
    ['StringPrototypeIndexOf', 'String.prototype.indexOf'],
    ['StringAdd_CheckNone', 'string +'],
    ['StringEqual', 'string ==='],
    ['FindOrderedHashMapEntry', 'Map.prototype.get'],
    ['MapPrototypeGet', 'Map.prototype.get'],
    ['SetPrototypeHas', 'Set.prototype.has'],
    ['JsonParse', 'JSON.parse'],
    ['MathSin', 'Math.sin'],
    ['ObjectKeys', 'Object.keys'],
    ['RegExpPrototypeTestFast', 'RegExp.prototype.test'],
    ['RegExpReplace', 'String.prototype.replace'],
    ['MapConstructor', 'new Map'],
    ['CloneFastJSArrayFillingHoles', 'spread'],
    ['KeyedLoadIC_Megamorphic', undefined],
    ['LoadIC', undefined],
    ['CEntry_Return1_ArgvOnStack_NoBuiltinExit', undefined],
    ['InterpreterEntryTrampoline', undefined],
    ['RecordWriteSaveFP', undefined],
    ['ArrayConstructorImpl', undefined],
    ['PromiseAllResolveElementClosure', undefined],
  ];

  for (const [builtin, name] of names) {
    it(`${builtin} is ${name === undefined ? 'part of the function it works for' : `called ${name}`}`, () => {
      assert.equal(friendlyBuiltin(builtin), name);
    });
  }
});
