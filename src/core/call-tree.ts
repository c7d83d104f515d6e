import { type Callable, callablesOf } from './callable';
import { Activity, activities, type Profile, times } from './profile';
import type { Micros } from './units';

/**
 * What the chart shows: boxes that call each other, all of them active time. Box 0 is the whole; a box comes after the box
 * it hangs from. Because every box's total is the sum of what hangs from it and its own self time, no total passes box 0's.
 */
export interface CallTree {
  readonly profile: Profile;
  readonly direction: Direction;
  readonly callables: readonly Callable[];
  /** Index into `callables`; -1 for box 0. */
  callable(box: number): number;
  /** The box it hangs from; -1 for box 0. */
  parent(box: number): number;
  /** In no order. */
  children(box: number): ArrayLike<number>;
  total(box: number): Micros;
  /** Time on top of the stack; in a bottom-up tree that of the innermost function, so 0 for its callers. */
  self(box: number): Micros;
  /** Samples behind `total`. */
  samples(box: number): number;
  /** The stack rows that make up a box with the part of `total` that came through each. */
  rows(box: number): RowPart[];
}

export type Direction = 'top-down' | 'bottom-up';

export interface RowPart {
  readonly row: number;
  readonly weight: Micros;
  readonly self: Micros;
}

export interface CallTreeOptions {
  /** Fold runs of dependencies, Node's library and tools, with their builtins, into one box per package that was entered. Otherwise only runs of Node's module loader fold. */
  readonly onlyMine: boolean;
  /** Key of a callable: merge all its calls, wherever they are called from, into one tree (recursion counts once). */
  readonly focus?: string;
}

/** The top-down tree, and the columns that other trees and searches are made from. */
export interface TopDown extends CallTree {
  readonly size: number;
  /** The box of each stack row, -1 for a row without active time or outside the focus. */
  readonly boxOfRow: Int32Array;
  /** Active time of the samples whose stack goes through the row, and of those that end there. */
  readonly rowTotal: Float64Array;
  readonly rowSelf: Float64Array;
  /** Samples that end in the box. */
  selfSamples(box: number): number;
}

/** Rows handled between two yields: some 10 ms of work. */
const slice = 1 << 16;

/**
 * Builds the top-down tree of a profile: one box per callable per path of callers, whatever lines the calls stand on. A
 * generator so that a window stays alive meanwhile; `finish` runs it at once.
 */
export function* growTopDown(profile: Profile, options: CallTreeOptions): Generator<void, TopDown> {
  const { frame, parent } = profile.stacks;
  const rows = frame.length;
  const weights = rowWeights(profile);
  yield;
  const { list, ofFrame, foldedOfFrame, isLoader } = callablesOf(profile);
  const goesOnInRun = (at: number) =>
    foldedOfFrame[at] >= 0 ||
    (list[ofFrame[at]].origin === 'engine' && !isPseudo(list[ofFrame[at]]));
  const focus =
    options.focus === undefined ? -1 : list.findIndex(({ key }) => key === options.focus);
  const focused = options.focus !== undefined;
  yield;
  const boxOfRow = new Int32Array(rows).fill(-1);
  const boxes = new BoxTable(rows);
  for (let row = 0; row < rows; row++) {
    if (row % slice === slice - 1) yield;
    if (weights.isActive[row] === 0) continue;
    const caller = parent[row] < 0 ? -1 : boxOfRow[parent[row]];
    const above = caller >= 0 ? caller : focused ? -1 : 0;
    const at = frame[row];
    const isInRun = above > 0 && list[boxes.callable[above]].kind === 'folded';
    if (isInRun && (options.onlyMine ? goesOnInRun(at) : isLoader[at] === 1)) {
      boxOfRow[row] = above;
      continue;
    }
    const folds = foldedOfFrame[at] >= 0 && (options.onlyMine || isLoader[at] === 1);
    const callable = folds ? foldedOfFrame[at] : ofFrame[at];
    if (above >= 0) boxOfRow[row] = boxes.at(above, callable);
    else if (callable === focus) boxOfRow[row] = boxes.at(0, callable);
  }
  yield;
  return yield* topDown(profile, list, boxes, boxOfRow, weights);
}

/** Runs a generator to its end. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function isPseudo({ kind }: Callable): boolean {
  return kind === 'gc' || kind === 'compiler' || kind === 'program' || kind === 'idle';
}

interface RowWeights {
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** Samples that end in the row. */
  readonly count: Float64Array;
  /** 1 where a sample of active time goes through; the first one may weigh nothing. */
  readonly isActive: Uint8Array;
}

