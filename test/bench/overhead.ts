// What recording costs a program: CPU time under each source against the program alone and against `node --cpu-prof` at the
// same interval. Runs are interleaved and their order turns round every other time, since shared machines drift.
// `npm run bench:overhead [-- --node 20,24 --rounds 7]`
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logArguments } from '../../src/run/log-arguments';
import { record } from '../../src/run/record';
import { startChild } from '../../src/run/start-child';
import { bench, installPeers, type NodeMajor, nodeOf } from './accuracy/nodes';

interface Workload {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

const root = process.cwd();
const interval = 1000;
const workloads: readonly Workload[] = [
  {
    name: 'TypeScript checks this project',
    file: join(root, 'node_modules', 'typescript', 'lib', 'tsc.js'),
    args: ['--noEmit', '-p', root],
  },
  { name: 'markdown-it renders a book', file: join(bench, 'programs', 'markdown.js'), args: [] },
];

const folder = mkdtempSync(join(tmpdir(), 'tuneline-overhead-'));
const preload = join(folder, 'cpu-at-exit.cjs');
const answer = join(folder, 'cpu.json');
writeFileSync(
  preload,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(answer)}, JSON.stringify(process.cpuUsage())));`,
);

/** CPU seconds of the program in each way of running it; the program itself tells them at its end, the same way in all. */
const modes = {
  alone: (node: string, { file, args }: Workload) => run(node, [file, ...args]),
  'cpu-prof': (node: string, { file, args }: Workload) =>
    run(node, [
      '--cpu-prof',
      `--cpu-prof-dir=${folder}`,
      `--cpu-prof-interval=${interval}`,
      file,
      ...args,
    ]),
  'v8-log': (node: string, workload: Workload) => recorded(node, workload, 'v8-log'),
  inspector: (node: string, workload: Workload) => recorded(node, workload, 'inspector'),
} as const;
type Mode = keyof typeof modes;
const names = Object.keys(modes) as Mode[];

async function run(node: string, args: readonly string[]): Promise<number> {
  const child = spawn(node, ['--require', preload, ...args], { cwd: root, stdio: 'ignore' });
  const code = await new Promise(done => child.once('exit', done));
  if (code !== 0) throw new Error(`${node} ${args.join(' ')} ended with ${code}`);
  return cpuSeconds();
}

async function recorded(node: string, workload: Workload, source: 'v8-log' | 'inspector') {
  const target = {
    kind: 'file' as const,
    file: workload.file,
    args: workload.args,
    cwd: root,
    env: { NODE_OPTIONS: `--require ${JSON.stringify(preload)}` },
  };
  const options = { dist: join(root, 'dist'), node, source, interval, start: startChild('ignore') };
  await record(target, options, new AbortController().signal).done;
  return cpuSeconds();
}

function cpuSeconds(): number {
  const { user, system } = JSON.parse(readFileSync(answer, 'utf8')) as NodeJS.CpuUsage;
  return (user + system) / 1e6;
}

async function logRate(node: string, { file, args }: Workload): Promise<string> {
  const logs = mkdtempSync(join(folder, 'log-'));
  const cpu = await run(node, [...logArguments(logs, interval), file, ...args]);
  const bytes = readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
  return `log ${(bytes / 1e6).toFixed(1)} MB, ${(bytes / 1e6 / cpu).toFixed(2)} MB per second of CPU`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function ratios(of: readonly number[], to: readonly number[]): string {
  const each = of.map((value, round) => value / to[round]).sort((a, b) => a - b);
  return `${median(each).toFixed(2)} (${each[0].toFixed(2)}–${each[each.length - 1].toFixed(2)})`;
}

async function measure(major: NodeMajor, workload: Workload, rounds: number): Promise<number> {
  const node = nodeOf(major);
  const cpu: Record<Mode, number[]> = { alone: [], 'cpu-prof': [], 'v8-log': [], inspector: [] };
  for (let round = -1; round < rounds; round++) {
    for (const mode of round % 2 === 0 ? names : [...names].reverse()) {
      const seconds = await modes[mode](node, workload);
      if (round >= 0) cpu[mode].push(seconds); // the first round only warms caches
    }
  }
  console.log(
    `\nNode ${major}: ${workload.name} (${median(cpu.alone).toFixed(2)} s alone; ${await logRate(node, workload)})`,
  );
  console.log('  CPU ratio, median (least–most)   to the program alone   to --cpu-prof');
  for (const mode of names.slice(1)) {
    console.log(
      `  ${mode.padEnd(32)} ${ratios(cpu[mode], cpu.alone).padEnd(22)} ${ratios(cpu[mode], cpu['cpu-prof'])}`,
    );
  }
  return median(cpu['v8-log'].map((value, round) => value / cpu['cpu-prof'][round]));
}

function option(name: string, normally: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? normally : process.argv[at + 1];
}

async function main(): Promise<void> {
  installPeers();
  const target = 1.15;
  const above: string[] = [];
  try {
    for (const major of option('node', '20,24').split(',') as NodeMajor[]) {
      for (const workload of workloads) {
        const ratio = await measure(major, workload, Number(option('rounds', '7')));
        if (ratio > target) above.push(`Node ${major}, ${workload.name}: ${ratio.toFixed(2)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(
    above.length === 0
      ? `\nThe default source costs at most ${target} of --cpu-prof.`
      : `\nThe default source costs more than ${target} of --cpu-prof:\n  ${above.join('\n  ')}`,
  );
}

void main();
