import { fewSamples } from '../core/merge';
import { type Profile, type ProfileSource, times } from '../core/profile';
import { formatMicros, formatShare, unreachable } from '../core/units';
import { button, element } from './element';
import type { Facts } from './facts';
import { l10n } from './l10n';
import { css, type Palette, type Tone } from './palette';

export interface Actions {
  readonly open: () => void;
  readonly zoom: () => void;
  readonly merge: () => void;
}

/** Below the boxes: the selected one with what can be done with it, what the colours mean, and what the numbers stand on. */
export interface Footer {
  readonly element: HTMLElement;
  select(facts: Facts | undefined, can: Readonly<Record<keyof Actions, boolean>>): void;
  /** Says something instead of the selection, until that changes. */
  note(text: string): void;
  describe(profile: Profile, running: boolean): void;
  theme(palette: Palette): void;
}

export function createFooter(actions: Actions): Footer {
  const text = element('div', 'selection-text');
  const open = button('link', '', actions.open);
  const zoom = button('link', l10n.t('Zoom'), actions.zoom);
  const merge = button('link', l10n.t('All its calls'), actions.merge);
  merge.title = l10n.t('Merge all calls of this function, wherever it is called from (M)');
  const selection = element('div', 'selection', text, open, zoom, merge);
  const summary = element('div', 'summary');
  let selected: string | undefined;
  const about = element('div', 'about', legend(), summary);
  return {
    element: element('footer', '', selection, about),
    select(facts, can) {
      const key = JSON.stringify([facts, can]);
      if (key === selected) return;
      selected = key;
      open.hidden = facts === undefined || !can.open;
      zoom.hidden = facts === undefined || !can.zoom;
      merge.hidden = facts === undefined || !can.merge;
      if (facts === undefined) {
        const advice = l10n.t(
          'Click opens the line, double-click zooms. Keys: arrows walk, Enter zooms, Backspace zooms out, Space opens, / finds.',
        );
        text.title = advice;
        text.replaceChildren(element('span', 'advice', advice));
        return;
      }
      open.textContent = facts.place;
      open.title = l10n.t('Open the line (Space)');
      text.title = facts.name;
      const parts = facts.rows.slice(0, 2).map(({ label, value }) => `${label} ${value}`);
      text.replaceChildren(element('strong', '', facts.name), ` ${parts.join(', ')}`);
    },
    note(said) {
      selected = undefined;
      text.replaceChildren(said);
    },
    describe(profile, running) {
      summary.replaceChildren(
        ...summaryOf(profile, running).map(part => element('span', '', part)),
      );
    },
    theme(palette) {
      for (const [tone, ramp] of Object.entries(palette.ramps)) {
        about.style.setProperty(`--tone-${tone}-fill`, css(ramp[2].fill));
        about.style.setProperty(`--tone-${tone}-hem`, css(ramp[2].hem));
      }
    },
  };
}

function summaryOf(profile: Profile, running: boolean): string[] {
  const { active, activeSamples, samplesOnLines, idle, tool, uncertain } = times(profile);
  const count = activeSamples.toLocaleString();
  const parts = [
    l10n.t('{0} active', formatMicros(active)),
    l10n.t('{0} samples, one per {1}', count, formatMicros(profile.interval)),
    sourceText(profile.source),
  ];
  if (uncertain > 0)
    parts.push(l10n.t('{0} on an uncertain line', formatShare(uncertain / active)));
  if (profile.truncated > 0 && active > 0) {
    parts.push(l10n.t('{0} in stacks cut off by V8', formatShare(profile.truncated / active)));
  }
  if (idle > 0) parts.push(l10n.t('{0} idle left out', formatMicros(idle)));
  if (tool > 0) parts.push(l10n.t('{0} of tools left out', formatMicros(tool)));
  if (running) parts.unshift(l10n.t('still running'));
  else if (samplesOnLines < fewSamples) parts.unshift(l10n.t('too few samples to rely on'));
  return parts;
}

function sourceText(source: ProfileSource): string {
  switch (source) {
    case 'v8-log':
      return l10n.t('V8 log');
    case 'inspector':
      return l10n.t('inspector sampling');
    case 'cpuprofile':
      return l10n.t('from a .cpuprofile file');
    default:
      return unreachable(source);
  }
}

function legend(): HTMLElement {
  const entries: readonly (readonly [Tone, string])[] = [
    ['own', l10n.t('your code')],
    ['dependency', l10n.t('packages')],
    ['node', l10n.t('Node.js')],
    ['builtin', l10n.t('built-ins')],
    ['engine', l10n.t('V8')],
  ];
  const items = entries.map(([tone, text]) =>
    element('li', '', element('span', `swatch ${tone}`), text),
  );
  const list = element('ul', 'legend', ...items);
  list.title = l10n.t('Brighter: more of the active time is spent in the box itself');
  return list;
}
