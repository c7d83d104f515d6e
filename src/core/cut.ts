import type { CallTree } from './call-tree';
import type { Micros, Share } from './units';

/** A part of a call tree that can be seen, ready to be laid out. Weights of `children` and `own` add up to `total`. */
export interface CutBox {
  /** Box of the tree; for `rest` and `aside` the box whose children they are. */
  readonly box: number;
  /** `rest`: the children too narrow to be seen, as one; `aside`: those outside the window, only there to keep the place. */
  readonly kind: 'box' | 'rest' | 'aside';
  readonly total: Micros;
  /** `total` less that of `children`: what the layout leaves empty below. */
  own: Micros;
  /** How many boxes of the tree a `rest` stands for. */
  readonly count: number;
  readonly children: CutBox[];
}

export interface CutOptions {
  /** Box that fills the width. */
  readonly root: number;
  /** The part of the root's width that is in view. */
  readonly from: Share;
  readonly to: Share;
  /** Pixels that the view is wide. */
  readonly width: number;
}

/** Narrower than this, a box can't be seen and is not drawn by itself. In pixels. */
export const narrowest = 0.5;

/**
 * The boxes under a root that can be seen in a window of it, widest first among siblings. What is cut is cut before it is
 * copied: the work is one look at each child of a box that stays.
 */
export function cut(tree: CallTree, options: CutOptions): CutBox {
  const { root, width } = options;
  const whole = tree.total(root);
  const from = options.from * whole;
  const to = options.to * whole;
  const least = width > 0 ? ((to - from) / width) * narrowest : Number.POSITIVE_INFINITY;
  const made = boxOf(root, whole);
  const open: { readonly cut: CutBox; readonly start: Micros }[] = [{ cut: made, start: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const parent = next.cut;
    const { kept, rest, restCount } = split(tree, parent.box, least);
    let at = next.start;
    for (const box of kept) {
      const total = tree.total(box);
      const child = boxOf(box, total);
      if (at < to && at + total > from) {
        parent.children.push(child);
        open.push({ cut: child, start: at });
      } else setAside(parent, total);
      at += total;
      parent.own -= total;
    }
    if (rest >= least) {
      const { box } = parent;
      const crowd: CutBox = {
        box,
        kind: 'rest',
        total: rest,
        own: rest,
        count: restCount,
        children: [],
      };
      if (at < to && at + rest > from) parent.children.push(crowd);
      else setAside(parent, rest);
      parent.own -= rest;
    }
    parent.own = Math.max(0, parent.own);
  }
  return made;
}

function boxOf(box: number, total: Micros): CutBox {
  return { box, kind: 'box', total, own: total, count: 1, children: [] };
}

/** Keeps the place of a box out of the window; neighbours share one. */
function setAside(parent: CutBox, total: Micros): void {
  const last = parent.children.at(-1);
  const isAside = last?.kind === 'aside';
  const together = isAside ? last.total + total : total;
  const aside: CutBox = {
    box: parent.box,
    kind: 'aside',
    total: together,
    own: together,
    count: 0,
    children: [],
  };
  if (isAside) parent.children[parent.children.length - 1] = aside;
  else parent.children.push(aside);
}

function split(tree: CallTree, box: number, least: Micros) {
  const children = tree.children(box);
  const kept: number[] = [];
  let rest = 0;
  let restCount = 0;
  for (let i = 0; i < children.length; i++) {
    const total = tree.total(children[i]);
    if (total >= least) kept.push(children[i]);
    else {
      rest += total;
      restCount++;
    }
  }
  kept.sort((a, b) => tree.total(b) - tree.total(a) || tree.callable(a) - tree.callable(b));
  return { kept, rest, restCount };
}
