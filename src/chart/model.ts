import { type CallTree, growTopDown, type TopDown } from '../core/call-tree';
import { packageOf } from '../core/callable';
import { growBottomUp } from '../core/callers-tree';
import { boxesOfLine, type Found, ownShare, search } from '../core/find-boxes';
import type { Profile } from '../core/profile';
import type { Line } from '../core/units';
import { type Choice, firstChoice, type Kept, keep, restore, type View } from './view';

/** A profile as it is shown. Replaced as a whole with each move. */
export interface Shown {
  readonly profile: Profile;
  readonly running: boolean;
  readonly onlyMine: boolean;
  /** The whole top-down tree: what searches go over, whichever tree is drawn. */
  readonly base: TopDown;
  readonly view: View;
  readonly found: Found | undefined;
  /** Boxes of the revealed line. */
  readonly marked: ReadonlySet<number>;
}

export type Revealed = 'shown' | 'not-sampled';

/** Runs the work of growing a tree; in the page in slices, so that it answers meanwhile. */
export type Grow = <Tree>(work: Generator<void, Tree>) => Promise<Tree>;

/** The chart without its page: profile, choices, trees and view. */
export interface Model {
  choice(): Choice;
  shown(): Shown | undefined;
  /** What to keep for a reload. */
  kept(): Kept | undefined;
  setProfile(profile: Profile | undefined, running: boolean): Promise<void>;
  choose(change: Partial<Choice>): Promise<void>;
  look(view: View): void;
  unmark(): void;
  /** Selects the boxes of a line in the top-down tree. Waits for the first profile if there is none yet. */
  reveal(file: string, line: Line): Promise<Revealed>;
}

export function createModel(grow: Grow, before: Kept | undefined, changed: () => void): Model {
  let choice = before?.choice ?? firstChoice;
  /** What to show as soon as there is a tree for it. */
  let kept = before;
  let latest: { readonly profile: Profile; readonly running: boolean } | undefined;
  let shown: Shown | undefined;
  let growing: Promise<void> | undefined;
  let isStale = false;
  /** The last tree before folding and direction, so that changing the direction is quick. */
  let grown: { readonly profile: Profile; readonly onlyMine: boolean; base: TopDown } | undefined;

  async function growOnce(): Promise<void> {
    const wanted = latest;
    if (wanted === undefined) {
      shown = undefined;
      return;
    }
    const { profile, running } = wanted;
    const { direction, focus } = choice;
    const onlyMine = choice.onlyMine ?? (await grow(isMostlyMine(profile)));
    if (grown?.profile !== profile || grown.onlyMine !== onlyMine) {
      grown = { profile, onlyMine, base: await grow(growTopDown(profile, { onlyMine })) };
    }
    const { base } = grown;
    let tree: CallTree = base;
    if (direction === 'bottom-up') tree = await grow(growBottomUp(base, focus));
    else if (focus !== undefined) tree = await grow(growTopDown(profile, { onlyMine, focus }));
    if (latest?.profile !== profile) return;
    const last = shown === undefined ? kept : keep(shown.view, choice);
    const marked = shown?.base === base ? shown.marked : new Set<number>();
    const view = restore(tree, last);
    shown = { profile, running, onlyMine, base, view, found: searched(base), marked };
  }

  /** One growth at a time; what arrives meanwhile is done once, after it: a running program can't starve its own chart. */
  function regrow(): Promise<void> {
    isStale = true;
    growing ??= (async () => {
      try {
        while (isStale) {
          isStale = false;
          await growOnce();
          changed();
        }
      } finally {
        growing = undefined;
      }
    })();
    return growing;
  }

  function searched(base: TopDown): Found | undefined {
    return choice.query.trim() === '' ? undefined : search(base, choice.query);
  }

  return {
    choice: () => choice,
    shown: () => shown,
    kept: () => (shown === undefined ? kept : keep(shown.view, choice)),
    setProfile(profile, running) {
      latest = profile === undefined ? undefined : { profile, running };
      return regrow();
    },
    async choose(change) {
      if (shown !== undefined) kept = keep(shown.view, choice);
      choice = { ...choice, ...change };
      const isSearchOnly = Object.keys(change).every(key => key === 'query');
      if (!isSearchOnly) await regrow();
      else if (shown !== undefined) {
        shown = { ...shown, found: searched(shown.base) };
        changed();
      }
    },
    look(view) {
      if (shown?.view.tree !== view.tree) return;
      shown = { ...shown, view };
      changed();
    },
    unmark() {
      if (shown === undefined) return;
      shown = { ...shown, marked: new Set() };
      changed();
    },
    async reveal(file, line) {
      const isFolded = shown?.onlyMine === true && packageOf(file) !== '';
      choice = {
        ...choice,
        direction: 'top-down',
        focus: undefined,
        onlyMine: isFolded ? false : choice.onlyMine,
      };
      await regrow();
      if (shown === undefined) return 'not-sampled';
      const boxes = boxesOfLine(shown.base, file, line);
      if (boxes.length === 0) return 'not-sampled';
      const view: View = {
        tree: shown.view.tree,
        root: boxes[0],
        from: 0,
        to: 1,
        selected: { box: boxes[0], kind: 'box' },
      };
      shown = { ...shown, view, marked: new Set(boxes) };
      changed();
      return 'shown';
    },
  };
}

/** Whether *Only my code* starts on: folded, a profile of somebody else's program would be one box. */
function* isMostlyMine(profile: Profile): Generator<void, boolean> {
  const share = ownShare(profile);
  yield;
  return share >= 0.5;
}
