import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hotSpots } from '../../../src/core/hot-lines';
import { bench } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

const compiler = join(bench, 'node_modules', 'typescript', 'lib', 'tsc.js');
const args = ['-p', process.cwd(), '--noEmit'];

/** The functions of a real program, the TypeScript compiler on this project, against V8's own `--cpu-prof` of the same work. */
export async function agreement(node: string): Promise<Finding> {
  const theirs = byCpuProf(node);
  const { profile } = await profileProgram({ node, file: compiler, args, interval: 1000 });
  const own = hotSpots(profile).functions.filter(({ file }) => file.endsWith('_tsc.js'));
  const all = own.reduce((sum, { self }) => sum + self, 0);
  const ours = new Map<string, number>();
  for (const { name, line, self } of own) {
    const key = `${name}:${line}`;
    ours.set(key, (ours.get(key) ?? 0) + self / all);
  }
  const top = (shares: ReadonlyMap<string, number>, count: number) =>
    [...shares].sort((a, b) => b[1] - a[1]).slice(0, count);
  const common = top(theirs, 10).filter(([key]) => top(ours, 20).some(([one]) => one === key));
  let worst = 0;
  for (const key of [...top(ours, 20), ...top(theirs, 20)].map(([one]) => one)) {
    worst = Math.max(worst, Math.abs((ours.get(key) ?? 0) - (theirs.get(key) ?? 0)));
  }
  const texts = top(theirs, 5).map(
    ([key, share]) =>
      `${key} ${(100 * (ours.get(key) ?? 0)).toFixed(1)}/${(100 * share).toFixed(1)}`,
  );
  return {
    what: 'agreement, tsc',
    text: `${common.length} of --cpu-prof's first 10 among our first 20, worst off ${(100 * worst).toFixed(1)}; ours/theirs: ${texts.join('  ')}`,
    kept: common.length >= 8 && worst <= 0.025,
  };
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly callFrame: { functionName: string; url: string; lineNumber: number };
    readonly hitCount?: number;
  }[];
}

/** Share of the compiler's own samples by function. */
function byCpuProf(node: string): Map<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-bench-'));
  try {
    const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, compiler, ...args];
    try {
      execFileSync(node, flags, { stdio: 'ignore' });
    } catch {
      // The compiler ends with 2 when the project has errors: its work is the same.
    }
    const [file] = readdirSync(folder);
    const { nodes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
    const own = nodes.filter(({ callFrame }) => callFrame.url.endsWith('_tsc.js'));
    const all = own.reduce((sum, { hitCount }) => sum + (hitCount ?? 0), 0);
    const shares = new Map<string, number>();
    for (const { callFrame, hitCount } of own) {
      const key = `${callFrame.functionName}:${callFrame.lineNumber + 1}`;
      shares.set(key, (shares.get(key) ?? 0) + (hitCount ?? 0) / all);
    }
    return shares;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
