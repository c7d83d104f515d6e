import {
  Activity,
  activities,
  type Frame,
  type Profile,
  ProfileBuilder,
  type Trust,
  times,
} from '../../profile';
import { type CallSites, callSites } from './call-sites';
import { parse } from '../parse';

/**
 * Call lines for a profile whose source doesn't record them (inspector, `.cpuprofile`): where exactly one line of the
 * calling function can have called the function below it on the stack, by its name, that line is filled in; elsewhere it
 * stays unknown. `textOf` gives a file's text by its path as `Script.name` has it; each file is read once, and only if calls
 * from unknown lines of it carry more than a thousandth of the active time.
 */
export function estimateCallLines(
  profile: Profile,
  textOf: (file: string) => string | undefined,
): Profile {
  if (profile.callLines === 'recorded') return profile;
  const sites = sitesOf(profile, textOf);
  const { stacks, frames, samples } = profile;
  const builder = new ProfileBuilder();
  const scripts = profile.scripts.map(script => builder.script(script));
  const frameIds = frames.map(frame =>
    builder.frame({ ...frame, script: frame.script < 0 ? -1 : scripts[frame.script] }),
  );
  /** Each row's caller in the new profile, standing on the line that called this row. */
  const callers = new Int32Array(stacks.frame.length);
  for (let row = 0; row < callers.length; row++) {
    const caller = stacks.parent[row];
    if (caller < 0) {
      callers[row] = -1;
      continue;
    }
    const known = stacks.line[caller] > 0;
    const line = known ? stacks.line[caller] : estimate(profile, caller, row, sites);
    const column = known ? stacks.column[caller] : -1;
    callers[row] = builder.stack(callers[caller], frameIds[stacks.frame[caller]], line, column);
  }
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    const frame = frameIds[stacks.frame[row]];
    const leaf = builder.stack(callers[row], frame, stacks.line[row], stacks.column[row]);
    builder.sample(leaf, samples.weight[i], samples.count[i], samples.trust[i] as Trust);
  }
  return builder.build({ ...profile, callLines: 'estimate' });
}

/** The line of `caller` that called `row`; 0 if it can't be told. */
function estimate(
  { stacks, frames }: Profile,
  caller: number,
  row: number,
  sites: ReadonlyMap<number, CallSites>,
): number {
  const from = frames[stacks.frame[caller]];
  const to = frames[stacks.frame[row]];
  if (from.kind !== 'function' || isNoCall(to)) return 0;
  return sites.get(from.script)?.lineOf(from, to, from.script === to.script) ?? 0;
}

function isNoCall({ kind, name }: Frame): boolean {
  if (kind === 'gc' || kind === 'idle' || kind === 'program' || kind === 'compiler') return true;
  return kind !== 'function' && name === '';
}

function sitesOf(
  profile: Profile,
  textOf: (file: string) => string | undefined,
): Map<number, CallSites> {
  const result = new Map<number, CallSites>();
  for (const script of scriptsWorthReading(profile)) {
    const { name } = profile.scripts[script];
    const text = textOf(name);
    const file = text === undefined ? undefined : parse(name, text);
    if (file !== undefined) result.set(script, callSites(file));
  }
  return result;
}

function scriptsWorthReading(profile: Profile): number[] {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const weights = new Map<number, number>();
  for (let i = 0; i < samples.stack.length; i++) {
    if (activity[samples.stack[i]] !== Activity.active) continue;
    const seen = new Set<number>();
    for (let row = stacks.parent[samples.stack[i]]; row >= 0; row = stacks.parent[row]) {
      const { script } = frames[stacks.frame[row]];
      if (script < 0 || stacks.line[row] > 0 || seen.has(script)) continue;
      seen.add(script);
      weights.set(script, (weights.get(script) ?? 0) + samples.weight[i]);
    }
  }
  const least = times(profile).active / 1000;
  return [...weights]
    .filter(([script, weight]) => weight > least && scripts[script].kind === 'file')
    .map(([script]) => script);
}
