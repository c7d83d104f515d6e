import type { Column, Line, Micros } from './units';

/**
 * What one run recorded. Immutable; a view of it is a new value.
 *
 * Stacks form a tree stored as columns (structure of arrays): the caller of stack i is `parent[i]`, or -1 for a root, and a
 * caller always comes before its callees, so one backward loop adds callees into callers.
 */
export interface Profile {
  readonly scripts: readonly Script[];
  readonly frames: readonly Frame[];
  readonly stacks: Stacks;
  readonly samples: Samples;
  /** Wall time from the first to the last sample. */
  readonly duration: Micros;
  /** What the source was asked for; what it managed is `duration` over the number of samples. */
  readonly interval: Micros;
  readonly source: ProfileSource;
  /** Whether `stacks.line` of callers was recorded, was estimated from the syntax where only one call fits, or is not known. */
  readonly callLines: 'recorded' | 'estimate' | 'none';
  /** Weight of samples whose stack was cut off by V8 (it keeps about the innermost 255 frames). */
  readonly truncated: Micros;
  /**
   * The threads that were recorded, the main one of the program first. Each is the root of its own stacks: a frame of kind
   * `lane` with the lane's name. Absent where there was only one, or where they are not told apart; stacks then have no such root.
   */
  readonly lanes?: readonly Lane[];
}

/** One thread of one process. */
export interface Lane {
  /** Different from all others of the profile: `main`, `worker 2`, `build.js`, `build.js 3 · worker 1`. */
  readonly name: string;
  /** `launcher`: what only starts programs, such as npm; its time is not active time. */
  readonly role: 'program' | 'launcher';
  readonly pid: number;
  /** Node's number of the thread; 0 is the main one of its process. */
  readonly thread: number;
  readonly source: ProfileSource;
  readonly callLines: Profile['callLines'];
  /** User and system time of the thread from its first sample on; undefined where it could not be read. */
  readonly cpu: Micros | undefined;
}

/** `cpuprofile`: a file made elsewhere (`node --cpu-prof`, Chrome DevTools, js-debug). */
export type ProfileSource = 'v8-log' | 'inspector' | 'cpuprofile';

export interface Script {
  /** Absolute path as the platform writes it for a file; otherwise V8's own name (`node:fs`, `https://…`, `evalmachine.<anonymous>`), '' when it has none. */
  readonly name: string;
  readonly kind: ScriptKind;
  readonly role: ScriptRole;
  readonly mapping: Mapping;
}

/** `file`: a file on disk, or one that a source map names; `node`: Node's own library; `other`: eval, data URIs, remote. */
export type ScriptKind = 'file' | 'node' | 'other';

/**
 * `tool`: what runs the program rather than being it (our loader, tsx, ts-node), kept out of active time;
 * `tool-library`: a library such as TypeScript, that is tool when a tool called it and program otherwise.
 */
export type ScriptRole = 'program' | 'tool' | 'tool-library';

/**
 * How lines of a script came to be: as it ran, through its map, or as it ran because its map, or sources that the map names, are
 * missing or broken.
 */
export type Mapping = 'as-run' | 'mapped' | 'map-missing' | 'map-broken' | 'source-missing';

/** Whether lines of such a script are generated ones though its author wrote others. */
export function isUnmapped(mapping: Mapping): boolean {
  return mapping !== 'as-run' && mapping !== 'mapped';
}

export interface Frame {
  /** The function's name as V8 gives it; '' for an anonymous function. */
  readonly name: string;
  /** Index into `scripts`, -1 for a frame without a script. */
  readonly script: number;
  /** Where the function starts: 1-based line, 0 when not known. */
  readonly line: Line;
  /** 0-based column of the function's start, -1 when not known. */
  readonly column: Column;
  readonly kind: FrameKind;
}

/**
 * `function`: JavaScript; `builtin`: V8's own code such as `Array.prototype.includes`; `native`: C++ and runtime;
 * `regexp`: compiled regular expression; `compiler`: parsing and compiling; `gc`, `program`, `idle`: V8's pseudo frames; `lane`: the
 * root of a thread's stacks.
 */
export type FrameKind =
  | 'function'
  | 'builtin'
  | 'native'
  | 'regexp'
  | 'wasm'
  | 'compiler'
  | 'gc'
  | 'program'
  | 'idle'
  | 'lane';

/** One row per distinct (caller, frame, line, column). */
export interface Stacks {
  readonly frame: Int32Array;
  readonly parent: Int32Array;
  /** Where execution stands in the frame: the executing line for the innermost frame, the call's line for a caller; 0 when not known. */
  readonly line: Int32Array;
  /** 0-based column of the same place; -1 when not known. */
  readonly column: Int32Array;
}

