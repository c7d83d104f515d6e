import type { CallTree, RowPart, TopDown } from './call-tree';
import type { Callable } from './callable';
import { outermostBoxes } from './find-boxes';
import type { Profile } from './profile';
import type { Micros } from './units';

/** Boxes of the top-down tree that a bottom-up box gathers: where the time was spent, and the caller reached from there. */
interface Gathered {
  /** Top-down boxes with self time (or all calls of the focus). */
  readonly from: Int32Array;
  /** For each, the box on its way outwards that this bottom-up box stands for. */
  readonly at: Int32Array;
}

/**
 * The bottom-up tree: at the top each function with its self time, below it its callers. A full one of a large profile would
 * have tens of millions of boxes, so callers are worked out when they are asked for, and kept.
 * With the key of a callable as focus: all its calls, with calls, and their callers. `tree` itself has no focus.
 */
export function bottomUp(tree: TopDown, focus?: string): CallTree {
  return new BottomUp(tree, focus);
}

/** Boxes narrower than this part of the whole are not opened ahead. */
const openedAhead = 1 / 4000;

/** The same in slices, with the work done that the first look at it needs most. */
export function* growBottomUp(tree: TopDown, focus?: string): Generator<void, CallTree> {
  const result = bottomUp(tree, focus);
  yield;
  const first = result.children(0);
  yield;
  for (let i = 0; i < first.length; i++) {
    if (result.total(first[i]) < result.total(0) * openedAhead) continue;
    result.children(first[i]);
    yield;
  }
  return result;
}

class BottomUp implements CallTree {
  readonly direction = 'bottom-up';
  readonly profile: Profile;
  readonly callables: readonly Callable[];
  readonly #tree: TopDown;
  readonly #focused: boolean;
  readonly #callable: number[] = [-1];
  readonly #parent: number[] = [-1];
  readonly #depth: number[] = [0];
  readonly #total: number[];
  readonly #samples: number[];
  readonly #gathered: Gathered[] = [];
  readonly #children: (readonly number[] | undefined)[] = [];
  /** Per callable; all 0 between two uses. */
  readonly #counts: Int32Array;

  constructor(tree: TopDown, focus: string | undefined) {
    this.#tree = tree;
    this.#focused = focus !== undefined;
    this.profile = tree.profile;
    this.callables = tree.callables;
    this.#counts = new Int32Array(tree.callables.length);
    const from = Int32Array.from(
      focus === undefined
        ? boxesWithSelf(tree)
        : outermostBoxes(tree, callable => callable.key === focus),
    );
    this.#gathered.push({ from, at: from });
    this.#total = [this.#sum(from, box => this.#weight(box))];
    this.#samples = [this.#sum(from, box => this.#count(box))];
  }

  callable(box: number): number {
    return this.#callable[box];
  }

  parent(box: number): number {
    return this.#parent[box];
  }

  total(box: number): Micros {
    return this.#total[box];
  }

  self(box: number): Micros {
    return this.#depth[box] === 1 && !this.#focused ? this.#total[box] : 0;
  }

  samples(box: number): number {
    return this.#samples[box];
  }

  children(box: number): readonly number[] {
    this.#children[box] ??= this.#open(box);
    return this.#children[box];
  }

  rows(box: number): RowPart[] {
    if (box === 0) return [];
    const { from, at } = this.#gathered[box];
    const target = new Map<number, number>();
    from.forEach((start, i) => {
      target.set(start, at[i]);
    });
    const { boxOfRow, rowSelf, rowTotal } = this.#tree;
    const isInner = (row: number) => parent[row] >= 0 && boxOfRow[parent[row]] === boxOfRow[row];
    const { parent } = this.profile.stacks;
    const parts = new Map<number, number>();
    for (let row = 0; row < boxOfRow.length; row++) {
      const goal = target.get(boxOfRow[row]);
      if (goal === undefined) continue;
      const weight = !this.#focused ? rowSelf[row] : isInner(row) ? 0 : rowTotal[row];
      if (weight === 0) continue;
      let up = row;
      while (up >= 0 && boxOfRow[up] !== goal) up = parent[up];
      if (up >= 0) parts.set(up, (parts.get(up) ?? 0) + weight);
    }
    const self = this.self(box) > 0;
    return [...parts].map(([row, weight]) => ({ row, weight, self: self ? weight : 0 }));
  }

  /** One step outwards from every gathered box, by callable: counted first, so that each group fills an array of its size. */
  #open(box: number): readonly number[] {
    const { from, at } = this.#gathered[box];
    const counts = this.#counts;
    const found: number[] = [];
    const next = new Int32Array(from.length);
    for (let i = 0; i < from.length; i++) {
      next[i] = box === 0 ? at[i] : this.#tree.parent(at[i]);
      if (next[i] <= 0) continue;
      const callable = this.#tree.callable(next[i]);
      if (counts[callable]++ === 0) found.push(callable);
    }
    const first = this.#callable.length;
    found.forEach((callable, i) => {
      this.#add(box, callable, counts[callable]);
      counts[callable] = first + i;
    });
    const filled = new Int32Array(found.length);
    for (let i = 0; i < from.length; i++) {
      if (next[i] <= 0) continue;
      const made = counts[this.#tree.callable(next[i])];
      const gathered = this.#gathered[made];
      const place = filled[made - first]++;
      gathered.from[place] = from[i];
      gathered.at[place] = next[i];
      this.#total[made] += this.#weight(from[i]);
      this.#samples[made] += this.#count(from[i]);
    }
    for (const callable of found) counts[callable] = 0;
    return found.map((_, i) => first + i);
  }

  #add(parent: number, callable: number, size: number): void {
    this.#callable.push(callable);
    this.#parent.push(parent);
    this.#depth.push(this.#depth[parent] + 1);
    this.#total.push(0);
    this.#samples.push(0);
    this.#gathered.push({ from: new Int32Array(size), at: new Int32Array(size) });
  }

  #weight(box: number): Micros {
    return this.#focused ? this.#tree.total(box) : this.#tree.self(box);
  }

  #count(box: number): number {
    return this.#focused ? this.#tree.samples(box) : this.#tree.selfSamples(box);
  }

  #sum(boxes: ArrayLike<number>, value: (box: number) => number): number {
    let sum = 0;
    for (let i = 0; i < boxes.length; i++) sum += value(boxes[i]);
    return sum;
  }
}

function boxesWithSelf(tree: TopDown): number[] {
  const result: number[] = [];
  for (let box = 1; box < tree.size; box++) if (tree.self(box) > 0) result.push(box);
  return result;
}
