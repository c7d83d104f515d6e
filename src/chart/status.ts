import { times } from '../core/profile';
import { formatMicros, formatShare } from '../core/units';
import type { Crumb } from './crumbs';
import { element } from './element';
import { shareOf } from './facts';
import { l10n } from './l10n';
import { nameOf } from './label';
import type { Model, Shown } from './model';
import type { Moves } from './moves';
import { ancestry, zoomToBox } from './view';

/** `3 functions · 34%`: what the search found, its time once per sample. '' when nothing is searched. */
export function foundText({ found, view }: Shown): string {
  if (found === undefined) return '';
  if (found.count === 0) return l10n.t('nothing found');
  const share = formatShare(shareOf(view.tree, found.total));
  return found.count === 1
    ? l10n.t('1 function · {0}', share)
    : l10n.t('{0} functions · {1}', found.count, share);
}

/** The way from all active time over the merged calls of a function, if it is on those, to what is in view. */
export function crumbsOf({ view, base }: Shown, model: Model, moves: Moves): Crumb[] {
  const { focus } = model.choice();
  const merged = base.callables.find(({ key }) => key === focus);
  const crumbs: Crumb[] = ancestry(view).map(box => ({
    text:
      box > 0 ? nameOf(view.tree.callables[view.tree.callable(box)]) : l10n.t('All active time'),
    go: () => moves.look(now => zoomToBox(now, box)),
  }));
  if (merged !== undefined) {
    const all = { text: crumbs[0].text, go: () => void model.choose({ focus: undefined }) };
    crumbs[0] = { ...crumbs[0], text: l10n.t('All calls of {0}', nameOf(merged)) };
    crumbs.unshift(all);
  }
  const part = view.to - view.from;
  if (part < 1) crumbs.push({ text: l10n.t('{0} of the width', formatShare(part)), go: () => {} });
  return crumbs;
}

/** What stands in the place of boxes when there are none. */
export function emptyTexts(shown: Shown | undefined): HTMLElement[] {
  if (shown === undefined) {
    const text = l10n.t(
      'Open a JavaScript or TypeScript file and click Profile This File. Its calls appear here while it runs.',
    );
    return [element('p', 'empty-title', l10n.t('No profile yet')), element('p', '', text)];
  }
  const { idle, tool } = times(shown.profile);
  const title = shown.running ? l10n.t('No active samples yet') : l10n.t('No active samples');
  const text = l10n.t(
    'The main thread was idle or only ran tools whenever it was sampled ({0} idle, {1} tools).',
    formatMicros(idle),
    formatMicros(tool),
  );
  return [element('p', 'empty-title', title), element('p', '', text)];
}