function rowWeights(profile: Profile): RowWeights {
  const { stacks, samples } = profile;
  const rows = stacks.parent.length;
  const activity = activities(profile);
  const self = new Float64Array(rows);
  const count = new Float64Array(rows);
  const isActive = new Uint8Array(rows);
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    if (activity[row] !== Activity.active) continue;
    self[row] += samples.weight[i];
    count[row] += samples.count[i];
    isActive[row] = 1;
  }
  const total = self.slice();
  for (let row = rows - 1; row >= 0; row--) {
    const caller = stacks.parent[row];
    if (caller < 0) continue;
    total[caller] += total[row];
    isActive[caller] |= isActive[row];
  }
  return { self, total, count, isActive };
}

/** Boxes by (parent, callable): open addressing over columns, since a Map of a million keys takes ten times as long. */
class BoxTable {
  readonly parent: Int32Array;
  readonly callable: Int32Array;
  size = 1;
  readonly #slots: Int32Array;

  constructor(rows: number) {
    this.parent = new Int32Array(rows + 1).fill(-1);
    this.callable = new Int32Array(rows + 1).fill(-1);
    let slots = 16;
    while (slots < rows * 2) slots *= 2;
    this.#slots = new Int32Array(slots);
  }

  /** The box of `callable` under `parent`, made if need be. Slot value 0 is free: box 0 is nobody's child. */
  at(parent: number, callable: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(callable, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const box = this.#slots[slot];
      if (box === 0) {
        const made = this.size++;
        this.#slots[slot] = made;
        this.parent[made] = parent;
        this.callable[made] = callable;
        return made;
      }
      if (this.parent[box] === parent && this.callable[box] === callable) return box;
    }
  }
}

function* topDown(
  profile: Profile,
  callables: readonly Callable[],
  boxes: BoxTable,
  boxOfRow: Int32Array,
  weights: RowWeights,
): Generator<void, TopDown> {
  const { size } = boxes;
  const self = new Float64Array(size);
  const samples = new Float64Array(size);
  for (let row = 0; row < boxOfRow.length; row++) {
    const box = boxOfRow[row];
    if (box < 0) continue;
    self[box] += weights.self[row];
    samples[box] += weights.count[row];
  }
  yield;
  const total = self.slice();
  const selfSamples = samples.slice();
  for (let box = size - 1; box > 0; box--) {
    total[boxes.parent[box]] += total[box];
    samples[boxes.parent[box]] += samples[box];
  }
  yield;
  const children = childLists(boxes.parent, size);
  return {
    profile,
    direction: 'top-down',
    callables,
    size,
    boxOfRow,
    rowTotal: weights.total,
    rowSelf: weights.self,
    callable: box => boxes.callable[box],
    parent: box => boxes.parent[box],
    children,
    total: box => total[box],
    self: box => self[box],
    samples: box => samples[box],
    selfSamples: box => selfSamples[box],
    rows: box => rowsOfBox(profile, boxOfRow, weights, box),
  };
}

/** Children of each box as slices of one list. */
function childLists(parent: Int32Array, size: number): (box: number) => Int32Array {
  const start = new Int32Array(size + 2);
  for (let box = 1; box < size; box++) start[parent[box] + 2]++;
  for (let box = 2; box < start.length; box++) start[box] += start[box - 1];
  const list = new Int32Array(Math.max(0, size - 1));
  for (let box = 1; box < size; box++) list[start[parent[box] + 1]++] = box;
  return box => list.subarray(start[box], start[box + 1]);
}

/** The rows of a box that are not called from a row of the same box (a folded run has such), so that weights add up once. */
function rowsOfBox(
  profile: Profile,
  boxOfRow: Int32Array,
  weights: RowWeights,
  box: number,
): RowPart[] {
  const { parent } = profile.stacks;
  const result: RowPart[] = [];
  for (let row = 0; row < boxOfRow.length; row++) {
    if (boxOfRow[row] !== box) continue;
    if (parent[row] >= 0 && boxOfRow[parent[row]] === box) continue;
    result.push({ row, weight: weights.total[row], self: weights.self[row] });
  }
  return result;
}

/** All active time of a tree: what shares are of. Larger than box 0 when the tree has a focus. */
export function activeTime(tree: CallTree): Micros {
  return times(tree.profile).active;
}
