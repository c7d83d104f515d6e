import { hotSpots } from '../hot-lines';
import { listedSpots } from '../listed-spots';
import { Activity, activities, type Profile, times } from '../profile';
import type { Run } from '../session';
import { formatMicros, formatShare, type Share } from '../units';
import type { Template } from './hint';

/** A large part of a run that no edit of a line takes away, and what to do instead. */
export interface OtherCost {
  readonly kind:
    | 'garbage-collection'
    | 'module-loading'
    | 'transpiler'
    | 'builtin'
    | 'dependency'
    | 'waiting'
    | 'flat';
  /** Of active time; of the run for `waiting`; of the hottest line for `flat`. */
  readonly share: Share;
  /** What it is, in a few words. */
  readonly text: Template;
  /** What to do instead. */
  readonly advice: string;
}

type Add = (
  kind: OtherCost['kind'],
  share: Share,
  text: string,
  advice: string,
  ...args: string[]
) => void;

/** From which share on each is told: less is no news, or the hot lines say it better. */
const least = {
  gc: 0.1,
  loading: 0.2,
  transpiler: 0.1,
  builtin: 0.3,
  dependency: 0.3,
  waiting: 0.5,
};
/** Fewer samples on lines say that a run was short, not what it was like. */
const leastSamples = 200;
const transpilers =
  /[\\/]node_modules[\\/](typescript|@babel[\\/]core|@babel[\\/]register|ts-node|tsx|@swc[\\/]core|esbuild|esbuild-register|sucrase)[\\/]/;

/**
 * What a whole profile shows that no line does, the largest first. Never more than two: what is told at each run is read at none.
 * `run` is absent for a profile from elsewhere.
 */
export function otherCosts(profile: Profile, run?: Run): OtherCost[] {
  const time = times(profile);
  if (time.activeSamples < leastSamples) return [];
  const parts = partsOf(profile);
  const share = (micros: number): Share => Math.min(1, micros / time.active);
  const percent = (micros: number) => formatShare(share(micros));
  const found: OtherCost[] = [];
  const add: Add = (kind, of, text, advice, ...args) =>
    found.push({ kind, share: of, text: { text, args }, advice });

  if (share(time.gc) >= least.gc)
    add(
      'garbage-collection',
      share(time.gc),
      '{0} of active time is garbage collection',
      'no line is to blame for it: make less garbage where lines copy, spread or join in loops',
      percent(time.gc),
    );
  if (share(parts.loading) >= least.loading)
    add(
      'module-loading',
      share(parts.loading),
      '{0} of active time is loading and compiling modules',
      'load what is seldom needed later, bundle, or set NODE_COMPILE_CACHE (Node.js 22.1 or newer)',
      percent(parts.loading),
    );
  if (share(parts.transpiler.time) >= least.transpiler)
    add(
      'transpiler',
      share(parts.transpiler.time),
      '{0} of active time is {1}, which compiles sources while the program runs',
      'compile them before',
      percent(parts.transpiler.time),
      parts.transpiler.name,
    );
  // Where one line has most of it, that line says so, and tunings of it are offered there.
  const isSpread = parts.builtinFromLine <= parts.builtin.time / 2;
  if (isSpread && share(parts.builtin.time) >= least.builtin)
    add(
      'builtin',
      share(parts.builtin.time),
      '{0} of active time is inside {1}, code of V8 or Node.js itself',
      'call it less often, or with less',
      percent(parts.builtin.time),
      parts.builtin.name,
    );
  if (share(parts.dependencies) >= least.dependency)
    add(
      'dependency',
      share(parts.dependencies),
      '{0} of active time is code of packages, most of it of {1}',
      'call it less often, keep what it gave, or look for a newer version',
      percent(parts.dependencies),
      parts.dependency,
    );
  addWaiting(profile, run, add);
  const [hottest] = hotSpots(profile).lines;
  if (time.samplesOnLines >= leastSamples && hottest.selfShare < 0.03 && found.length === 0)
    add(
      'flat',
      hottest.selfShare,
      'no line has 3% of active time or more, so there is no single hot spot',
      'lines by their time with calls, another algorithm or a newer Node.js may tell more',
    );
  return found.sort((a, b) => b.share - a.share).slice(0, 2);
}

