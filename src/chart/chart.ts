import { times } from '../core/profile';
import { unreachable } from '../core/units';
import type { FromChart, ToChart } from '../protocol';
import { createCrumbs } from './crumbs';
import { element } from './element';
import { factsOf } from './facts';
import { createFooter } from './footer';
import { growInSlices } from './grow';
import { boxAt, find, type Placed } from './icicle';
import { actionOf } from './keyboard';
import { l10n } from './l10n';
import { placeText } from './label';
import { createMirror } from './mirror';
import { createModel, type Model, type Shown } from './model';
import { createMoves, type Moves } from './moves';
import { createPicture, type Picture } from './picture';
import { createStage, type Point, type Stage, type StageEvents } from './stage';
import { crumbsOf, emptyTexts, foundText } from './status';
import { readPalette, watchTheme } from './theme';
import { createToolbar } from './toolbar';
import { createTooltip, type Tooltip } from './tooltip';
import { type Kept, pan, readKept, select, zoomAround } from './view';

/** The page that the chart stands in: whom it speaks to and what it may keep there. */
export interface Host {
  post(message: FromChart): void;
  load(): unknown;
  save(state: Kept): void;
}

/** Builds the chart into the page. What it returns takes the editor's messages. */
export function createChart(host: Host): (message: Exclude<ToChart, { kind: 'texts' }>) => void {
  const live = element('div', 'live');
  live.setAttribute('aria-live', 'polite');
  const announce = (text: string) => {
    live.textContent = text;
  };
  const model = createModel(growInSlices, readKept(host.load()), () => update());
  const stage: Stage = createStage(
    stageEvents(
      () => ({ model, picture, moves, tooltip }),
      () => mirror.element.focus({ preventScroll: true }),
      () => update(),
    ),
  );
  const picture = createPicture(stage, readPalette());
  const toolbar = createToolbar({
    direction: direction => void model.choose({ direction }),
    onlyMine: onlyMine => void model.choose({ onlyMine }),
    search: query => void model.choose({ query }),
    nextMatch: () => moves.nextMatch(),
    leaveSearch() {
      void model.choose({ query: '' });
      mirror.element.focus();
    },
  });
  const { focusSearch } = toolbar;
  const moves = createMoves({ model, picture, stage, announce, focusSearch, post: host.post });
  const mirror = createMirror(placed => {
    moves.pick(placed);
    moves.open(true);
  });
  const tooltip = createTooltip();
  const crumbs = createCrumbs();
  const footer = createFooter({
    open: () => moves.open(false),
    zoom: () => moves.act({ kind: 'zoom-in' }),
    merge: () => moves.act({ kind: 'merge' }),
  });
  const empty = element('div', 'empty');
  stage.element.append(mirror.element);
  const parts = [toolbar.element, crumbs.element, stage.element, empty, footer.element];
  document.body.append(element('div', 'chart', ...parts), tooltip.element, live);
  listenToKeys(mirror.element, moves);
  const saveSoon = saver(model, host);
  const applyTheme = () => {
    const palette = readPalette();
    footer.theme(palette);
    picture.setPalette(palette);
  };
  watchTheme(applyTheme);
  applyTheme();

  /** Everything on the page from what the model shows. */
  function update(): void {
    const shown = model.shown();
    const hasTime = shown !== undefined && times(shown.profile).active > 0;
    tooltip.hide();
    toolbar.element.hidden = !hasTime;
    stage.element.hidden = !hasTime;
    empty.hidden = hasTime;
    footer.element.hidden = !hasTime;
    picture.show(hasTime ? shown : undefined);
    if (shown === undefined || !hasTime) {
      crumbs.show([]);
      empty.replaceChildren(...emptyTexts(shown));
      return;
    }
    const { direction, query } = model.choice();
    toolbar.show({ direction, query, found: foundText(shown), onlyMine: shown.onlyMine });
    footer.describe(shown.profile, shown.running);
    crumbs.show(crumbsOf(shown, model, moves));
    showSelection(shown);
    saveSoon();
  }

  function showSelection({ view }: Shown): void {
    const icicle = picture.icicle();
    if (icicle === undefined) return;
    const placed = find(icicle, view.selected);
    mirror.show(view.tree, placed, icicle.root);
    const facts = placed === undefined ? undefined : factsOf(view.tree, placed.data);
    const isCall = placed?.data.kind === 'box' && placed.data.box > 0;
    footer.select(facts, {
      open: isCall && facts?.place !== '',
      zoom: placed !== icicle.root,
      merge: isCall,
    });
  }

  async function reveal(file: string, line: number): Promise<void> {
    const place = placeText(file, line);
    const revealed = await model.reveal(file, line);
    const count = model.shown()?.marked.size ?? 0;
    const text =
      revealed === 'not-sampled'
        ? l10n.t('No samples on {0}', place)
        : count === 1
          ? l10n.t('The one box of {0}', place)
          : l10n.t('The largest of {0} boxes of {1}', count, place);
    announce(text);
    if (revealed === 'not-sampled') footer.note(text);
    else mirror.element.focus({ preventScroll: true });
  }

  update();
  return message => {
    switch (message.kind) {
      case 'profile':
        void model.setProfile(message.profile, message.running ?? false);
        break;
      case 'no-profile':
        void model.setProfile(undefined, false);
        break;
      case 'reveal':
        void reveal(message.file, message.line);
        break;
      default:
        unreachable(message);
    }
  };
}

