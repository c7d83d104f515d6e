import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { partsOf } from '../../../src/core/hints/places/expressions';
import { hotSpots } from '../../../src/core/hot-lines';
import type { Part } from '../../../src/core/parts';
import type { Profile } from '../../../src/core/profile';
import type { RunnerName } from '../../../src/run/runner';
import { bench, installPeers } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

const folder = join(bench, 'programs', 'calls');

/** Ways to run one and the same program; `bundle`: minified to one line, with its map. */
export const callWays = ['js', 'bundle', 'tuneline', 'tsx'] as const;
type Way = (typeof callWays)[number];

type Row = Finding & { readonly off: number };

/**
 * Two call sites of one function on two lines, and two calls on one line, held against what the calls measured of themselves.
 * Where a run is out of bounds two more are made, and of three the middle one counts: on a busy machine both the clock of the
 * program and the samples are now and then a few points off.
 */
export async function calls(node: string, way: Way): Promise<Finding[]> {
  const first = await callsOnce(node, way);
  if (first.every(({ kept }) => kept)) return first;
  const runs = [first, await callsOnce(node, way), await callsOnce(node, way)];
  return first.map((_, row) => runs.map(rows => rows[row]).sort((a, b) => a.off - b.off)[1]);
}

async function callsOnce(node: string, way: Way): Promise<Row[]> {
  const out = mkdtempSync(join(tmpdir(), 'tuneline-bench-'));
  try {
    const { file, runner } = await prepared(way, out);
    const { profile, run, output } = await profileProgram({
      node,
      file,
      runner,
      cwd: folder,
      interval: 500,
    });
    if (run.runner !== runner) throw new Error(`${way} ran with ${run.runner}`);
    return judged(way, profile, JSON.parse(output));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function prepared(way: Way, out: string): Promise<{ file: string; runner: RunnerName }> {
  if (way === 'js') return { file: join(folder, 'calls.js'), runner: 'node' };
  const source = join(folder, 'calls.ts');
  if (way !== 'bundle') {
    installPeers();
    return { file: source, runner: way };
  }
  const file = join(out, 'calls.js');
  await esbuild.build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    minify: true,
    sourcemap: true,
    platform: 'node',
    logLevel: 'warning',
  });
  if (readFileSync(file, 'utf8').trim().split('\n').length > 3)
    throw new Error('the bundle is not minified to one line');
  return { file, runner: 'node' };
}

type Truth = Readonly<Record<string, number>>;
type Seen = Pick<Part, 'total' | 'totalSamples' | 'uncertain'>;

function judged(way: Way, profile: Profile, truth: Truth): Row[] {
  const file = join(folder, way === 'js' ? 'calls.js' : 'calls.ts');
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  const lineOf = (mark: string) => lines.findIndex(line => line.includes(`; // ${mark}`)) + 1;
  const hot = hotSpots(profile).byFile.get(file) ?? [];
  const parts = partsOf(profile, file, text);
  const onLine = (mark: string): Seen => {
    const found = hot.find(({ line }) => line === lineOf(mark));
    return { total: found?.total, totalSamples: 0, uncertain: 0 };
  };
  const part = (mark: string, code: string): Seen =>
    (parts.get(lineOf(mark)) ?? []).find(({ expression }) => expression?.text.startsWith(code)) ?? {
      total: 0,
      totalSamples: 0,
      uncertain: 0,
    };
  const cases: { what: string; bound: number; seen: Record<string, Seen> }[] = [
    { what: 'two lines', bound: 0.03, seen: { a: onLine('a'), b: onLine('b') } },
    {
      what: 'one line',
      bound: 0.05,
      seen: { c: part('c d', 'timed(x, 12'), d: part('c d', 'timed(x, 36') },
    },
    {
      what: 'nested',
      bound: 0.05,
      seen: { e: part('e f', 'timed(timed('), f: part('e f', 'timed(x, 20') },
    },
    {
      what: 'builtins',
      bound: 0.05,
      seen: { g: part('k', 'list.includes'), h: part('k', 'more.includes') },
    },
  ];
  return cases.map(({ what, bound, seen }) => {
    const total = Object.fromEntries(
      Object.entries(seen).map(([key, one]) => [key, one.total ?? 0]),
    );
    const { off, text } = compared(total, truth);
    const sum = (of: (one: Seen) => number) =>
      Object.values(seen).reduce((all, one) => all + of(one), 0);
    const uncertain = sum(one => one.uncertain) / sum(one => one.total ?? 0);
    const samples = sum(one => one.totalSamples);
    return {
      off,
      what: `calls, ${way}, ${what}`,
      text: `off ${percent(off)}; seen/true: ${text}${samples > 0 ? ` of ${samples} samples` : ''}${uncertain > 0.01 ? `, ${percent(uncertain)} marked uncertain` : ''}`,
      kept: off <= bound || uncertain > 0.5,
    };
  });
}

/** Two times as shares of their sum, in the profile and in truth. */
function compared(seen: Truth, truth: Truth): { readonly off: number; readonly text: string } {
  const keys = Object.keys(seen);
  const sum = (of: Truth) => keys.reduce((all, key) => all + of[key], 0);
  const share = (of: Truth, key: string) => (sum(of) > 0 ? of[key] / sum(of) : 0);
  const off = Math.max(...keys.map(key => Math.abs(share(seen, key) - share(truth, key))));
  const texts = keys.map(
    key => `${key} ${percent(share(seen, key))}/${percent(share(truth, key))}`,
  );
  return { off, text: texts.join('  ') };
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
