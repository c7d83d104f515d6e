import { element } from './element';
import type { Facts } from './facts';

/** The card that follows the pointer. The same facts are on the selection line, for those without one. */
export interface Tooltip {
  readonly element: HTMLElement;
  show(facts: Facts, clientX: number, clientY: number): void;
  hide(): void;
}

export function createTooltip(): Tooltip {
  const card = element('div', 'tooltip');
  card.setAttribute('aria-hidden', 'true');
  card.hidden = true;
  return {
    element: card,
    show(facts, clientX, clientY) {
      const rows = facts.rows.map(({ label, value }) =>
        element('tr', '', element('td', '', label), element('td', '', value)),
      );
      const under = [facts.place, facts.origin].filter(text => text !== '').join(' · ');
      card.replaceChildren(
        element('div', 'tooltip-name', facts.name),
        ...(under === '' ? [] : [element('div', 'tooltip-place', under)]),
        element('table', '', ...rows),
      );
      card.hidden = false;
      const { width, height } = card.getBoundingClientRect();
      const left = Math.min(clientX + 12, window.innerWidth - width - 6);
      const below = clientY + 18;
      const top = below + height > window.innerHeight - 6 ? clientY - height - 10 : below;
      card.style.left = `${Math.max(6, left)}px`;
      card.style.top = `${Math.max(6, top)}px`;
    },
    hide() {
      card.hidden = true;
    },
  };
}
