import { button, element } from './element';
import { l10n } from './l10n';

export interface Crumb {
  readonly text: string;
  readonly go: () => void;
}

/** The way from the whole to what fills the width; every step is a way back. Always there, so that zooming does not move the boxes. */
export interface Crumbs {
  readonly element: HTMLElement;
  show(crumbs: readonly Crumb[]): void;
}

/** More steps than this are shown as the first, an ellipsis and the last ones. */
const most = 6;

export function createCrumbs(): Crumbs {
  const list = element('ol', '');
  const nav = element('nav', 'crumbs', list);
  nav.setAttribute('aria-label', l10n.t('Zoomed to'));
  let shown = '';
  return {
    element: nav,
    show(crumbs) {
      nav.hidden = crumbs.length === 0;
      const texts = crumbs.map(({ text }) => text).join('\0');
      if (texts === shown) return;
      shown = texts;
      const isLong = crumbs.length > most;
      const kept = isLong ? [crumbs[0], ...crumbs.slice(1 - most)] : crumbs;
      const items = kept.map(({ text, go }, i) => {
        const step = button('crumb', text, go);
        step.title = text;
        if (i === kept.length - 1) step.setAttribute('aria-current', 'true');
        return element('li', '', step);
      });
      if (isLong) items.splice(1, 0, element('li', 'gap', '…'));
      list.replaceChildren(...items);
    },
  };
}
