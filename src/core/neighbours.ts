import { Activity, activities, locatedRow, type Profile, times } from './profile';
import type { Line, Micros, Share } from './units';

/**
 * `function`: a function that calls a line's function, or one that the line calls; `start`: Node.js, which loaded the file and
 * started it; `loop`: nothing called it, the event loop resumed it after an await or ran it as a callback.
 */
export interface Neighbour {
  readonly kind: 'function' | 'start' | 'loop';
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
  readonly kind: Neighbour['kind'];
  readonly name: string;
  readonly file: string;
  readonly line: Line;
  time: number;
}

/** Node's own modules from which a program is loaded and started. */
const starts = /^node:internal\/(modules|main|process\/execution)\b/;

/** A stack of that many frames may have been cut off. */
const mostFrames = 240;

/**
 * Who calls the function of a line, and what the line calls, in the time that the line is on the stack. Each sample counts once,
 * by the line's innermost stand in it: recursion adds nothing. Builtins, natives and what Node's library does for the line are no
 * neighbours: `HotLine.calledFromHere` has them. Callers are looked for past Node's library and the tools that load a program, in the
 * files of the program; a tool that calls it otherwise, such as a test runner, is its caller.
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
  const isNode = (row: number) => scripts[frames[stacks.frame[row]].script].kind === 'node';
  const isTool = (row: number) => scripts[frames[stacks.frame[row]].script].role === 'tool';
  const count = (sums: Map<string, Sum>, key: string, made: Sum) => {
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, made);
    else sum.time += made.time;
  };
  const add = (sums: Map<string, Sum>, row: number, at: Line, time: number) => {
    const frame = frames[stacks.frame[row]];
    const file = scripts[frame.script].name;
    const key = `${frame.name}\0${file}\0${frame.line}\0${at}`;
    count(sums, key, { kind: 'function', name: frame.name, file, line: at, time });
  };
  const addCaller = (from: number, own: number, time: number) => {
    let started = false;
    let tool = -1;
    let depth = 0;
    for (let row = from; row >= 0; row = stacks.parent[row], depth++) {
      if (!isFunction(row) || stacks.frame[row] === own) continue;
      if (isTool(row)) {
        if (tool < 0) tool = row;
        continue;
      }
      if (!isNode(row)) return add(callers, row, stacks.line[row], time);
      started ||= starts.test(scripts[frames[stacks.frame[row]].script].name);
    }
    // V8 keeps so many frames at most: who called the outermost one is then not known.
    if (depth >= mostFrames) return;
    if (tool >= 0 && !started) return add(callers, tool, stacks.line[tool], time);
    const kind = started ? 'start' : 'loop';
    count(callers, kind, { kind, name: '', file: '', line: 0, time });
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
    if (callee >= 0 && !(isNode(callee) && locatedRow(profile, leaf) === here))
      add(callees, callee, frames[stacks.frame[callee]].line, weight);
    addCaller(stacks.parent[here], stacks.frame[here], weight);
  }
  const ranked = (sums: Map<string, Sum>): Neighbour[] =>
    [...sums.values()]
      .sort((a, b) => b.time - a.time)
      .map(sum => ({ ...sum, share: active > 0 ? sum.time / active : 0 }));
  return { callers: ranked(callers), callees: ranked(callees) };
}
