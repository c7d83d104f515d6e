import { Activity, activities, type Profile, times } from './profile';
import type { Line, Micros, Share } from './units';

/** A function that calls a line's function, or one that the line calls. */
export interface Neighbour {
  /** '' for an anonymous function. */
  readonly name: string;
  /** A file's path, or the script's name where it is not a file. */
  readonly file: string;
  /** For a caller the line of its call, for a callee the line it starts on; 0 when not known. */
  readonly line: Line;
  readonly time: Micros;
  /** Of active time. */
  readonly share: Share;
}

export interface Neighbours {
  /** Most time first. */
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
}

interface Sum {
  readonly name: string;
  readonly file: string;
  readonly line: Line;
  time: number;
}

/**
 * Who calls the function of a line, and what the line calls, in the time that the line is on the stack. Each sample counts once,
 * by the line's innermost stand in it: recursion adds nothing. Builtins and natives are no neighbours: `HotLine.calledFromHere`
 * has them.
 */
export function neighboursOf(profile: Profile, file: string, line: Line): Neighbours {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const { active } = times(profile);
  const callers = new Map<string, Sum>();
  const callees = new Map<string, Sum>();
  const isHere = (row: number) => {
    const { script } = frames[stacks.frame[row]];
    return stacks.line[row] === line && script >= 0 && scripts[script].name === file;
  };
  const isFunction = (row: number) => {
    const { kind, script } = frames[stacks.frame[row]];
    return kind === 'function' && script >= 0;
  };
  const add = (sums: Map<string, Sum>, row: number, at: Line, weight: number) => {
    const frame = frames[stacks.frame[row]];
    const script = scripts[frame.script].name;
    const key = `${frame.name}\0${script}\0${frame.line}\0${at}`;
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { name: frame.name, file: script, line: at, time: weight });
    } else sum.time += weight;
  };
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active) continue;
    let callee = -1;
    let here = leaf;
    for (; here >= 0 && !isHere(here); here = stacks.parent[here]) {
      if (isFunction(here)) callee = here;
    }
    if (here < 0) continue;
    const weight = samples.weight[i];
    if (callee >= 0) add(callees, callee, frames[stacks.frame[callee]].line, weight);
    const own = stacks.frame[here];
    let caller = stacks.parent[here];
    while (caller >= 0 && (!isFunction(caller) || stacks.frame[caller] === own)) {
      caller = stacks.parent[caller];
    }
    if (caller >= 0) add(callers, caller, stacks.line[caller], weight);
  }
  const ranked = (sums: Map<string, Sum>): Neighbour[] =>
    [...sums.values()]
      .sort((a, b) => b.time - a.time)
      .map(sum => ({ ...sum, share: active > 0 ? sum.time / active : 0 }));
  return { callers: ranked(callers), callees: ranked(callees) };
}
