import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { times } from '../../../src/core/profile';
import { type Listening, record, type StartProcess } from '../../../src/run/record';
import { startChild } from '../../../src/run/start-child';
import type { loads } from './cpu-time';
import type { Finding } from './table';

const wait = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds));

/** What comes in while a recording is made, and from how many clients at once. */
const traffic = {
  'small requests, one by one': { route: '/rests', clients: 1, pause: 0 },
  'small requests from ten': { route: '/rests', clients: 10, pause: 0 },
  'work, now and then': { route: '/works', clients: 1, pause: 10 },
} as const;

/** Whether active time of one recording of a server is the time that the system saw its main thread on a CPU for as long. */
export async function recordings(node: string, load: (typeof loads)[number]): Promise<Finding> {
  const busy = Array.from({ length: load }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  const serving = await serve(node);
  try {
    const ratios: [string, number[]][] = [];
    for (const [name, kind] of Object.entries(traffic)) {
      const of: number[] = [];
      for (const seconds of [1.5, 4]) of.push(await serving.ratioUnder(kind, seconds));
      ratios.push([name, of]);
    }
    const worst = Math.max(...ratios.flatMap(([, of]) => of.map(ratio => Math.abs(ratio - 1))));
    const text = ratios.map(([name, of]) => `${of.map(one => one.toFixed(2)).join(' ')} (${name})`);
    return {
      what: load === 0 ? 'recordings' : `recordings beside ${load} loops`,
      text: `active time of the main thread's CPU time in 1.5 and 4 s: ${text.join(', ')}`,
      kept: worst <= 0.1,
    };
  } finally {
    for (const loop of busy) loop.kill('SIGKILL');
    await serving.end();
  }
}

async function serve(node: string) {
  let told: (place: Listening) => void = () => undefined;
  const listening = new Promise<Listening>(done => (told = done));
  let pid = 0;
  const start: StartProcess = async (command, signal) => {
    const child = await startChild(['ignore', 'ignore', 'inherit'])(command, signal);
    pid = child.pid;
    return child;
  };
  const under = record(
    {
      kind: 'file',
      file: join(process.cwd(), 'test/fixtures/run/serves-routes.js'),
      args: [],
      cwd: process.cwd(),
      env: {},
    },
    {
      dist: join(process.cwd(), 'dist'),
      node,
      source: 'v8-log',
      interval: 1000,
      start,
      onListening: place => told(place),
    },
    new AbortController().signal,
  );
  const { port } = await listening;
  const onCpu = () =>
    Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e3;
  const ask = (path: string) =>
    new Promise((done, failed) => {
      get({ port, path, host: '127.0.0.1' }, response => response.resume().once('end', done)).once(
        'error',
        failed,
      );
    });
  return {
    async ratioUnder({ route, clients, pause }: Traffic, seconds: number): Promise<number> {
      let isOver = false;
      const all = Array.from({ length: clients }, async () => {
        while (!isOver) {
          await ask(route);
          if (pause > 0) await wait(pause);
        }
      });
      await wait(500);
      await under.begin();
      const before = onCpu();
      await wait(seconds * 1000);
      const used = onCpu() - before;
      const { profile, run } = await under.end();
      isOver = true;
      await Promise.all(all);
      return (times(profile).active - (run.syncWait ?? 0)) / used;
    },
    async end() {
      under.stop();
      await under.done;
    },
  };
}

type Traffic = (typeof traffic)[keyof typeof traffic];
