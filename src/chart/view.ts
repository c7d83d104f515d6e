import type { CallTree, Direction } from '../core/call-tree';
import { boxAtPath, pathOf } from '../core/find-boxes';
import { type Share, unreachable } from '../core/units';
import type { Placed, Selection } from './icicle';
import type { Action } from './keyboard';

/** What part of a tree is looked at. Immutable: each move is a new view. */
export interface View {
  readonly tree: CallTree;
  /** The box that fills the width, and the part of it that is in view. */
  readonly root: number;
  readonly from: Share;
  readonly to: Share;
  readonly selected: Selection | undefined;
}

/** What the user chose to see, whatever profile is shown. */
export interface Choice {
  readonly direction: Direction;
  /** Undefined until the user says: then it depends on how much of the time is in their own code. */
  readonly onlyMine: boolean | undefined;
  /** Key of the callable of which all calls are merged. */
  readonly focus: string | undefined;
  readonly query: string;
}

/** What survives a new profile of the same program and a reload of the window. */
export interface Kept {
  readonly choice: Choice;
  readonly zoom: readonly string[];
  readonly from: Share;
  readonly to: Share;
  readonly selected: readonly string[] | undefined;
}

/** The narrowest part of a box that is shown: below it, positions lose their last digits. */
const narrowestWindow = 1e-7;

export const firstChoice: Choice = {
  direction: 'top-down',
  onlyMine: undefined,
  focus: undefined,
  query: '',
};

export function keep(view: View, choice: Choice): Kept {
  const { tree, root, from, to, selected } = view;
  const path = selected?.kind === 'box' ? pathOf(tree, selected.box) : undefined;
  return { choice, zoom: pathOf(tree, root), from, to, selected: path };
}

/** The view of another tree that shows what was kept, as far as the tree has it. */
export function restore(tree: CallTree, kept: Kept | undefined): View {
  const root = kept === undefined ? undefined : boxAtPath(tree, kept.zoom);
  const selected = kept?.selected === undefined ? undefined : boxAtPath(tree, kept.selected);
  return {
    tree,
    root: root ?? 0,
    from: root === undefined ? 0 : (kept?.from ?? 0),
    to: root === undefined ? 1 : (kept?.to ?? 1),
    selected: selected === undefined ? undefined : { box: selected, kind: 'box' },
  };
}

/** Reads what `keep` wrote; undefined when it is of another shape (an older version, or nothing). */
export function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { choice, zoom, from, to, selected } = value as Partial<Record<keyof Kept, unknown>>;
  if (typeof choice !== 'object' || choice === null) return undefined;
  const { direction, onlyMine, focus, query } = choice as Partial<Record<keyof Choice, unknown>>;
  if (!isPath(zoom) || typeof from !== 'number' || typeof to !== 'number') return undefined;
  if (!(from >= 0 && to <= 1 && to - from >= narrowestWindow)) return undefined;
  return {
    choice: {
      direction: direction === 'bottom-up' ? 'bottom-up' : 'top-down',
      onlyMine: typeof onlyMine === 'boolean' ? onlyMine : undefined,
      focus: typeof focus === 'string' ? focus : undefined,
      query: typeof query === 'string' ? query : '',
    },
    zoom,
    from,
    to,
    selected: isPath(selected) ? selected : undefined,
  };
}

function isPath(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(key => typeof key === 'string');
}

/** Fills the width with a box; with one that gathers the narrow ones, only its part of the width. */
export function zoomTo(view: View, placed: Placed): View {
  if (placed.data.kind === 'box') {
    return { ...view, root: placed.data.box, from: 0, to: 1 };
  }
  return { ...view, from: placed.x0, to: Math.max(placed.x1, placed.x0 + narrowestWindow) };
}

export function zoomToBox(view: View, box: number): View {
  return { ...view, root: box, from: 0, to: 1 };
}

/** One step out: first the whole width of the root, then its caller. */
export function zoomOut(view: View): View {
  if (view.from > 0 || view.to < 1) return { ...view, from: 0, to: 1 };
  return view.root === 0 ? view : zoomToBox(view, view.tree.parent(view.root));
}

/** Zooms around a place (a share of what is in view) that stays where it is. */
export function zoomAround(view: View, at: Share, factor: number): View {
  const width = view.to - view.from;
  const next = Math.min(1, Math.max(narrowestWindow, width / factor));
  const from = Math.min(1 - next, Math.max(0, view.from + (width - next) * at));
  return { ...view, from, to: next === 1 ? 1 : from + next };
}

/** Moves the window by a share of what is in view. */
export function pan(view: View, by: Share): View {
  const width = view.to - view.from;
  const from = Math.min(1 - width, Math.max(0, view.from + by * width));
  return { ...view, from, to: Math.min(1, from + width) };
}

export function select(view: View, selected: Selection | undefined): View {
  return { ...view, selected };
}

/** From box 0 to the root. */
export function ancestry(view: View): number[] {
  const boxes: number[] = [];
  for (let box = view.root; box >= 0; box = view.tree.parent(box)) boxes.push(box);
  return boxes.reverse();
}

/** What the keys that only change the view make of it; `at` is the selected box, or the root. */
export function moved(
  view: View,
  at: Placed,
  action: Extract<Action, { kind: 'zoom-out' | 'whole' | 'scale' | 'pan' }>,
): View {
  switch (action.kind) {
    case 'zoom-out':
      return zoomOut(view);
    case 'whole':
      return zoomToBox(view, 0);
    case 'pan':
      return pan(view, action.by);
    case 'scale': {
      const middle = ((at.x0 + at.x1) / 2 - view.from) / (view.to - view.from);
      return zoomAround(view, Math.min(1, Math.max(0, middle)), action.factor);
    }
    default:
      return unreachable(action);
  }
}