/** One row per distinct (stack, trust): samples of a run are gathered, so memory does not grow with its length. */
export interface Samples {
  readonly stack: Int32Array;
  /** Time these samples stand for, in microseconds. */
  readonly weight: Float64Array;
  /** How many samples. */
  readonly count: Int32Array;
  /** A `Trust` each. */
  readonly trust: Uint8Array;
}

/** How a sample came to its line. */
export const Trust = {
  /** V8 said so. */
  recorded: 0,
  /** V8 had lost the calling frame in a frameless builtin; exactly one line can have called it, and the sample stands there. */
  restored: 1,
  /** The calling frame is lost and more than one line, or none, can have called the builtin. No hint and no bright line stands on it. */
  uncertain: 2,
  /** As `restored`, but several places on that line can have called the builtin: the samples are divided among these. */
  divided: 3,
} as const;
export type Trust = (typeof Trust)[keyof typeof Trust];

/** What could be said of a profile that can't be read, instead of a profile. */
export interface ProfileProblem {
  readonly problem: 'empty' | 'not-a-profile' | 'truncated' | 'unsupported';
  /** English, for logs and the command line: what is wrong and where. */
  readonly detail: string;
}

/** Gathers scripts, frames, stacks and samples, each distinct one once, into a `Profile`. */
export class ProfileBuilder {
  readonly #scripts: Script[] = [];
  readonly #scriptIds = new Map<string, number>();
  readonly #frames: Frame[] = [];
  readonly #frameIds = new Map<string, number>();
  readonly #frameOf: number[] = [];
  readonly #parent: number[] = [];
  readonly #line: number[] = [];
  readonly #column: number[] = [];
  readonly #children: Map<string, number>[] = [];
  readonly #roots = new Map<string, number>();
  readonly #sampleRows = new Map<number, number>();
  readonly #stack: number[] = [];
  readonly #weight: number[] = [];
  readonly #count: number[] = [];
  readonly #trust: number[] = [];

