import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hotSpots } from '../../src/core/hot-lines';
import { lineByLane, timesByLane } from '../../src/core/lanes';
import type { Recording } from '../../src/core/session';
import { record } from '../../src/run/record';
import { startChild } from '../../src/run/start-child';
import { copyPrograms, dist, hottest, type Programs, start, testNode } from './recording';

const lineOfBusy = 3;
const ways = [
  ['main', 'fork', 'spawn', 'path', 'shell', 'shell-with-path', 'own-options'],
  ['sync-shell', 'sync-path'],
].flat();

/** Starts programs and gathers what they print. */
function capturing() {
  const seen = { output: '' };
  const begin = startChild(['ignore', 'pipe', 'ignore'], child => {
    child.stdout?.on('data', (text: Buffer) => {
      seen.output += text;
    });
  });
  return { seen, start: begin };
}

function lanesOnBusy(recording: Recording, programs: Programs) {
  return lineByLane(recording.profile, programs.path('processes/busy.js'), lineOfBusy);
}

describe('processes and threads', () => {
  let programs: Programs;
  before(() => {
    programs = copyPrograms();
  });
  after(() => programs.remove());

  it('are all recorded, however they are started, and can not tell', async () => {
    const { seen, start: begin } = capturing();
    const recording = await start(programs, 'processes/starts-everything.js', { start: begin })
      .done;
    const lanes = lanesOnBusy(recording, programs);
    assert.equal(lanes.length, ways.length + 2, lanes.map(({ lane }) => lane.name).join(', '));
    const names = (recording.profile.lanes ?? []).map(lane => lane.name);
    assert.equal(names[0], 'main');
    assert.equal(names.filter(name => /^worker \d$/.test(name)).length, 2);
    assert.equal(new Set(names).size, names.length);
    const all = lanes.reduce((sum, lane) => sum + lane.self, 0);
    const inBusy = programs.path('processes/busy.js');
    // On a crowded machine the line that waits for a command has more time than all the work.
    const line = hotSpots(recording.profile).lines.find(({ file }) => file === inBusy);
    assert.ok(line?.line === lineOfBusy);
    assert.ok(Math.abs(all - line.self) < 1, 'the lanes add up to the line');

    const told = seen.output
      .trim()
      .split('\n')
      .map(text => JSON.parse(text));
    assert.deepEqual(new Set(told.map(([way]) => way)), new Set(ways));
    for (const [way, flags, nodeOptions, ours, isOnPath] of told) {
      const own = way === 'own-options' ? '--no-warnings' : '';
      assert.deepEqual([flags, nodeOptions, ours, isOnPath], ['', own, '', false], way);
    }
  });

  it('are recorded where the program replaces what starts them, which is told as without us', async () => {
    const { seen, start: begin } = capturing();
    const recording = await start(programs, 'processes/looks-at-starts.js', { start: begin }).done;
    assert.equal(recording.run.exitCode, 0);
    assert.equal(lanesOnBusy(recording, programs).length, 2);
    const told = seen.output.trim().split('\n');
    assert.deepEqual(told, ['[1,1,false]', '[3,3,false]', '[3,3,false]']);
  });

  for (const flags of ['--no-deprecation', '--pending-deprecation --throw-deprecation']) {
    it(`are recorded with ${flags}`, async () => {
      const env = { NODE_OPTIONS: flags };
      const recording = await start(programs, 'processes/many.js', {
        args: ['children', '2'],
        env,
      }).done;
      assert.equal(recording.run.exitCode, 0);
      assert.equal(lanesOnBusy(recording, programs).length, 2);
    });
  }

  it('are recorded from a place whose path has spaces and quotes', async () => {
    const place = programs.path('our "own" place');
    mkdirSync(place);
    cpSync(dist, place, { recursive: true });
    const recording = await start(programs, 'processes/starts-everything.js', { dist: place }).done;
    assert.equal(lanesOnBusy(recording, programs).length, ways.length + 2);
  });

  it('are recorded by the inspector where there is no log', async () => {
    const recording = await start(programs, 'processes/starts-everything.js', {
      source: 'inspector',
    }).done;
    const lanes = lanesOnBusy(recording, programs);
    assert.deepEqual(new Set(lanes.map(({ lane }) => lane.source)), new Set(['inspector']));
    assert.ok(lanes.length >= ways.length, lanes.map(({ lane }) => lane.name).join(', '));
  });

  for (const kind of ['children', 'workers']) {
    it(`are all there when 16 short ${kind} run at once, each with its CPU time`, async () => {
      const recording = await start(programs, 'processes/many.js', { args: [kind, '16'] }).done;
      assert.equal(recording.run.exitCode, 0);
      const [, ...lanes] = recording.profile.lanes ?? [];
      assert.equal(lanes.length, 16);
      for (const { name, cpu = 0 } of lanes) assert.ok(cpu > 10_000, `${name}: ${cpu} µs`);
    });

    // V8's sampling threads wait for a core like everything else: beside other busy programs one may get none while 40 ms are worked.
    it(`have time on their line each when 16 ${kind} run at once`, async () => {
      const args = [kind, '16', '200'];
      const recording = await start(programs, 'processes/many.js', { args }).done;
      assert.equal(lanesOnBusy(recording, programs).length, 16);
    });
  }

  it('that a command starts are recorded, and the command itself is outside the shares', async () => {
    const cwd = programs.path('processes');
    const target = {
      kind: 'command',
      name: 'npm run busy',
      file: programs.path('processes/package.json'),
      executable: 'npm',
      args: ['run', 'busy'],
      cwd,
      env: { npm_config_update_notifier: 'false' },
    } as const;
    const options = {
      dist,
      node: testNode,
      source: 'auto',
      interval: 1000,
      start: startChild('ignore'),
    } as const;
    const recording = await record(target, options, new AbortController().signal).done;
    const { lanes = [] } = recording.profile;
    assert.deepEqual(
      lanes.map(({ role }) => role),
      ['program', 'launcher'],
    );
    assert.deepEqual([lanes[0].name, lanes[1].name], ['starts.js', 'npm']);
    assert.equal(recording.run.exitCode, 5);
    const line = hottest(recording);
    assert.deepEqual([line.file, line.line], [join(cwd, 'busy.js'), lineOfBusy]);
    assert.ok(line.selfShare > 0.5, `it has ${line.selfShare}`);
    assert.ok(hotSpots(recording.profile).functions.every(one => !one.file.includes('/npm/')));
    assert.ok(timesByLane(recording.profile)[1].active > 0, 'npm has a time of its own');
  });

  it('are told to be none where a command starts no Node.js', async () => {
    const target = {
      kind: 'command',
      file: programs.path('processes/package.json'),
      executable: 'npm',
      args: ['run', 'nothing'],
      cwd: programs.path('processes'),
      env: { npm_config_update_notifier: 'false' },
    } as const;
    const start = startChild('ignore');
    const options = { dist, node: testNode, source: 'auto', interval: 1000, start } as const;
    const recording = await record(target, options, new AbortController().signal).done;
    assert.deepEqual(
      recording.run.notes.filter(({ code }) => code === 'only-launcher'),
      [{ code: 'only-launcher', detail: 'npm' }],
    );
  });

  it('that outlive the program keep their samples', async () => {
    const recording = await start(programs, 'processes/outlives.js', { args: ['400'] }).done;
    const [lane] = lanesOnBusy(recording, programs);
    assert.equal(lane?.lane.name, 'outlives.js');
    assert.deepEqual(
      recording.run.notes.filter(note => note.code === 'still-running'),
      [],
    );
  });

  const endings = {
    main: ['itself', 'exit', 'throw', 'reject', 'handled-sigterm', 'sigterm', 'sigkill', 'abort'],
    worker: ['itself', 'exit', 'throw', 'reject', 'terminated'],
    child: ['itself', 'exit', 'throw', 'reject', 'handled-sigterm', 'sigterm', 'sigkill', 'abort'],
  };
  for (const [where, hows] of Object.entries(endings)) {
    for (const how of hows) {
      it(`keep their samples when the ${where} ends by ${how}`, async () => {
        const recording = await start(programs, 'processes/ends.js', { args: [where, how] }).done;
        const line = hottest(recording);
        assert.deepEqual([line.file, line.line], [programs.path('processes/busy.js'), lineOfBusy]);
        // It computes for some 400 ms; in a crowd a tick stands for up to five of them.
        assert.ok(line.samples > 40 && line.self > 150_000, `${line.samples}: ${line.self} µs`);
      });
    }
  }
});