/** A program that ended by itself and mostly waited; servers wait for a living. */
function addWaiting(profile: Profile, run: Run | undefined, add: Add): void {
  if (run === undefined || run.part !== undefined || run.ended !== 'by-itself') return;
  if (profile.lanes !== undefined || run.notes.some(({ code }) => code === 'idle')) return;
  const { idle, active, tool } = times(profile);
  const all = idle + active + tool;
  if (idle < 1e6 || idle < all * least.waiting) return;
  add(
    'waiting',
    idle / all,
    'it waited {0} of {1}',
    'begin what does not depend on each other at once, rather than tuning lines',
    formatMicros(idle),
    formatMicros(all),
  );
}

interface Named {
  readonly name: string;
  readonly time: number;
}

interface Parts {
  /** In Node's own loader, and in the compiler. */
  readonly loading: number;
  /** With all that it calls. */
  readonly transpiler: Named;
  readonly builtin: Named;
  /** Of the builtin's time, what the line that calls it most has. */
  readonly builtinFromLine: number;
  readonly dependencies: number;
  /** The package that has most of it. */
  readonly dependency: string;
}

function partsOf(profile: Profile): Parts {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const { framework } = listedSpots(profile);
  let loading = 0;
  const byTranspiler = new Map<string, number>();
  const byBuiltin = new Map<string, number>();
  const fromLine = new Map<string, number>();
  const byPackage = new Map<string, number>();
  const addTo = (sums: Map<string, number>, name: string, weight: number) =>
    sums.set(name, (sums.get(name) ?? 0) + weight);
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active) continue;
    const weight = samples.weight[i];
    const inner = frames[stacks.frame[leaf]];
    if (inner.kind === 'builtin' || inner.kind === 'native') {
      addTo(byBuiltin, inner.name, weight);
      const caller = stacks.parent[leaf];
      if (caller >= 0)
        addTo(fromLine, `${inner.name}\0${stacks.frame[caller]}\0${stacks.line[caller]}`, weight);
    }
    if (isLoading(profile, leaf)) loading += weight;
    const file = innermostFile(profile, leaf);
    const dependency = file === undefined ? undefined : packageOf(file);
    // Of what runs the tests nobody can call less.
    if (dependency !== undefined && framework?.files.has(file ?? '') !== true)
      addTo(byPackage, dependency, weight);
    for (let row = leaf; row >= 0; row = stacks.parent[row]) {
      const { script } = frames[stacks.frame[row]];
      const tool = script < 0 ? null : transpilers.exec(scripts[script].name);
      if (tool === null) continue;
      addTo(byTranspiler, tool[1].replace('\\', '/'), weight);
      break;
    }
  }
  const dependencies = [...byPackage.values()].reduce((sum, time) => sum + time, 0);
  const builtin = most(byBuiltin);
  const ofBuiltin = [...fromLine].filter(([key]) => key.startsWith(`${builtin.name}\0`));
  return {
    loading,
    transpiler: most(byTranspiler),
    builtin,
    builtinFromLine: most(new Map(ofBuiltin)).time,
    dependencies,
    dependency: most(byPackage).name,
  };
}

function most(sums: ReadonlyMap<string, number>): Named {
  return [...sums]
    .map(([name, time]) => ({ name, time }))
    .reduce((a, b) => (b.time > a.time ? b : a), { name: '', time: 0 });
}

/** From the innermost frame outwards, V8's compiler or Node's loader comes before a file. */
function isLoading({ stacks, frames, scripts }: Profile, leaf: number): boolean {
  for (let row = leaf; row >= 0; row = stacks.parent[row]) {
    const { script, kind } = frames[stacks.frame[row]];
    if (kind === 'compiler') return true;
    if (kind === 'gc' || script < 0) continue;
    if (scripts[script].kind === 'file') return false;
    if (/^node:internal\/modules\//.test(scripts[script].name)) return true;
  }
  return false;
}

function innermostFile({ stacks, frames, scripts }: Profile, leaf: number): string | undefined {
  for (let row = leaf; row >= 0; row = stacks.parent[row]) {
    const { script } = frames[stacks.frame[row]];
    if (script >= 0 && scripts[script].kind === 'file') return scripts[script].name;
  }
  return undefined;
}

function packageOf(file: string): string | undefined {
  const name = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1];
  return name?.replace('\\', '/');
}
