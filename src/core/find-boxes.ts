import type { CallTree, TopDown } from './call-tree';
import { type Callable, callablesOf } from './callable';
import { Activity, activities, type Profile } from './profile';
import type { Column, Line, Micros, Share } from './units';

/** What a search found, over the whole tree and not only what is drawn. */
export interface Found {
  /** Per callable of the tree: 1 where it matches. */
  readonly matches: Uint8Array;
  /** How many callables with active time match. */
  readonly count: number;
  /** Active time of the samples with a match anywhere on their stack, each counted once. */
  readonly total: Micros;
}

/** Boxes of callables whose name, file or package contains the words typed, whatever their case. */
export function search(tree: TopDown, text: string): Found {
  const needle = text.trim().toLowerCase();
  const isMatch = ({ name, file, group }: Callable) =>
    needle !== '' &&
    (name.toLowerCase().includes(needle) ||
      file.toLowerCase().includes(needle) ||
      group.toLowerCase().includes(needle));
  const matches = Uint8Array.from(tree.callables, callable => (isMatch(callable) ? 1 : 0));
  const met = new Uint8Array(matches.length);
  for (let box = 1; box < tree.size; box++) met[tree.callable(box)] = 1;
  let total = 0;
  for (const box of outermost(tree, matches)) total += tree.total(box);
  return { matches, count: matches.reduce((sum, is, i) => sum + (is & met[i]), 0), total };
}

/** Boxes that match without any of their callers matching: their totals add up without counting a sample twice. */
export function outermostBoxes(tree: TopDown, isMatch: (callable: Callable) => boolean): number[] {
  return outermost(
    tree,
    Uint8Array.from(tree.callables, callable => (isMatch(callable) ? 1 : 0)),
  );
}

function outermost(tree: TopDown, matches: Uint8Array): number[] {
  const isUnder = new Uint8Array(tree.size);
  const result: number[] = [];
  for (let box = 1; box < tree.size; box++) {
    if (isUnder[tree.parent(box)] === 1) isUnder[box] = 1;
    else if (matches[tree.callable(box)] === 1) {
      isUnder[box] = 1;
      result.push(box);
    }
  }
  return result;
}

/**
 * The boxes of a line, largest first: those of functions that were seen standing on it; failing that, of the function whose start is the
 * nearest above it in the file.
 */
export function boxesOfLine(tree: TopDown, file: string, line: Line): number[] {
  const { stacks, frames, scripts } = tree.profile;
  const boxes = new Set<number>();
  for (let row = 0; row < tree.boxOfRow.length; row++) {
    if (stacks.line[row] !== line || tree.boxOfRow[row] < 0) continue;
    const { script } = frames[stacks.frame[row]];
    if (script >= 0 && scripts[script].name === file) boxes.add(tree.boxOfRow[row]);
  }
  if (boxes.size === 0) {
    const nearest = tree.callables.reduce<Callable | undefined>((best, callable) => {
      const fits = callable.file === file && callable.line > 0 && callable.line <= line;
      return fits && (best === undefined || callable.line > best.line) ? callable : best;
    }, undefined);
    for (let box = 1; box < tree.size; box++) {
      if (nearest !== undefined && tree.callables[tree.callable(box)] === nearest) boxes.add(box);
    }
  }
  return [...boxes].sort((a, b) => tree.total(b) - tree.total(a));
}

/** The part of the active time with any of the program's own code on the stack. */
export function ownShare(profile: Profile): Share {
  const { frame, parent } = profile.stacks;
  const { list, ofFrame } = callablesOf(profile);
  const activity = activities(profile);
  const hasOwn = new Uint8Array(frame.length);
  for (let row = 0; row < frame.length; row++) {
    const inherited = parent[row] >= 0 && hasOwn[parent[row]] === 1;
    hasOwn[row] = inherited || list[ofFrame[frame[row]]].origin === 'own' ? 1 : 0;
  }
  let own = 0;
  let all = 0;
  profile.samples.stack.forEach((row, i) => {
    if (activity[row] !== Activity.active) return;
    all += profile.samples.weight[i];
    if (hasOwn[row] === 1) own += profile.samples.weight[i];
  });
  return all > 0 ? own / all : 0;
}

/** Keys of the callables from below box 0 to the box: its name in every profile of the program. */
export function pathOf(tree: CallTree, box: number): string[] {
  const path: string[] = [];
  for (let at = box; at > 0; at = tree.parent(at)) path.push(tree.callables[tree.callable(at)].key);
  return path.reverse();
}

/** The box at the end of a path, undefined when the tree has none. */
export function boxAtPath(tree: CallTree, path: readonly string[]): number | undefined {
  let at = 0;
  for (const key of path) {
    const children = tree.children(at);
    let next = -1;
    for (let i = 0; i < children.length && next < 0; i++) {
      if (tree.callables[tree.callable(children[i])].key === key) next = children[i];
    }
    if (next < 0) return undefined;
    at = next;
  }
  return at;
}

/** What a box costs on one line of a file. */
export interface LinePart {
  readonly file: string;
  /** Where `isStart`, the line that the function starts on. */
  readonly line: Line;
  readonly column: Column;
  readonly weight: Micros;
  /** The time is somewhere in the function that starts here: the line was not recorded. */
  readonly isStart: boolean;
}

/**
 * The lines that a box's time went through, costliest first. Those of a builtin, of Node's library and of a folded run are the
 * lines of the function that called it.
 */
export function linesOf(tree: CallTree, box: number): LinePart[] {
  const parts = new Map<string, { -readonly [Key in keyof LinePart]: LinePart[Key] }>();
  const isFolded = box > 0 && tree.callables[tree.callable(box)].kind === 'folded';
  for (const { row, weight } of tree.rows(box)) {
    const part = placeOf(tree.profile, isFolded ? ownCaller(tree.profile, row) : row);
    if (part === undefined) continue;
    const key = `${part.file}\0${part.line}\0${part.isStart}`;
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { ...part, weight });
    else known.weight += weight;
  }
  return [...parts.values()].sort((a, b) => b.weight - a.weight || a.line - b.line);
}

/** Where execution stands in the innermost frame of a file, from `row` outwards. */
function placeOf(profile: Profile, row: number): Omit<LinePart, 'weight'> | undefined {
  const { stacks, frames, scripts } = profile;
  for (let at = row; at >= 0; at = stacks.parent[at]) {
    const frame = frames[stacks.frame[at]];
    if (frame.script < 0 || scripts[frame.script].kind !== 'file') continue;
    const file = scripts[frame.script].name;
    const line = stacks.line[at];
    if (line > 0) return { file, line, column: Math.max(0, stacks.column[at]), isStart: false };
    if (frame.line <= 0) return undefined;
    return { file, line: frame.line, column: Math.max(0, frame.column), isStart: true };
  }
  return undefined;
}

/** The innermost row of the program's own code, from `row` outwards; -1 when there is none. */
function ownCaller(profile: Profile, row: number): number {
  const { list, ofFrame } = callablesOf(profile);
  const { frame, parent } = profile.stacks;
  let at = row;
  while (at >= 0 && list[ofFrame[frame[at]]].origin !== 'own') at = parent[at];
  return at;
}
