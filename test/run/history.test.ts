import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
import type { Recording, Session } from '../../src/core/session';
import { type HistoryEntry, openHistory } from '../../src/run/history';
import { drawnProfile } from '../core/drawn-profile';
import { madeUpRun } from '../core/made-up-run';
import { measuredEdits } from './measured-edits';
import { mountSmallDisk } from './small-disk';

const plenty = { sessions: 100, bytes: 1e9 };

function recording(id: string): Recording {
  const notes = [{ code: 'few-samples', detail: '30' }] as const;
  const run = madeUpRun({ id, syncWait: 5, notes });
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

  it('keeps what was counted of a run, for the texts that ran', async () => {
    const history = openHistory(folder, plenty);
    const one = recording('r');
    await history.save(session('s', 1, one), [one]);
    const steps = { lines: [1, 2], columns: [0, 4], times: [1, 3000] };
    const counts = new Map([
      ['/app/main.js', steps],
      ['/app/other.js', steps],
    ]);
    assert.ok(await history.add('s', { kind: 'counts', recording: { ...one, counts } }));
    const [loaded] = (await history.load('s')).recordings;
    assert.deepEqual([...(loaded.counts ?? [])], [['/app/main.js', steps]]);
    assert.deepEqual(idsOf(await history.list()), ['s']);
    writeFileSync(join(folder, 's', 'r.counts.json'), 'half a fi');
    assert.equal((await history.load('s')).recordings[0].counts, undefined);
    assert.ok(!(await history.add('gone', { kind: 'counts', recording: { ...one, counts } })));
  });

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
    assert.ok(await history.add('old', { kind: 'run', recording: second }));
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
    const { pid } = spawnSync(process.execPath, ['-e', '']); // it has ended
    const draft = join(folder, `.draft-${pid}-0123`);
    mkdirSync(draft);
    writeFileSync(join(draft, 'session.json'), '{');
    assert.deepEqual(idsOf(await history.list()), ['fine']);
    const longAgo = Date.now() / 1000 - 60;
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

  it('loses nothing of what two windows add to one session at once', async () => {
    const one = recording('r0');
    const [here, there] = [openHistory(folder, plenty), openHistory(folder, plenty)];
    await here.save(session('s', 1, one), [one]);
    const runs = ['r1', 'r2', 'r3', 'r4'].map(recording);
    await Promise.all([
      ...runs.map((run, at) => [here, there][at % 2].add('s', { kind: 'run', recording: run })),
      ...[1, 2, 3].map(at => here.add('s', { kind: 'trial', trial: measuredEdits(`t${at}`, at) })),
      there.add('s', { kind: 'trial', trial: measuredEdits('t4', 4) }),
      there.add('s', { kind: 'name', name: 'the slow one' }),
      here.add('s', { kind: 'pin', pinned: true }),
    ]);
    await there.add('s', {
      kind: 'trial',
      trial: { ...measuredEdits('t2', 2), state: 'reverted' },
    });
    const { session: kept, recordings } = await here.load('s');
    assert.deepEqual(kept.runs.map(({ id }) => id).sort(), ['r0', 'r1', 'r2', 'r3', 'r4']);
    assert.equal(recordings.length, 5);
    assert.deepEqual(
      kept.trials?.map(({ id, state }) => `${id} ${state}`),
      ['t1 applied', 't2 reverted', 't3 applied', 't4 applied'],
    );
    assert.deepEqual([kept.name, kept.pinned], ['the slow one', true]);
  });

  it('leaves out what was measured and is damaged, and keeps the rest of its session', async () => {
    const history = openHistory(folder, plenty);
    const one = recording('r');
    await history.save(session('s', 1, one), [one]);
    await history.add('s', { kind: 'trial', trial: measuredEdits('t1', 1) });
    const { verification: _, ...half } = measuredEdits('t2', 2);
    for (const [name, verification] of Object.entries({ empty: {}, none: undefined }))
      writeFileSync(
        join(folder, 's', `trial.${name}.json`),
        JSON.stringify({ ...half, verification }),
      );
    const { trials } = (await history.load('s')).session;
    assert.deepEqual(
      trials?.map(({ id }) => id),
      ['t1'],
    );
  });

  it('tells that a session was deleted by another window, and makes no half of it', async () => {
    const one = recording('r');
    const [here, there] = [openHistory(folder, plenty), openHistory(folder, plenty)];
    await here.save(session('s', 1, one), [one]);
    await Promise.all([here.delete('s'), there.delete('s')]);
    assert.ok(!(await here.add('s', { kind: 'name', name: 'too late' })));
    assert.deepEqual(await here.list(), []);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('drops no pinned session, however many newer ones there are and however large it is', async () => {
    const one = recording('r');
    const few = openHistory(folder, { sessions: 2, bytes: 1e9 });
    await few.save(session('dear', 1, one), [one]);
    await few.add('dear', { kind: 'pin', pinned: true });
    for (const at of [2, 3, 4]) await few.save(session(`s${at}`, at, one), [one]);
    assert.deepEqual(idsOf(await few.list()), ['s4', 's3', 'dear']);
    const small = openHistory(folder, { sessions: 10, bytes: 10 });
    await small.save(session('s5', 5, one), [one]);
    assert.deepEqual(idsOf(await small.list()), ['s5', 'dear']);
    await small.add('dear', { kind: 'pin', pinned: false });
    await small.save(session('s6', 6, one), [one]);
    assert.deepEqual(idsOf(await small.list()), ['s6']);
  });

  it('lists nothing half of what a full disk had no room for, and keeps what was there', async function () {
    const mounted = mountSmallDisk(join(folder, '..'));
    if (mounted === undefined) this.skip(); // only root may mount
    try {
      const history = openHistory(join(mounted.path, 'sessions'), plenty);
      const one = recording('r');
      await history.save(session('fits', 1, one), [one]);
      const fill = Buffer.alloc(1 << 20);
      assert.throws(() => writeFileSync(join(mounted.path, 'fill'), fill), { code: 'ENOSPC' });
      await assert.rejects(history.save(session('late', 2, one), [one]), { code: 'ENOSPC' });
      const added = history.add('fits', { kind: 'trial', trial: measuredEdits('t', 1) });
      await assert.rejects(added, { code: 'ENOSPC' });
      assert.deepEqual(idsOf(await history.list()), ['fits']);
      assert.equal((await history.load('fits')).session.trials, undefined);
      assert.deepEqual(readdirSync(join(mounted.path, 'sessions')), ['fits']);
      rmSync(join(mounted.path, 'fill'));
      await history.save(session('late', 2, one), [one]);
      assert.deepEqual(idsOf(await history.list()), ['late', 'fits']);
    } finally {
      mounted.unmount();
    }
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
