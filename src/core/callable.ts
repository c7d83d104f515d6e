import type { Frame, FrameKind, Profile, Script } from './profile';
import type { Column, Line } from './units';

/** What a box of the chart stands for: a function, one of V8's own activities, or a package whose functions are folded. */
export interface Callable {
  /** As V8 gives it, '' for an anonymous function; for a folded run its group, see `group`. */
  readonly name: string;
  readonly kind: FrameKind | 'folded';
  readonly origin: Origin;
  /** Package name of a dependency (`@scope/name`), module name of Node's library (`node:fs`), '' otherwise. */
  readonly group: string;
  /** Path of the script, '' where there is none. */
  readonly file: string;
  /** Where the function starts; 0 and -1 where not known. */
  readonly line: Line;
  readonly column: Column;
  /** The same for the same function in another profile of the program, different for all others in this one. */
  readonly key: string;
}

/** Whose code it is. Builtins and V8's activities are `engine` by themselves; a chart shows them with their caller. */
export type Origin = 'own' | 'dependency' | 'node' | 'tool' | 'engine';

/** The callables of a profile's frames; frames that differ only in how their script was mapped share one. */
export interface Callables {
  readonly list: readonly Callable[];
  /** Index into `list` per frame. */
  readonly ofFrame: Int32Array;
  /** Index into `list` of the callable that a run entered through the frame folds to, per frame; -1 if it never folds. */
  readonly foldedOfFrame: Int32Array;
  /** 1 for frames that fold also when everything is shown: Node's module loader, eight frames deep around every `require`. */
  readonly isLoader: Uint8Array;
}

const loader = /^node:(?:internal\/(?:modules|main|process\/execution|bootstrap)\b|module$)/;

const known = new WeakMap<Profile, Callables>();

/** The callables of a profile; worked out once per profile. */
export function callablesOf(profile: Profile): Callables {
  const before = known.get(profile);
  if (before !== undefined) return before;
  const list: Callable[] = [];
  const ids = new Map<string, number>();
  const idOf = (callable: Callable) => {
    let id = ids.get(callable.key);
    if (id === undefined) {
      id = list.push(callable) - 1;
      ids.set(callable.key, id);
    }
    return id;
  };
  const ofFrame = new Int32Array(profile.frames.length);
  const foldedOfFrame = new Int32Array(profile.frames.length).fill(-1);
  const isLoader = new Uint8Array(profile.frames.length);
  profile.frames.forEach((frame, index) => {
    const script = frame.script < 0 ? undefined : profile.scripts[frame.script];
    const callable = callableOf(frame, script);
    ofFrame[index] = idOf(callable);
    if (isForeign(callable.origin)) foldedOfFrame[index] = idOf(folded(callable));
    if (loader.test(callable.file)) isLoader[index] = 1;
  });
  const result = { list, ofFrame, foldedOfFrame, isLoader };
  known.set(profile, result);
  return result;
}

/** Whether *Only my code* folds it. */
export function isForeign(origin: Origin): boolean {
  return origin === 'dependency' || origin === 'node' || origin === 'tool';
}

function callableOf(frame: Frame, script: Script | undefined): Callable {
  const file = script?.name ?? '';
  const origin = originOf(frame, script);
  return {
    name: frame.name,
    kind: frame.kind,
    origin,
    group: origin === 'dependency' ? packageOf(file) : origin === 'node' ? nodeModule(file) : '',
    file,
    line: frame.line,
    column: frame.column,
    key: `${frame.kind}\0${frame.name}\0${file}\0${frame.line}\0${frame.column}`,
  };
}

function folded({ origin, group }: Callable): Callable {
  const key = `folded\0${origin}\0${group}`;
  return { name: group, kind: 'folded', origin, group, file: '', line: 0, column: -1, key };
}

function originOf(frame: Frame, script: Script | undefined): Origin {
  if (frame.kind !== 'function' && frame.kind !== 'wasm') return 'engine';
  if (script === undefined) return 'engine';
  if (script.role === 'tool') return 'tool';
  if (script.kind === 'node') return 'node';
  return packageOf(script.name) === '' ? 'own' : 'dependency';
}

/** `@scope/name` or `name` of the innermost `node_modules` that a path goes through, '' when it goes through none. */
export function packageOf(path: string): string {
  const parts = path.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0 || at + 2 >= parts.length) return '';
  return parts[at + 1].startsWith('@') ? `${parts[at + 1]}/${parts[at + 2]}` : parts[at + 1];
}

/** `node:fs` of `node:fs/promises`, `node:internal` of everything internal: what a reader takes for one thing. */
function nodeModule(script: string): string {
  const end = script.indexOf('/');
  return end < 0 ? script : script.slice(0, end);
}
