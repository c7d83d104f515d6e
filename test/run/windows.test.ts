import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hotSpots } from '../../src/core/hot-lines';
import { times } from '../../src/core/profile';
import type { Recording } from '../../src/core/session';
import type { Listening } from '../../src/run/record';
import { codesOf, copyPrograms, hottest, type Programs, start } from './recording';

const wait = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds));

describe('recordings of a server that goes on', () => {
  let programs: Programs;
  before(() => {
    programs = copyPrograms();
  });
  after(() => programs.remove());

  const lineOf = (text: string) => {
    const lines = readFileSync(programs.path('serves-routes.js'), 'utf8').split('\n');
    return lines.findIndex(line => line.endsWith(`// ${text}`)) + 1;
  };

  const linesOf = ({ profile }: Recording) =>
    hotSpots(profile)
      .lines.filter(line => line.file.endsWith('serves-routes.js') && line.self > 0)
      .map(line => line.line);

  /** Starts the server and waits until it listens. */
  async function serving(source: 'v8-log' | 'inspector', untilListening = false) {
    let told: (place: Listening) => void = () => undefined;
    const listening = new Promise<Listening>(done => (told = done));
    const under = start(programs, 'serves-routes.js', {
      source,
      untilListening,
      onListening: place => told(place),
    });
    const place = await Promise.race([listening, under.done]);
    assert.ok('port' in place, 'it ended');
    const ask = async (route: string, seconds: number) => {
      for (const end = Date.now() + seconds * 1000; Date.now() < end;)
        await (await fetch(`http://127.0.0.1:${place.port}${route}`)).text();
    };
    return { under, place, ask };
  }

  for (const source of ['v8-log', 'inspector'] as const) {
    it(`each hold what came in while they were made, by ${source}`, async () => {
      const { under, ask } = await serving(source);
      await under.begin();
      await ask('/works', 1.2);
      const first = await under.end();
      await ask('/works', 0.3);
      await ask('/writes', 0.3);
      await under.begin();
      await ask('/writes', 1.2);
      const second = await under.end();
      await ask('/works', 0.3);
      under.stop();
      const last = await under.done;

      assert.equal(hottest(first).line, lineOf('works'));
      assert.equal(hottest(second).line, lineOf('writes'));
      assert.ok(!linesOf(first).includes(lineOf('writes')), `${linesOf(first)}`);
      assert.ok(!linesOf(first).includes(lineOf('start-up')));
      assert.ok(!linesOf(second).includes(lineOf('works')), `${linesOf(second)}`);
      for (const { run, profile } of [first, second]) {
        const { active } = times(profile);
        const { from, to } = run.part ?? { from: 0, to: 0 };
        assert.equal(run.wall, to - from);
        assert.ok(run.wall > 1.1e6 && run.wall < 2e6, `${run.wall}`);
        assert.ok(active < run.wall * 1.05, `${active} of ${run.wall}`);
        if (process.platform === 'linux') assert.ok((run.cpu ?? 0) > 0);
      }
      assert.equal(last.run.id, second.run.id);
      assert.equal(last.run.signal, 'SIGTERM');
    });

    it(`say that nothing came in, by ${source}`, async () => {
      const { under } = await serving(source);
      await under.begin();
      await wait(1500);
      const recording = await under.end();
      under.stop();
      await under.done;
      assert.ok(codesOf(recording).includes('idle'), `${codesOf(recording)}`);
      const { idle } = times(recording.profile);
      assert.ok(idle > 1.2e6 && idle < 1.8e6, `${idle}`);
    });
  }

  it('hold the start-up until it listens, and nothing of requests', async () => {
    const { under, place, ask } = await serving('v8-log', true);
    await ask('/works', 0.5);
    const recording = await under.end(place.at);
    under.stop();
    await under.done;
    assert.equal(hottest(recording).line, lineOf('start-up'));
    assert.ok(!linesOf(recording).includes(lineOf('works')));
    assert.ok((recording.run.startCpu ?? 0) > 0);
  });

  it('is kept when the program ends while it is made', async () => {
    const { under, ask } = await serving('v8-log');
    await under.begin();
    await ask('/writes', 1);
    under.stop();
    const recording = await under.done;
    assert.equal(hottest(recording).line, lineOf('writes'));
    assert.ok(!linesOf(recording).includes(lineOf('start-up')));
  });
});
