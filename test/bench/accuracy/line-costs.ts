import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { hotSpots } from '../../../src/core/hot-lines';
import type { Profile } from '../../../src/core/profile';
import type { RunnerName } from '../../../src/run/runner';
import { bench, installPeers } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

const folder = join(bench, 'programs', 'line-costs');

/** Ways to run one and the same program. */
export const ways = ['js', 'bundle', 'tuneline', 'tsx', 'ts-node', '@swc-node/register'] as const;
export type Way = (typeof ways)[number];

/** A profile of a program that timed its own lines, held against what it measured. */
export async function lineCosts(node: string, way: Way): Promise<Finding> {
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
    if (runner !== undefined && run.runner !== runner)
      return { what: `lines, ${way}`, text: `ran with ${run.runner}`, kept: false };
    return judged(way, profile, JSON.parse(output));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function prepared(way: Way, out: string): Promise<{ file: string; runner?: RunnerName }> {
  if (way === 'js') return { file: join(folder, 'line-costs.js'), runner: 'node' };
  const source = join(folder, 'line-costs.ts');
  if (way !== 'bundle') {
    installPeers();
    return { file: source, runner: way };
  }
  const file = join(out, 'line-costs.js');
  await esbuild.build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    minify: true,
    sourcemap: true,
    platform: 'node',
    logLevel: 'warning',
  });
  return { file, runner: 'node' };
}

interface Mark {
  readonly kind: 'self' | 'total';
  readonly file: string;
  readonly line: number;
}

/** Where the marked lines stand: `// self a` after the code of line a. */
function marks(way: Way): Map<string, Mark> {
  const result = new Map<string, Mark>();
  const files = way === 'js' ? ['line-costs.js'] : ['line-costs.ts', 'mix.ts'];
  for (const name of files) {
    const file = join(folder, name);
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const [index, text] of lines.entries()) {
      const mark = /\/\/ (self|total) (\w)$/.exec(text);
      if (mark === null) continue;
      const kind = mark[1] === 'self' ? 'self' : 'total';
      result.set(mark[2], { kind, file, line: index + 1 });
    }
  }
  return result;
}

function judged(way: Way, profile: Profile, truth: Record<string, number>): Finding {
  const places = marks(way);
  const own = new Set([...places.values()].map(({ file }) => file));
  const lines = hotSpots(profile).lines.filter(({ file }) => own.has(file));
  const all = lines.reduce((sum, { self }) => sum + self, 0);
  const samples = lines.reduce((sum, line) => sum + line.samples, 0);
  const measured = ['a', 'b', 'c', 'f'].reduce((sum, key) => sum + truth[key], 0);
  let worst = 0;
  const texts = [...places].map(([key, { kind, file, line }]) => {
    const found = lines.find(one => one.file === file && one.line === line);
    const share = ((kind === 'self' ? found?.self : found?.total) ?? 0) / all;
    const wanted = truth[key] / measured;
    worst = Math.max(worst, Math.abs(share - wanted));
    return `${key} ${percent(share)}/${percent(wanted)}`;
  });
  return {
    what: `lines, ${way}`,
    text: `worst off ${percent(worst)} of ${samples} samples; seen/true: ${texts.join('  ')}`,
    kept: worst <= 0.03 && samples >= 2000,
  };
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
