import assert from 'node:assert/strict';
import { hotSpots } from '../../src/core/hot-lines';
import { mergeProfiles, mergeRecordings } from '../../src/core/merge';
import { times } from '../../src/core/profile';
import { type Recording, usualWall } from '../../src/core/session';
import { timeInFile } from '../../src/core/time-in-file';
import { drawnProfile } from './drawn-profile';
import { madeUpRun } from './made-up-run';

function recording(drawing: string, text: string): Recording {
  return {
    run: madeUpRun({ id: 'r', wall: 10, cpu: 5, notes: [{ code: 'few-samples', detail: '30' }] }),
    profile: drawnProfile(drawing),
    texts: new Map([
      ['/app/main.js', text],
      ['/app/same.js', 'same'],
    ]),
  };
}

describe('merging', () => {
  it('adds the times of the same stacks, and keeps the others apart', () => {
    const one = drawnProfile('main:1;work:12 30\n(idle) 4');
    const other = drawnProfile('main:1;work:12 10\nmain:2;rest:20 5\nmain:1;work:12 3?');
    const merged = mergeProfiles([one, other]);
    assert.equal(times(merged).active, 48_000);
    assert.equal(times(merged).idle, 4000);
    assert.equal(times(merged).uncertain, 3000);
    assert.equal(merged.duration, one.duration + other.duration);
    const work = hotSpots(merged).lines.find(line => line.line === 12);
    assert.deepEqual([work?.self, work?.samples], [43_000, 43]);
  });

  it('knows calls no better than the profile that knows them least', () => {
    const drawing = 'main:1;work:12 30';
    const merged = mergeProfiles([
      drawnProfile(drawing),
      drawnProfile(drawing, { callLines: 'none' }),
    ]);
    assert.equal(merged.callLines, 'none');
  });

  it('makes one recording of many short ones, that is not short any more', () => {
    const one = recording('work:12 30', 'a');
    const merged = mergeRecordings([one, one], 'merged');
    assert.deepEqual(merged.run.notes, []);
    assert.deepEqual([merged.run.id, merged.run.wall, merged.run.cpu], ['merged', 20, 10]);
    assert.equal(merged.run.syncWait, undefined);
    assert.equal(usualWall(mergeRecordings([merged, one], 'more').run), 10);
    assert.deepEqual(merged.texts, one.texts);
  });

  it('calls a file changed that was changed between the runs', () => {
    const merged = mergeRecordings([recording('work:12 3', 'a'), recording('work:12 3', 'b')], 'm');
    assert.deepEqual([...merged.texts.keys()], ['/app/same.js']);
    assert.deepEqual(merged.run.notes, [{ code: 'few-samples', detail: '6' }]);
  });

  it('knows what was counted last, of the texts that did not change', () => {
    const steps = { lines: [1], columns: [0], times: [3000] };
    const counts = new Map(['/app/main.js', '/app/same.js'].map(file => [file, steps] as const));
    const counted = { ...recording('work:12 3', 'b'), counts };
    const merged = mergeRecordings([recording('work:12 3', 'a'), counted], 'm');
    assert.deepEqual([...(merged.counts ?? [])], [['/app/same.js', steps]]);
  });
});

describe('the time in a file', () => {
  const profile = drawnProfile(`
    main:1;work@/app/lib.js:3;[includes] 20
    work@/app/lib.js:3;call@/app/other.js:5 10
    main:1 7
    main:2;work@/app/lib.js:3;(idle) 5
  `);
  it('counts what it called, too', () => {
    assert.equal(timeInFile(profile, '/app/lib.js'), 30_000);
  });
  it('is not known of a file that did not run', () => {
    assert.equal(timeInFile(profile, '/app/nowhere.js'), undefined);
  });
});
