import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeSessionFile } from '../../src/core/formats/session-file';
import { times } from '../../src/core/profile';
import type { Recording, Session } from '../../src/core/session';
import { readOpenedFile } from '../../src/run/opened-file';
import type { Undo } from '../../src/core/undo';
import { readSavedProfile } from '../../src/run/saved-profile';
import { drawnProfile } from '../core/drawn-profile';
import { madeUpRun } from '../core/made-up-run';

function recording(id: string): Recording {
  const run = madeUpRun({ id, cpu: 900 });
  const profile = drawnProfile(`
    main:1;work:12 30
    main:1 10
  `);
  return { run, profile, texts: new Map([['/app/main.js', 'abc']]), ran: new Map() };
}

const recordings = [recording('r1'), recording('r2')];
const session: Session = {
  schema: 1,
  id: 's',
  name: 'before the cache',
  target: { kind: 'file', file: '/app/main.js', args: ['a'], cwd: '/app', env: { KEY: 'secret' } },
  startedAt: 5,
  commit: { id: 'a'.repeat(40), dirty: true },
  pinned: true,
  runs: recordings.map(({ run }) => run),
};
const packed = gzipSync(writeSessionFile({ session, recordings }));

describe('a file with a session', () => {
  it('brings the session back with all its recordings, but no environment', () => {
    const read = readOpenedFile(packed);
    assert.ok('kind' in read && read.kind === 'session');
    const { pinned: _, ...kept } = session;
    assert.deepEqual(read.file.session, { ...kept, target: { ...session.target, env: {} } });
    assert.deepEqual(read.file.recordings, recordings);
  });

  it('brings back how often the code of a run ran, for the text that ran', () => {
    const counts = new Map([
      ['/app/main.js', { lines: [1, 2], columns: [0, 4], times: [1, 3000] }],
    ]);
    const [first, second] = recordings;
    const read = readOpenedFile(
      gzipSync(writeSessionFile({ session, recordings: [first, { ...second, counts }] })),
    );
    assert.ok('kind' in read && read.kind === 'session');
    assert.deepEqual(
      read.file.recordings.map(one => one.counts),
      [undefined, counts],
    );
  });

  it('has nothing of the source that tunings replaced or put in its place', () => {
    const undo = { start: 1, before: 'secret', after: 'SECRET', context: '' } as unknown as Undo;
    const edits = [{ start: 1, end: 2, text: 'SECRET', by: [0] }];
    const changes = [
      {
        kind: 'auto-tune',
        tried: [],
        files: [{ file: '/a.js', hash: 'x', edits }],
        undo: [{ file: '/a.js', undo }],
        runs: 3,
      },
      {
        kind: 'tuning',
        rule: 'r',
        title: { text: 't', args: [] },
        file: '/a.js',
        line: 1,
        share: 0.1,
        undo,
      },
    ] as const;
    const [{ undo: _, ...notApplied }] = changes;
    const trials = [...changes, notApplied].map((change, at) => ({
      id: `${change.kind} ${at}`,
      at,
      state: 'applied',
      change,
    }));
    const text = writeSessionFile({
      session: { ...session, trials: trials as unknown as Session['trials'] },
      recordings,
    });
    assert.ok(text.includes('auto-tune') && !/secret/i.test(text));
  });

  it('says what is wrong when it breaks off, is of another version, or lacks a recording', () => {
    const problemOf = (bytes: Uint8Array) => {
      const read = readOpenedFile(bytes);
      return 'problem' in read ? read.problem : read.kind;
    };
    const text = writeSessionFile({ session, recordings });
    assert.equal(problemOf(packed.subarray(0, packed.length / 2)), 'truncated');
    assert.equal(problemOf(gzipSync(text.slice(0, -30))), 'truncated');
    assert.equal(problemOf(gzipSync(text.replace('"schema":1', '"schema":9'))), 'unsupported');
    const without = writeSessionFile({ session, recordings: [recordings[0]] });
    assert.equal(problemOf(gzipSync(without)), 'not-a-profile');
    assert.equal(problemOf(new Uint8Array()), 'empty');
  });

  it('is read by the command line too, with the runs it holds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tunelinetest-file-'));
    try {
      const file = join(folder, 'kept.tuneline');
      writeFileSync(file, packed);
      const { profile, runs } = readSavedProfile(file, 'kept.tuneline', one => one);
      assert.equal(runs, 2);
      assert.equal(times(profile).active, 2 * times(recordings[0].profile).active);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