interface Parts {
  readonly model: Model;
  readonly picture: Picture;
  readonly moves: Moves;
  readonly tooltip: Tooltip;
}

/** What the pointer does. The parts are asked for when it does something: the stage comes before them. */
function stageEvents(parts: () => Parts, focusBoxes: () => void, update: () => void): StageEvents {
  function placedAt({ x, depth }: Point): Placed | undefined {
    const { model, picture } = parts();
    const icicle = picture.icicle();
    const view = model.shown()?.view;
    if (icicle === undefined || view === undefined) return undefined;
    return boxAt(icicle, depth, view.from + x * (view.to - view.from));
  }
  return {
    hover(at) {
      const { model, picture, tooltip } = parts();
      const placed = at === undefined ? undefined : placedAt(at);
      const tree = model.shown()?.view.tree;
      picture.setHovered(placed);
      if (at === undefined || placed === undefined || tree === undefined) tooltip.hide();
      else tooltip.show(factsOf(tree, placed.data), at.clientX, at.clientY);
    },
    click(at) {
      const placed = placedAt(at);
      const { moves } = parts();
      focusBoxes();
      if (placed === undefined) moves.look(view => select(view, undefined));
      else {
        moves.pick(placed);
        moves.open(true);
      }
    },
    doubleClick(at) {
      const placed = placedAt(at);
      if (placed !== undefined) parts().moves.zoomTo(placed);
    },
    scale: (at, factor) => parts().moves.look(view => zoomAround(view, at, factor)),
    pan: by => parts().moves.look(view => pan(view, by)),
    scrolled: () => parts().picture.repaint(),
    resized() {
      parts().picture.repaintNow();
      update();
    },
  };
}

/** Keys act on the boxes while those have the focus; the search can be reached from everywhere. */
function listenToKeys(boxes: HTMLElement, moves: Moves): void {
  document.addEventListener('keydown', event => {
    document.documentElement.classList.add('keys');
    const action = actionOf(event);
    const isOnBoxes = document.activeElement === boxes;
    const isForAll = action?.kind === 'search' && event.key !== '/';
    if (action === undefined || !(isOnBoxes || isForAll)) return;
    event.preventDefault();
    moves.act(action);
  });
  // The ring shows where keys go; whoever points knows.
  document.addEventListener('pointerdown', () => document.documentElement.classList.remove('keys'));
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body) boxes.focus({ preventScroll: true });
  });
}

/** Keeps the view for a reload, once it has come to rest. */
function saver(model: Model, host: Host): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const kept = model.kept();
      if (kept !== undefined) host.save(kept);
    }, 150);
  };
}
