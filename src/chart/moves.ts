import { linesOf } from '../core/find-boxes';
import type { FromChart } from '../protocol';
import { spokenName } from './facts';
import { find, type Placed, walk } from './icicle';
import type { Action } from './keyboard';
import { l10n } from './l10n';
import type { Model } from './model';
import type { Picture } from './picture';
import type { Stage } from './stage';
import * as views from './view';

export interface MovesContext {
  readonly model: Model;
  readonly picture: Picture;
  readonly stage: Stage;
  readonly focusSearch: () => void;
  readonly announce: (text: string) => void;
  readonly post: (message: FromChart) => void;
}

/** What a person can do with the boxes, by whatever means. */
export interface Moves {
  selected(): Placed | undefined;
  look(move: (view: views.View) => views.View): void;
  pick(placed: Placed): void;
  zoomTo(placed: Placed): void;
  /** Opens the costliest line of the selected box; with `keepFocus` the keyboard stays here. */
  open(keepFocus: boolean): void;
  act(action: Action): void;
  nextMatch(): void;
}

export function createMoves({
  model,
  picture,
  stage,
  focusSearch,
  announce,
  post,
}: MovesContext): Moves {
  function selected(): Placed | undefined {
    const icicle = picture.icicle();
    return icicle === undefined ? undefined : find(icicle, model.shown()?.view.selected);
  }

  function look(move: (view: views.View) => views.View): void {
    const shown = model.shown();
    if (shown !== undefined) model.look(move(shown.view));
  }

  function pick(placed: Placed): void {
    const { box, kind } = placed.data;
    if (kind === 'aside') return;
    look(view => views.select(view, { box, kind }));
    stage.reveal(placed);
  }

  function zoomTo(placed: Placed): void {
    const tree = model.shown()?.view.tree;
    look(view => views.zoomTo(view, placed));
    if (tree !== undefined) announce(l10n.t('Zoomed to {0}', spokenName(tree, placed.data)));
  }

  function open(keepFocus: boolean): void {
    const view = model.shown()?.view;
    if (view?.selected?.kind !== 'box') return;
    const [place] = linesOf(view.tree, view.selected.box);
    if (place === undefined) return;
    const { file, line, column } = place;
    post({ kind: 'open', place: { file, line, column }, keepFocus });
  }

  function act(action: Action): void {
    if (action.kind === 'search') focusSearch();
    const view = model.shown()?.view;
    const at = selected() ?? picture.icicle()?.root;
    if (view === undefined || at === undefined) return;
    switch (action.kind) {
      case 'search':
        break;
      case 'open':
        open(true);
        break;
      case 'merge': {
        const callable = view.tree.callables[view.tree.callable(at.data.box)];
        if (callable !== undefined) void model.choose({ focus: callable.key });
        break;
      }
      case 'walk': {
        const next = view.selected === undefined ? at : walk(at, action.step);
        if (next !== undefined) pick(next);
        break;
      }
      case 'zoom-in':
        zoomTo(at);
        break;
      case 'clear':
        if (views.zoomOut(view) === view) model.unmark();
        look(views.zoomOut);
        break;
      default:
        look(now => views.moved(now, at, action));
    }
  }

  /** The next box of a match after the selected one, row by row; the first again after the last. */
  function nextMatch(): void {
    const shown = model.shown();
    const matches = shown?.found?.matches;
    if (shown === undefined || matches === undefined) return;
    const { tree } = shown.view;
    const hits = (picture.icicle()?.rows.flat() ?? []).filter(
      ({ data }) => data.kind === 'box' && data.box > 0 && matches[tree.callable(data.box)] === 1,
    );
    const before = selected();
    const at = before === undefined ? -1 : hits.indexOf(before);
    const next = hits[(at + 1) % hits.length];
    if (next === undefined) announce(l10n.t('No match in this part of the chart'));
    else {
      pick(next);
      announce(spokenName(tree, next.data));
    }
  }

  return { selected, look, pick, zoomTo, open, act, nextMatch };
}