  script(script: Script): number {
    const key = `${script.kind}\0${script.role}\0${script.mapping}\0${script.name}`;
    return intern(this.#scriptIds, this.#scripts, key, script);
  }

  frame(frame: Frame): number {
    const key = `${frame.script}\0${frame.line}\0${frame.column}\0${frame.kind}\0${frame.name}`;
    return intern(this.#frameIds, this.#frames, key, frame);
  }

  /** The row for this frame, standing at this place, called from stack `parent` (-1: a root). */
  stack(parent: number, frame: number, line: Line, column: Column): number {
    const siblings = parent < 0 ? this.#roots : this.#children[parent];
    const key = `${frame},${line},${column}`;
    const known = siblings.get(key);
    if (known !== undefined) return known;
    const id = this.#frameOf.length;
    siblings.set(key, id);
    this.#frameOf.push(frame);
    this.#parent.push(parent);
    this.#line.push(line);
    this.#column.push(column);
    this.#children.push(new Map());
    return id;
  }

  sample(stack: number, weight: Micros, count: number, trust: Trust): void {
    const key = stack * 4 + trust;
    const row = this.#sampleRows.get(key);
    if (row === undefined) {
      this.#sampleRows.set(key, this.#stack.length);
      this.#stack.push(stack);
      this.#weight.push(weight);
      this.#count.push(count);
      this.#trust.push(trust);
    } else {
      this.#weight[row] += weight;
      this.#count[row] += count;
    }
  }

  /** A profile of what was gathered so far; the builder can go on. */
  build(rest: Omit<Profile, 'scripts' | 'frames' | 'stacks' | 'samples'>): Profile {
    return {
      ...rest,
      scripts: this.#scripts.slice(),
      frames: this.#frames.slice(),
      stacks: {
        frame: Int32Array.from(this.#frameOf),
        parent: Int32Array.from(this.#parent),
        line: Int32Array.from(this.#line),
        column: Int32Array.from(this.#column),
      },
      samples: {
        stack: Int32Array.from(this.#stack),
        weight: Float64Array.from(this.#weight),
        count: Int32Array.from(this.#count),
        trust: Uint8Array.from(this.#trust),
      },
    };
  }
}

function intern<T>(ids: Map<string, number>, rows: T[], key: string, value: T): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  const id = rows.push(value) - 1;
  ids.set(key, id);
  return id;
}

/** What a sample's time is part of. Only `active` is in the denominator of shares; `launcher`: in what only starts programs. */
export const Activity = { active: 0, idle: 1, tool: 2, launcher: 3 } as const;
export type Activity = (typeof Activity)[keyof typeof Activity];

/**
 * The activity of every stack row, as if it were the innermost. Idle when the frame is V8's idle; `tool` when, going from the
 * innermost frame outwards past builtins, Node's library and tool libraries, a tool's frame comes before one of the program's.
 */
export function activities(profile: Profile): Uint8Array {
  const { frame, parent } = profile.stacks;
  const result = new Uint8Array(frame.length);
  const launchers = new Set(
    profile.lanes?.filter(lane => lane.role === 'launcher').map(lane => lane.name),
  );
  /** A row that is transparent takes what its caller is; a tool library that no tool called is the program. */
  for (let row = 0; row < frame.length; row++) {
    const { kind, name, script } = profile.frames[frame[row]];
    const inherited = parent[row] < 0 ? Activity.active : result[parent[row]];
    if (kind === 'idle') result[row] = Activity.idle;
    else if (inherited === Activity.launcher) result[row] = Activity.launcher;
    else if (kind === 'lane')
      result[row] = launchers.has(name) ? Activity.launcher : Activity.active;
    else if (script < 0) result[row] = inherited;
    else {
      const { kind: scriptKind, role } = profile.scripts[script];
      if (role === 'tool') result[row] = Activity.tool;
      else if (role === 'tool-library' || scriptKind === 'node') result[row] = inherited;
      else result[row] = Activity.active;
    }
  }
  return result;
}

/** How the time of a profile divides. All in microseconds except the numbers of samples. */
export interface Times {
  readonly active: Micros;
  readonly activeSamples: number;
  /**
   * Parts of both that are credited to a line of a file: what a share of a line stands on. The rest is V8's and Node's own, such
   * as the 100 to 300 ms that Node takes to start whatever it runs.
   */
  readonly onLines: Micros;
  readonly samplesOnLines: number;
  readonly idle: Micros;
  readonly tool: Micros;
  readonly launcher: Micros;
  /** Parts of `active`. */
  readonly gc: Micros;
  readonly compiler: Micros;
  readonly program: Micros;
  readonly uncertain: Micros;
  /** Part of `active` in files of the program that could not be mapped though they name a map. */
  readonly unmapped: Micros;
}

const timesOf = new WeakMap<Profile, Times>();

export function times(profile: Profile): Times {
  const known = timesOf.get(profile);
  if (known !== undefined) return known;
  const activity = activities(profile);
  const sum = {
    active: 0,
    onLines: 0,
    idle: 0,
    tool: 0,
    launcher: 0,
    gc: 0,
    compiler: 0,
    program: 0,
    uncertain: 0,
    unmapped: 0,
  };
  let activeSamples = 0;
  let samplesOnLines = 0;
  const { samples, stacks, frames, scripts } = profile;
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    const weight = samples.weight[i];
    if (activity[row] === Activity.idle) sum.idle += weight;
    else if (activity[row] === Activity.tool) sum.tool += weight;
    else if (activity[row] === Activity.launcher) sum.launcher += weight;
    else {
      sum.active += weight;
      activeSamples += samples.count[i];
      if (samples.trust[i] === Trust.uncertain) sum.uncertain += weight;
      const { kind } = frames[stacks.frame[row]];
      if (kind === 'gc') sum.gc += weight;
      else if (kind === 'compiler') sum.compiler += weight;
      else if (kind === 'program') sum.program += weight;
      const located = locatedRow(profile, row);
      if (located < 0) continue;
      sum.onLines += weight;
      samplesOnLines += samples.count[i];
      const script = scripts[frames[stacks.frame[located]].script];
      if (isUnmapped(script.mapping)) sum.unmapped += weight;
    }
  }
  const result = { ...sum, activeSamples, samplesOnLines };
  timesOf.set(profile, result);
  return result;
}

/**
 * The row that self time is credited to: the innermost one, from `row` outwards, that stands on a known line of a file.
 * Builtins, natives and Node's own library are thus credited to the line that called them. -1 when there is none.
 */
export function locatedRow(profile: Profile, row: number): number {
  const { frame, parent, line } = profile.stacks;
  for (let at = row; at >= 0; at = parent[at]) {
    const { script } = profile.frames[frame[at]];
    if (script >= 0 && line[at] > 0 && profile.scripts[script].kind === 'file') return at;
    if (script >= 0 && profile.scripts[script].kind === 'file') return -1;
  }
  return -1;
}
