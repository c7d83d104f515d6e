import type { CallTree } from '../core/call-tree';
import { element } from './element';
import { spokenName } from './facts';
import { type Placed, visibleChildren } from './icicle';
import { l10n } from './l10n';

/** How many siblings on either side of the selection, and how many children, are in the tree: what is near can be explored. */
const near = 12;

/**
 * The boxes as a tree for assistive technology, over the canvas and in step with its selection. It takes the keyboard focus
 * for the chart. Only what is near the selection is there: callers, siblings and calls, with their true level, place and number.
 */
export interface Mirror {
  readonly element: HTMLElement;
  show(tree: CallTree, selected: Placed | undefined, top: Placed): void;
}

export function createMirror(pick: (placed: Placed) => void): Mirror {
  const list = element('div', 'mirror');
  list.setAttribute('role', 'tree');
  list.tabIndex = 0;
  list.setAttribute('aria-label', l10n.t('Calls'));
  list.setAttribute(
    'aria-description',
    l10n.t(
      'Up: caller. Down: widest call. Left and right: calls beside. Enter: zoom. Backspace: zoom out. Space: open the line.',
    ),
  );
  let placedOf = new Map<Element, Placed>();
  list.addEventListener('click', event => {
    const placed = event.target instanceof Element ? placedOf.get(event.target) : undefined;
    if (placed === undefined) return;
    event.stopPropagation();
    pick(placed);
  });
  return {
    element: list,
    show(tree, selected, top) {
      placedOf = new Map();
      const current = selected ?? top;
      const above = current.ancestors().reverse().slice(0, -1);
      const items = [
        ...above.map(placed => [placed, true] as const),
        ...siblingsOf(current).map(placed => [placed, placed === current] as const),
      ];
      const index = items.findIndex(([placed]) => placed === current);
      const below = visibleChildren(current).slice(0, near);
      items.splice(index + 1, 0, ...below.map(placed => [placed, false] as const));
      const made = items.map(([placed, isOpen], i) => {
        const item = itemOf(tree, placed, isOpen, placed === selected);
        item.id = `box-${i}`;
        placedOf.set(item, placed);
        return item;
      });
      list.replaceChildren(...made);
      list.setAttribute('aria-activedescendant', `box-${index}`);
    },
  };
}

function siblingsOf(placed: Placed): Placed[] {
  if (placed.parent === null) return [placed];
  const siblings = visibleChildren(placed.parent);
  const at = siblings.indexOf(placed);
  return siblings.slice(Math.max(0, at - near), at + near + 1);
}

function itemOf(tree: CallTree, placed: Placed, isOpen: boolean, isSelected: boolean) {
  const siblings = placed.parent === null ? [placed] : visibleChildren(placed.parent);
  const item = element('div', '', spokenName(tree, placed.data));
  item.setAttribute('role', 'treeitem');
  item.setAttribute('aria-level', String(placed.depth + 1));
  item.setAttribute('aria-setsize', String(siblings.length));
  item.setAttribute('aria-posinset', String(siblings.indexOf(placed) + 1));
  item.setAttribute('aria-selected', String(isSelected));
  if (visibleChildren(placed).length > 0) item.setAttribute('aria-expanded', String(isOpen));
  return item;
}
