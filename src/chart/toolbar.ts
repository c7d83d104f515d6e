import type { Direction } from '../core/call-tree';
import { element } from './element';
import { l10n } from './l10n';

export interface ToolbarEvents {
  readonly direction: (direction: Direction) => void;
  readonly onlyMine: (onlyMine: boolean) => void;
  readonly search: (text: string) => void;
  readonly nextMatch: () => void;
  readonly leaveSearch: () => void;
}

/** What is shown of the profile: direction, folding, search. */
export interface Toolbar {
  readonly element: HTMLElement;
  show(state: {
    readonly direction: Direction;
    readonly onlyMine: boolean;
    readonly query: string;
    /** What the search found; '' when nothing is searched. */
    readonly found: string;
  }): void;
  focusSearch(): void;
}

export function createToolbar(events: ToolbarEvents): Toolbar {
  const topDown = radio('top-down', l10n.t('Top-down'), l10n.t('Callers above what they call'));
  const bottomUp = radio(
    'bottom-up',
    l10n.t('Bottom-up'),
    l10n.t('Functions by self time, callers below'),
  );
  topDown.input.addEventListener('change', () => events.direction('top-down'));
  bottomUp.input.addEventListener('change', () => events.direction('bottom-up'));
  const directions = element('div', 'segments', topDown.label, bottomUp.label);
  directions.setAttribute('role', 'radiogroup');
  directions.setAttribute('aria-label', l10n.t('Direction'));
  const onlyMine = element('input', '');
  onlyMine.type = 'checkbox';
  onlyMine.addEventListener('change', () => events.onlyMine(onlyMine.checked));
  const onlyMineLabel = element('label', 'check', onlyMine, l10n.t('Only my code'));
  onlyMineLabel.title = l10n.t('Fold what packages and Node.js do into one box per call into them');
  const search = element('input', 'search');
  search.type = 'search';
  search.placeholder = l10n.t('Find functions, files, packages');
  search.setAttribute('aria-label', search.placeholder);
  search.addEventListener('input', () => events.search(search.value));
  search.addEventListener('keydown', event => {
    if (event.key === 'Enter') events.nextMatch();
    else if (event.key === 'Escape') events.leaveSearch();
    else return;
    event.preventDefault();
  });
  const found = element('output', 'found');
  return {
    element: element(
      'div',
      'toolbar',
      directions,
      onlyMineLabel,
      element('div', 'finder', search, found),
    ),
    show(state) {
      topDown.input.checked = state.direction === 'top-down';
      bottomUp.input.checked = state.direction === 'bottom-up';
      onlyMine.checked = state.onlyMine;
      if (search.value !== state.query) search.value = state.query;
      if (found.textContent !== state.found) found.textContent = state.found;
    },
    focusSearch() {
      search.focus();
      search.select();
    },
  };
}

function radio(value: Direction, text: string, title: string) {
  const input = element('input', '');
  input.type = 'radio';
  input.name = 'direction';
  input.value = value;
  const label = element('label', 'segment', input, element('span', '', text));
  label.title = title;
  return { input, label };
}
