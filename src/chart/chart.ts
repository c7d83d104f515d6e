import { times } from '../core/profile';
import { formatMicros, formatShare, unreachable } from '../core/units';
import type { FromChart, ToChart } from '../protocol';
import { type Crumb, createCrumbs } from './crumbs';
import { element } from './element';
import { factsOf, shareOf } from './facts';
import { createFooter } from './footer';
import { growInSlices } from './grow';
import { boxAt, find, type Placed } from './icicle';
import { actionOf } from './keyboard';
import { l10n } from './l10n';
import { nameOf, placeText } from './label';
import { createMirror } from './mirror';
import { createModel, type Shown } from './model';
import { createMoves } from './moves';
import { createPicture } from './picture';
import { createStage, type Point } from './stage';
import { readPalette, watchTheme } from './theme';
import { createToolbar } from './toolbar';
import { createTooltip } from './tooltip';
import * as views from './view';

/** The page that the chart stands in: whom it speaks to and what it may keep there. */
export interface Host {
  post(message: FromChart): void;
  load(): unknown;
  save(state: views.Kept): void;
}

/** Builds the chart into the page. What it returns takes the editor's messages. */
export function createChart(host: Host): (message: Exclude<ToChart, { kind: 'texts' }>) => void {
  const live = element('div', 'live');
  live.setAttribute('aria-live', 'polite');
  const announce = (text: string) => {
    live.textContent = text;
  };
  const model = createModel(growInSlices, views.readKept(host.load()), update);
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
  const crumbs = createCrumbs();
  const stage = createStage({
    hover,
    click(at) {
      const placed = placedAt(at);
      if (placed === undefined) return;
      moves.pick(placed);
      mirror.element.focus({ preventScroll: true });
      moves.open(true);
    },
    doubleClick(at) {
      const placed = placedAt(at);
      if (placed !== undefined) moves.zoomTo(placed);
    },
    scale: (at, factor) => moves.look(view => views.zoomAround(view, at, factor)),
    pan: by => moves.look(view => views.pan(view, by)),
    scrolled: () => picture.repaint(),
    resized() {
      picture.repaintNow();
      update();
    },
  });
  const picture = createPicture(stage, readPalette());
  const moves = createMoves({
    model,
    picture,
    stage,
    announce,
    focusSearch: () => toolbar.focusSearch(),
    post: host.post,
  });
  const mirror = createMirror(moves.pick);
  const tooltip = createTooltip();
  const footer = createFooter({
    open: () => moves.open(false),
    zoom: () => moves.act({ kind: 'zoom-in' }),
    merge: () => moves.act({ kind: 'merge' }),
  });
  const empty = element('div', 'empty');
  stage.element.append(mirror.element);
  document.body.append(
    element('div', 'chart', toolbar.element, crumbs.element, stage.element, empty, footer.element),
    tooltip.element,
    live,
  );
  document.body.addEventListener('keydown', event => {
    const isOnBoxes = document.activeElement === mirror.element;
    const action = actionOf(event);
    const isForAll = action?.kind === 'search' && event.key !== '/';
    if (action === undefined || !(isOnBoxes || isForAll)) return;
    event.preventDefault();
    moves.act(action);
  });
  const applyTheme = () => {
    const palette = readPalette();
    footer.theme(palette);
    picture.setPalette(palette);
  };
  watchTheme(applyTheme);
  applyTheme();
  update();

  function placedAt({ x, depth }: Point): Placed | undefined {
    const shown = model.shown();
    const icicle = picture.icicle();
    if (shown === undefined || icicle === undefined) return undefined;
    const { from, to } = shown.view;
    return boxAt(icicle, depth, from + x * (to - from));
  }

  function hover(at: Point | undefined): void {
    const placed = at === undefined ? undefined : placedAt(at);
    const shown = model.shown();
    picture.setHovered(placed);
    if (at === undefined || placed === undefined || shown === undefined) tooltip.hide();
    else tooltip.show(factsOf(shown.view.tree, placed.data), at.clientX, at.clientY);
  }

  function update(): void {
    const shown = model.shown();
    const hasTime = shown !== undefined && times(shown.profile).active > 0;
    stage.element.hidden = !hasTime;
    empty.hidden = hasTime;
    picture.show(hasTime ? shown : undefined);
    const { direction, query, onlyMine } = model.choice();
    const found = shown === undefined ? '' : foundText(shown);
    toolbar.show({ direction, query, found, onlyMine: shown?.onlyMine ?? onlyMine ?? false });
    footer.element.hidden = shown === undefined;
    if (!hasTime) empty.replaceChildren(...emptyTexts(shown));
    if (shown === undefined) {
      crumbs.show([]);
      return;
    }
    footer.describe(shown.profile, shown.running);
    crumbs.show(crumbsOf(shown));
    const icicle = picture.icicle();
    if (icicle === undefined) {
      footer.select(undefined, { open: false, merge: false });
      return;
    }
    const { tree, selected } = shown.view;
    const placed = find(icicle, selected);
    mirror.show(tree, placed, icicle.root);
    const facts = placed === undefined ? undefined : factsOf(tree, placed.data);
    const isFunction = placed?.data.kind === 'box' && placed.data.box > 0;
    footer.select(facts, { open: isFunction && facts?.place !== '', merge: isFunction });
    keepSoon();
  }

  let keeping: ReturnType<typeof setTimeout> | undefined;
  function keepSoon(): void {
    clearTimeout(keeping);
    keeping = setTimeout(() => {
      const kept = model.kept();
      if (kept !== undefined) host.save(kept);
    }, 150);
  }

  function crumbsOf({ view, base }: Shown): Crumb[] {
    const { focus } = model.choice();
    const callable = base.callables.find(({ key }) => key === focus);
    const steps = views.ancestry(view).map(box => ({
      text:
        box > 0 ? nameOf(view.tree.callables[view.tree.callable(box)]) : l10n.t('All active time'),
      go: () => moves.look(now => views.zoomToBox(now, box)),
    }));
    if (callable === undefined) return steps;
    const leave = { text: steps[0].text, go: () => void model.choose({ focus: undefined }) };
    return [
      leave,
      { ...steps[0], text: l10n.t('All calls of {0}', nameOf(callable)) },
      ...steps.slice(1),
    ];
  }

  return message => {
    switch (message.kind) {
      case 'profile':
        return void model.setProfile(message.profile, message.running ?? false);
      case 'no-profile':
        return void model.setProfile(undefined, false);
      case 'reveal': {
        const place = placeText(message.file, message.line);
        return void model.reveal(message.file, message.line).then(revealed => {
          if (revealed === 'not-sampled') announce(l10n.t('{0} has no samples', place));
          else announce(l10n.t('{0} boxes of {1}', model.shown()?.marked.size ?? 0, place));
        });
      }
      default:
        return unreachable(message);
    }
  };
}

function foundText({ found, view }: Shown): string {
  if (found === undefined) return '';
  if (found.count === 0) return l10n.t('nothing found');
  const share = formatShare(shareOf(view.tree, found.total));
  return found.count === 1
    ? l10n.t('1 function · {0}', share)
    : l10n.t('{0} functions · {1}', found.count, share);
}

function emptyTexts(shown: Shown | undefined): HTMLElement[] {
  if (shown === undefined) {
    return [
      element('p', 'empty-title', l10n.t('No profile yet')),
      element(
        'p',
        '',
        l10n.t(
          'Open a JavaScript or TypeScript file and click Profile This File. Its calls appear here while it runs.',
        ),
      ),
    ];
  }
  const { idle, tool } = times(shown.profile);
  const left = l10n.t(
    'The main thread was idle or only ran tools whenever it was sampled ({0} idle, {1} tools).',
    formatMicros(idle),
    formatMicros(tool),
  );
  const title = shown.running ? l10n.t('No active samples yet') : l10n.t('No active samples');
  return [element('p', 'empty-title', title), element('p', '', left)];
}
