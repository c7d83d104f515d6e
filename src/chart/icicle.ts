import { type HierarchyRectangularNode, hierarchy, partition } from 'd3-hierarchy';
import type { CallTree } from '../core/call-tree';
import { type CutBox, type CutOptions, cut } from '../core/cut';

/** A box with its place: `x0` and `x1` as shares of the root's width, `depth` rows below the root. */
export type Placed = HierarchyRectangularNode<CutBox>;

/** The boxes of a view with their places. */
export interface Icicle {
  readonly root: Placed;
  /** By depth, each from left to right. */
  readonly rows: readonly (readonly Placed[])[];
}

/** Cuts a tree to what can be seen and lays that out: the layout never meets what is not drawn. */
export function layOut(tree: CallTree, options: CutOptions): Icicle {
  const tops = hierarchy(cut(tree, options), box => box.children).sum(box => box.own);
  const root = partition<CutBox>().size([1, tops.height + 1])(tops);
  const rows: Placed[][] = Array.from({ length: root.height + 1 }, () => []);
  root.each(placed => {
    rows[placed.depth].push(placed);
  });
  return { root, rows };
}

/** The box at a share of the width in a row; undefined where nothing stands. */
export function boxAt(icicle: Icicle, depth: number, x: number): Placed | undefined {
  const row = icicle.rows[depth];
  if (row === undefined) return undefined;
  const found = row[firstRightOf(row, x)];
  return found !== undefined && found.x0 <= x && found.data.kind !== 'aside' ? found : undefined;
}

/** Index of the first box of a row that ends right of `x`. */
export function firstRightOf(row: readonly Placed[], x: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle].x1 > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Which box of a view is meant: also the one that stands for the boxes too narrow to draw. */
export interface Selection {
  readonly box: number;
  readonly kind: 'box' | 'rest';
}

export function isSelected(placed: Placed, selection: Selection | undefined): boolean {
  return placed.data.box === selection?.box && placed.data.kind === selection.kind;
}

export function find(icicle: Icicle, selection: Selection | undefined): Placed | undefined {
  if (selection === undefined) return undefined;
  for (const row of icicle.rows) {
    for (const placed of row) if (isSelected(placed, selection)) return placed;
  }
  return undefined;
}

export type Step = 'parent' | 'child' | 'previous' | 'next' | 'top' | 'hottest';

/** Where a step leads from a box; undefined when there is nothing that way. */
export function walk(from: Placed, step: Step): Placed | undefined {
  switch (step) {
    case 'parent':
      return from.parent ?? undefined;
    case 'child':
      return visibleChildren(from)[0];
    case 'top':
      return from.ancestors().at(-1);
    case 'hottest': {
      let at = from;
      for (let next = walk(at, 'child'); next !== undefined; next = walk(at, 'child')) at = next;
      return at;
    }
    case 'previous':
    case 'next': {
      const siblings = from.parent === null ? [] : visibleChildren(from.parent);
      return siblings[siblings.indexOf(from) + (step === 'next' ? 1 : -1)];
    }
  }
}

export function visibleChildren(placed: Placed): Placed[] {
  return (placed.children ?? []).filter(({ data }) => data.kind !== 'aside');
}
