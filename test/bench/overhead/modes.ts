import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attach } from '../../../src/run/attach';
import { logArguments } from '../../../src/run/log-arguments';
import { record } from '../../../src/run/record';
import { startChild } from '../../../src/run/start-child';
import { root, type Workload } from './workloads';

const interval = 1000;
const dist = join(root, 'dist');
const folder = mkdtempSync(join(tmpdir(), 'tuneline-overhead-'));
const answers = join(folder, 'cpu');
const preload = join(folder, 'cpu-at-exit.cjs');
mkdirSync(answers);
// Each process tells at its end, the same way in all modes; its threads are in its figure.
writeFileSync(
  preload,
  `if (require('node:worker_threads').isMainThread) process.on('exit', () =>
    require('node:fs').writeFileSync(${JSON.stringify(answers)} + '/' + process.pid, JSON.stringify(process.cpuUsage())));`,
);

/** Ways of running a workload; `alone` is not profiled. */
const modes = {
  alone: (node: string, { file, args }: Workload) => run(node, [file, ...args]),
  'cpu-prof': (node: string, { file, args }: Workload) => run(node, [...cpuProf, file, ...args]),
  'v8-log': (node: string, workload: Workload) => recorded(node, workload, 'v8-log'),
  inspector: (node: string, workload: Workload) => recorded(node, workload, 'inspector'),
  attached,
} as const;
export type Mode = keyof typeof modes;

const cpuProf = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${interval}`];

/** `alone` first. `--cpu-prof` and the inspector as a source follow no threads; what is attached to is one process. */
export function modesFor({ hasChildren }: Workload): Mode[] {
  return hasChildren ? ['alone', 'v8-log'] : (Object.keys(modes) as Mode[]);
}

/** CPU seconds of a workload with its processes and threads. */
export function cpuOf(mode: Mode, node: string, workload: Workload): Promise<number> {
  return measured(workload, () => modes[mode](node, workload));
}

async function measured({ name }: Workload, runIt: () => Promise<void>): Promise<number> {
  for (const told of readdirSync(answers)) rmSync(join(answers, told));
  await runIt();
  const told = readdirSync(answers).map(name => {
    const { user, system } = JSON.parse(readFileSync(join(answers, name), 'utf8'));
    return (user + system) / 1e6;
  });
  if (told.length === 0) throw new Error(`${name} did not tell its CPU time`);
  return told.reduce((sum, seconds) => sum + seconds, 0);
}

export function clean(): void {
  rmSync(folder, { recursive: true, force: true });
}

const options = `--require ${JSON.stringify(preload)}`;

async function run(node: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, NODE_OPTIONS: options };
  const child = spawn(node, args, { cwd: root, env, stdio: 'ignore' });
  const code = await new Promise(done => child.once('exit', done));
  if (code !== 0) throw new Error(`${node} ${args.join(' ')} ended with ${code}`);
}

async function recorded(node: string, workload: Workload, source: 'v8-log' | 'inspector') {
  const target = {
    kind: 'file' as const,
    file: workload.file,
    args: workload.args,
    cwd: root,
    env: { NODE_OPTIONS: options },
  };
  const how = { dist, node, source, interval, start: startChild('ignore') };
  await record(target, how, new AbortController().signal).done;
}

/** Attached to from its first line to its last: it waits until somebody is there. */
async function attached(node: string, { file, args }: Workload): Promise<void> {
  const env = { ...process.env, NODE_OPTIONS: options };
  const all = ['--inspect-wait=127.0.0.1:0', file, ...args];
  const child = spawn(node, all, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise(done => child.once('exit', done));
  const port = await new Promise<number>(done => {
    let said = '';
    child.stderr.on('data', data => {
      said += data;
      const found = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (found !== undefined) done(Number(found));
    });
  });
  const place = { name: 'bench', file, args: [], cwd: root, env: {}, host: '127.0.0.1', port };
  const target = { kind: 'attached' as const, ...place };
  await attach(target, { dist, interval }, new AbortController().signal).done;
  await ended;
}

/** How much V8's log weighs. */
export async function logRate(node: string, workload: Workload): Promise<string> {
  const logs = mkdtempSync(join(folder, 'log-'));
  const { file, args } = workload;
  const seconds = await measured(workload, () =>
    run(node, [...logArguments(logs, interval), file, ...args]),
  );
  const megabytes =
    readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0) / 1e6;
  return `log ${megabytes.toFixed(1)} MB, ${(megabytes / seconds).toFixed(2)} MB per second of CPU`;
}
