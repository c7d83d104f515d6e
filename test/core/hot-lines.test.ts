import assert from 'node:assert/strict';
import { bucketOf, hotSpots } from '../../src/core/hot-lines';
import { hottestLine } from '../../src/core/listed-spots';
import { times } from '../../src/core/profile';
import { drawnProfile } from './drawn-profile';

const lineOf = (profile: ReturnType<typeof drawnProfile>, line: number) => {
  const found = hotSpots(profile).lines.find(one => one.line === line);
  assert.ok(found, `line ${line} is not hot`);
  return found;
};

describe('hot lines', () => {
  it('gives a line its own time and the time of what it calls', () => {
    const profile = drawnProfile(`
      main:1;work:10 30
      main:2;work:11 60
      main:2 10`);
    assert.equal(lineOf(profile, 10).self, 30_000);
    assert.equal(lineOf(profile, 2).self, 10_000);
    assert.equal(lineOf(profile, 2).total, 70_000);
    assert.equal(lineOf(profile, 11).selfShare, 0.6);
  });

  it('counts a recursive frame once per sample, so that no total passes 100 %', () => {
    const profile = drawnProfile(`
      fib:3;fib:3;fib:3;fib:3 50
      fib:3;fib:3 50`);
    assert.equal(lineOf(profile, 3).total, 100_000);
    const [fib] = hotSpots(profile).functions;
    assert.equal(fib.totalShare, 1);
  });

  it('credits a builtin and a Node function to the line that called it, and names them', () => {
    const profile = drawnProfile(`
      main:5;[includes] 40
      main:6;readFileSync@node:fs:400;[open] 10
      main:6 50`);
    assert.equal(lineOf(profile, 5).self, 40_000);
    assert.deepEqual(lineOf(profile, 5).calledFromHere, [
      { name: 'includes', self: 40_000, samples: 40 },
    ]);
    assert.equal(lineOf(profile, 6).self, 60_000);
    assert.equal(lineOf(profile, 6).calledFromHere[0].name, 'readFileSync (node:fs)');
  });

  it('leaves idle time out of every share', () => {
    const profile = drawnProfile(`
      (idle) 900
      main:1 50
      (gc) 50`);
    assert.equal(times(profile).active, 100_000);
    assert.equal(lineOf(profile, 1).selfShare, 0.5);
  });

  it('leaves the time of the loader out, but not that of the program it loads', () => {
    const profile = drawnProfile(
      `
      load@/tool/loader.js:1;transpile@/lib/typescript.js:9 70
      load@/tool/loader.js:1;_compile@node:internal/modules/cjs:8;main:4 20
      main:5;parse@/lib/typescript.js:7 10`,
      {
        roleOf: file =>
          file.startsWith('/tool') ? 'tool' : file.startsWith('/lib') ? 'tool-library' : 'program',
      },
    );
    assert.equal(times(profile).tool, 70_000);
    assert.equal(times(profile).active, 30_000);
    assert.equal(lineOf(profile, 4).self, 20_000);
    assert.equal(lineOf(profile, 7).self, 10_000);
    assert.ok(hotSpots(profile).lines.every(line => !line.file.startsWith('/tool')));
    assert.ok(hotSpots(profile).functions.every(one => !one.file.startsWith('/tool')));
  });

  it('says nothing of totals where the lines of callers are not known', () => {
    const profile = drawnProfile('main;work:10 30', { callLines: 'none' });
    assert.equal(lineOf(profile, 10).total, undefined);
    assert.equal(lineOf(profile, 10).totalIs, undefined);
  });

  it('paints no line brightly that only uncertain samples stand on', () => {
    const profile = drawnProfile(`
      main:1 20
      main:2 80?`);
    assert.equal(bucketOf(lineOf(profile, 2), 1000), 2);
    assert.equal(bucketOf(lineOf(profile, 1), 1000), 4);
  });

  it('counts a builtin once, under its full name, where V8 told only its method at times', () => {
    const [line] = hotSpots(drawnProfile('main:1;[Set.prototype.has] 30\nmain:1;[has] 12')).lines;
    assert.deepEqual(line.calledFromHere, [
      { name: 'Set.prototype.has', self: 42_000, samples: 42 },
    ]);
  });

  it('tells what Node’s library does for the program from what it does to start', () => {
    const { functions } = hotSpots(
      drawnProfile(`
      load@node:fs:5 90
      main:3;load@node:fs:5 10`),
    );
    const load = functions.find(({ name }) => name === 'load');
    assert.deepEqual([load?.self, load?.selfOnLines], [100_000, 10_000]);
  });

  it('names no line as the hottest that fewer than five samples stand on', () => {
    const start = 'start@node:internal/main:5 200';
    assert.equal(hottestLine(drawnProfile(`${start}\nmain:1 4`)), undefined);
    assert.equal(hottestLine(drawnProfile(`${start}\nmain:1 4\nmain:2 9`))?.line, 2);
  });

  it('shows no heat for fewer than five samples', () => {
    assert.equal(bucketOf(lineOf(drawnProfile('main:1 4'), 1), 1000), 0);
    assert.equal(bucketOf(lineOf(drawnProfile('main:1 5'), 1), 1000), 5);
  });
});
