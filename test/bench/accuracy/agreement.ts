import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCpuProfile } from '../../../src/core/formats/cpuprofile';
import { hotSpots } from '../../../src/core/hot-lines';
import type { Profile } from '../../../src/core/profile';
import { mappedOnDisk } from '../../../src/run/mapped-on-disk';
import { bench, installPeers } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

interface Program {
  readonly file: string;
  readonly args: readonly string[];
  /** The files whose functions are compared: the program's own, without what starts it. */
  readonly own: RegExp;
}

/** Real programs that nobody here wrote. */
export const agreeing: Readonly<Record<string, Program>> = {
  tsc: {
    file: join(bench, 'node_modules', 'typescript', 'lib', 'tsc.js'),
    args: ['-p', process.cwd(), '--noEmit'],
    own: /_tsc\.js$/,
  },
  'markdown-it': {
    file: join(bench, 'programs', 'markdown.js'),
    args: ['400'],
    own: /[\\/]node_modules[\\/]/,
  },
  terser: {
    file: join(bench, 'programs', 'minifies.js'),
    args: [],
    own: /[\\/]node_modules[\\/]/,
  },
};

/** Self and total share of a program's functions, by name and line. */
type Shares = ReadonlyMap<string, { readonly self: number; readonly total: number }>;

/**
 * The functions of a real program held against V8's own `--cpu-prof` of the same work without baseline code, which the log does without too. Of three runs the middle share counts: now and then one
 * function stands still for a tenth of a second, a different one each time. Self times can't agree everywhere, since
 * `--cpu-prof` leaves the frames out that V8 loses in builtins; totals can.
 */
export async function agreement(node: string, name: string): Promise<Finding> {
  installPeers();
  const program = agreeing[name];
  const runs: { readonly theirs: Shares; readonly ours: Shares }[] = [];
  for (let i = 0; i < 3; i++)
    runs.push({ theirs: byCpuProf(node, program), ours: await byLog(node, program) });
  const theirs = middle(runs.map(run => run.theirs));
  const ours = middle(runs.map(run => run.ours));
  const common = top(theirs, 'self', 10).filter(key => top(ours, 'self', 20).includes(key));
  const largest = top(theirs, 'total', 20);
  const off = largest.map(key => Math.abs((ours.get(key)?.total ?? 0) - share(theirs, key)));
  const worst = Math.max(...off);
  const farthest = largest[off.indexOf(worst)];
  const texts = largest.slice(0, 5).map(key => {
    const own = ours.get(key)?.total ?? 0;
    return `${key.split(':')[0]} ${percent(own)}/${percent(share(theirs, key))}`;
  });
  return {
    what: `agreement, ${name}`,
    text: `self: ${common.length} of its first 10 in our first 20; total: worst off ${percent(worst)} (${farthest}) of its first 20; ours/its: ${texts.join('  ')}`,
    kept: common.length >= 7 && worst <= 0.05,
  };
}

function share(shares: Shares, key: string): number {
  return shares.get(key)?.total ?? 0;
}

function top(shares: Shares, by: 'self' | 'total', count: number): string[] {
  return [...shares]
    .sort((a, b) => b[1][by] - a[1][by])
    .slice(0, count)
    .map(([key]) => key);
}

function middle(runs: readonly Shares[]): Shares {
  const keys = new Set(runs.flatMap(run => [...run.keys()]));
  const of = (key: string, by: 'self' | 'total') =>
    runs.map(run => run.get(key)?.[by] ?? 0).sort((a, b) => a - b)[runs.length >> 1];
  return new Map([...keys].map(key => [key, { self: of(key, 'self'), total: of(key, 'total') }]));
}

async function byLog(node: string, { file, args, own }: Program): Promise<Shares> {
  const { profile } = await profileProgram({ node, file, args, interval: 1000 });
  return sharesOf(profile, own);
}

function byCpuProf(node: string, { file, args, own }: Program): Shares {
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-bench-'));
  try {
    const flags = ['--no-sparkplug', '--cpu-prof', `--cpu-prof-dir=${folder}`, file, ...args];
    try {
      execFileSync(node, flags, { stdio: 'ignore' });
    } catch {
      // tsc ends with 2 when the project has errors: its work is the same.
    }
    const [name] = readdirSync(folder);
    const profile = readCpuProfile(readFileSync(join(folder, name), 'utf8'));
    if ('problem' in profile) throw new Error(profile.detail);
    return sharesOf(mappedOnDisk(profile), own);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Shares of the program's own samples, its start and its end aside; samples, since each source weighs them in its own way. */
function sharesOf(profile: Profile, files: RegExp): Shares {
  const { samples } = profile;
  const counted = { ...profile, samples: { ...samples, weight: Float64Array.from(samples.count) } };
  const own = hotSpots(counted).functions.filter(({ file }) => files.test(file));
  const all = own.reduce((sum, { self }) => sum + self, 0);
  const shares = new Map<string, { self: number; total: number }>();
  for (const { name, line, self, total } of own) {
    const key = `${name}:${line}`;
    const before = shares.get(key) ?? { self: 0, total: 0 };
    shares.set(key, { self: before.self + self / all, total: before.total + total / all });
  }
  return shares;
}

function percent(value: number): string {
  return (value * 100).toFixed(1);
}
