import { packageOf } from './callable';
import { bucketOf, type HotFunction, type HotLine, hotSpots } from './hot-lines';
import { Activity, activities, type Profile, times } from './profile';
import type { Micros, Share } from './units';

/** What a list of hot spots shows: without what runs the tests, which comes folded. */
export interface ListedSpots {
  readonly lines: readonly HotLine[];
  readonly functions: readonly HotFunction[];
  /** Undefined where no test framework ran. */
  readonly framework: FoldedFramework | undefined;
}

/** The time of a test framework, and of packages at whose lines it arrived without any line of the program. */
export interface FoldedFramework {
  /** `vitest`, `jest` or `mocha`. */
  readonly name: string;
  readonly self: Micros;
  readonly share: Share;
  readonly lines: readonly HotLine[];
  readonly files: ReadonlySet<string>;
}

const frameworks: readonly (readonly [string, RegExp])[] = [
  ['vitest', /^(vitest|@vitest\/.*)$/],
  ['jest', /^(jest|jest-.*|@jest\/.*|expect)$/],
  ['mocha', /^mocha$/],
];

/** The test framework that a package is part of. */
export function frameworkOf(packageName: string): string | undefined {
  return frameworks.find(([, names]) => names.test(packageName))?.[0];
}

const known = new WeakMap<Profile, ListedSpots>();

/** Worked out once per profile. */
export function listedSpots(profile: Profile): ListedSpots {
  const before = known.get(profile);
  if (before !== undefined) return before;
  const { lines, functions } = hotSpots(profile);
  const { name, files } = foldedFiles(profile);
  const folded = lines.filter(line => files.has(line.file));
  const self = folded.reduce((sum, line) => sum + line.self, 0);
  const { active } = times(profile);
  const result: ListedSpots =
    name === undefined || self === 0
      ? { lines, functions, framework: undefined }
      : {
          lines: lines.filter(line => !files.has(line.file)),
          functions: functions.filter(one => !files.has(one.file)),
          framework: { name, self, share: self / active, lines: folded, files },
        };
  known.set(profile, result);
  return result;
}

/** The line to name first: the one with most self time, if it has enough samples to be told from chance. */
export function hottestLine(profile: Profile): HotLine | undefined {
  const { samplesOnLines } = times(profile);
  return listedSpots(profile).lines.find(line => bucketOf(line, samplesOnLines) > 0);
}

interface FileTime {
  /** Where the program called it, if by way of others. */
  called: number;
  /** Where the framework did, or nobody whose line is known. */
  alone: number;
}

/** Files of the framework that has most time, and of other packages that are mostly not called by the program. */
function foldedFiles(profile: Profile) {
  const { stacks, frames, scripts } = profile;
  const packages = scripts.map(({ kind, name }) => (kind === 'file' ? packageOf(name) : ''));
  const partOf = packages.map(frameworkOf);
  const isOwn = scripts.map(
    ({ kind, role }, at) => kind === 'file' && role === 'program' && packages[at] === '',
  );
  const called = new Uint8Array(stacks.frame.length);
  const totals = activeTotals(profile);
  const byScript = new Map<number, FileTime>();
  const byFramework = new Map<string, number>();
  for (let row = 0; row < called.length; row++) {
    const { script } = frames[stacks.frame[row]];
    const parent = stacks.parent[row];
    const isFrameworks = script >= 0 && partOf[script] !== undefined;
    const byCaller = parent >= 0 && !isFrameworks ? called[parent] : 0;
    called[row] = script >= 0 && isOwn[script] ? 1 : byCaller;
    if (script < 0 || packages[script] === '') continue;
    const time = byScript.get(script) ?? { called: 0, alone: 0 };
    byScript.set(script, time);
    time[called[row] === 1 ? 'called' : 'alone'] += totals[row];
    const framework = partOf[script];
    if (framework !== undefined)
      byFramework.set(framework, (byFramework.get(framework) ?? 0) + totals[row]);
  }
  const [name] = [...byFramework].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (name === undefined) return { name, files: new Set<string>() };
  const folded = [...byScript].filter(
    ([script, time]) => partOf[script] !== undefined || time.alone > time.called,
  );
  return { name, files: new Set(folded.map(([script]) => scripts[script].name)) };
}

/** Active time of each row with its callees; those come behind it. */
function activeTotals(profile: Profile): Float64Array {
  const { stacks, samples } = profile;
  const activity = activities(profile);
  const totals = new Float64Array(stacks.frame.length);
  for (let i = 0; i < samples.stack.length; i++)
    if (activity[samples.stack[i]] === Activity.active)
      totals[samples.stack[i]] += samples.weight[i];
  for (let row = totals.length - 1; row >= 0; row--)
    if (stacks.parent[row] >= 0) totals[stacks.parent[row]] += totals[row];
  return totals;
}
