import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { times } from '../../src/core/profile';
import type { Recording, Run, Session } from '../../src/core/session';
import { type HistoryEntry, openHistory } from '../../src/run/history';
import { drawnProfile } from '../core/drawn-profile';

const plenty = { sessions: 100, bytes: 1e9 };

function recording(id: string): Recording {
  const run: Run = {
    id,
    exitCode: 0,
    signal: undefined,
    ended: 'by-itself',
    wall: 1000,
    cpu: undefined,
    syncWait: 5,
    nodeVersion: '20.6.0',
    runner: 'node',
    notes: [{ code: 'few-samples', detail: '30' }],
  };
  const profile = drawnProfile(`
    main:1;work:12 30
    main:1;work:13 12?
    (idle) 5
  `);
  return { run, profile, texts: new Map([['/app/main.js', 'abc']]) };
}

function session(id: string, startedAt: number, ...recordings: Recording[]): Session {
  return {
    schema: 1,
    id,
    target: { kind: 'file', file: '/app/main.js', args: ['a'], cwd: '/app', env: {} },
    startedAt,
    runs: recordings.map(one => one.run),
  };
}

function idsOf(entries: readonly HistoryEntry[]): string[] {
  return entries.map(entry =>
    entry.kind === 'session' ? entry.session.id : `damaged ${entry.id}`,
  );
}

describe('the history', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'tunelinetest-history-')), 'é #');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('is empty before anything is saved', async () => {
    assert.deepEqual(await openHistory(folder, plenty).list(), []);
  });

  it('gives back what was saved', async () => {
    const history = openHistory(folder, plenty);
    const one = recording('run-1');
    const saved = session('s1', 1, one);
    await history.save(saved, [one]);
    const loaded = await openHistory(folder, plenty).load('s1');
    assert.deepEqual(loaded.session, saved);
    const [back] = loaded.recordings;
    assert.deepEqual(back.run, { ...one.run });
    assert.deepEqual(back.profile, one.profile);
    assert.deepEqual(back.texts, one.texts);
    assert.deepEqual(times(back.profile), times(one.profile));
  });

  it('lists the newest first, and adds runs to a session that is there', async () => {
    const history = openHistory(folder, plenty);
    const [first, second] = [recording('r1'), recording('r2')];
    await history.save(session('old', 1, first), [first]);
    await history.save(session('new', 2, first), [first]);
    await history.save(session('old', 1, first, second), [second]);
    assert.deepEqual(idsOf(await history.list()), ['new', 'old']);
    const { recordings } = await history.load('old');
    assert.deepEqual(
      recordings.map(one => one.run.id),
      ['r1', 'r2'],
    );
  });

  it('shows a damaged session as such, beside the others', async () => {
    const history = openHistory(folder, plenty);
    const one = recording('r');
    for (const id of ['fine', 'cut', 'other']) await history.save(session(id, 1, one), [one]);
    writeFileSync(join(folder, 'cut', 'session.json'), '{"schema":1,"id":"cu');
    writeFileSync(join(folder, 'other', 'session.json'), '{"schema":1,"id":"other","runs":3}');
    mkdirSync(join(folder, 'empty'));
    assert.deepEqual(idsOf(await history.list()).sort(), [
      'damaged cut',
      'damaged empty',
      'damaged other',
      'fine',
    ]);
    await assert.rejects(history.load('cut'), { name: 'HistoryError' });
    await history.delete('cut');
    assert.ok(!existsSync(join(folder, 'cut')));
  });

  it('says which recording is damaged, and still lists its session', async () => {
    const history = openHistory(folder, plenty);
    const one = recording('r');
    await history.save(session('s', 1, one), [one]);
    const file = join(folder, 's', 'r.json.gz');
    writeFileSync(file, 'not compressed');
    assert.deepEqual(idsOf(await history.list()), ['s']);
    await assert.rejects(history.load('s'), { name: 'HistoryError', file });
  });

  it('never shows a session that was being written when the machine went down', async () => {
    const history = openHistory(folder, plenty);
    const one = recording('r');
    await history.save(session('fine', 1, one), [one]);
    const draft = join(folder, '.draft-0123');
    mkdirSync(draft);
    writeFileSync(join(draft, 'session.json'), '{');
    assert.deepEqual(idsOf(await history.list()), ['fine']);
    const longAgo = Date.now() / 1000 - 7200;
    utimesSync(draft, longAgo, longAgo);
    await history.save(session('next', 2, one), [one]);
    assert.deepEqual(readdirSync(folder).sort(), ['fine', 'next']);
  });

  it('lets two windows save at once', async () => {
    const one = recording('r');
    const windows = [openHistory(folder, plenty), openHistory(folder, plenty)];
    const saves = [0, 1, 2, 3, 4, 5, 6, 7].map(at =>
      windows[at % 2].save(session(`s${at >> 1}`, at, one), [one]),
    );
    await Promise.all(saves);
    assert.deepEqual(idsOf(await windows[0].list()).sort(), ['s0', 's1', 's2', 's3']);
    for (const id of ['s0', 's1', 's2', 's3']) await windows[1].load(id);
  });

  it('keeps the newest sessions only, and at least one', async () => {
    const one = recording('r');
    const few = openHistory(folder, { sessions: 2, bytes: 1e9 });
    for (const at of [1, 2, 3]) await few.save(session(`s${at}`, at, one), [one]);
    assert.deepEqual(idsOf(await few.list()), ['s3', 's2']);
    const small = openHistory(folder, { sessions: 10, bytes: 10 });
    await small.save(session('s4', 4, one), [one]);
    assert.deepEqual(idsOf(await small.list()), ['s4']);
  });

  it('never leaves its folder, whatever an id says', async () => {
    const outside = join(folder, '..', 'outside');
    mkdirSync(outside);
    await openHistory(folder, plenty).delete('../outside');
    assert.ok(existsSync(outside));
  });
});
