import { activeTime, type CallTree } from '../core/call-tree';
import type { CutBox } from '../core/cut';
import { linesOf } from '../core/find-boxes';
import { times } from '../core/profile';
import { formatMicros, formatShare, type Micros, shareInterval } from '../core/units';
import { l10n } from './l10n';
import { nameOf, originText, placeText, restText } from './label';

/** What is said of a box in the tooltip and on the selection line. */
export interface Facts {
  readonly name: string;
  /** Whose code it is, or what to do. */
  readonly origin: string;
  /** `parse.ts:12`, '' where there is none. */
  readonly place: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

const known = new WeakMap<CallTree, Map<number, Facts>>();

/** Worked out once per box: the lines of a box are a look at every stack row. */
export function factsOf(tree: CallTree, cut: CutBox): Facts {
  if (cut.kind !== 'box') return factsOfRest(tree, cut);
  let ofTree = known.get(tree);
  if (ofTree === undefined) {
    ofTree = new Map();
    known.set(tree, ofTree);
  }
  let facts = ofTree.get(cut.box);
  if (facts === undefined) {
    facts = factsOfBox(tree, cut.box);
    ofTree.set(cut.box, facts);
  }
  return facts;
}

function factsOfBox(tree: CallTree, box: number): Facts {
  const rows = [
    { label: totalLabel(tree, box), value: timeText(tree, tree.total(box)) },
    ...(tree.direction === 'top-down' && box > 0
      ? [{ label: l10n.t('self'), value: timeText(tree, tree.self(box)) }]
      : []),
    { label: l10n.t('samples'), value: samplesText(tree, box) },
  ];
  if (box === 0) return { name: wholeText(tree), origin: '', place: '', rows };
  const callable = tree.callables[tree.callable(box)];
  const lines = linesOf(tree, box);
  return {
    name: nameOf(callable),
    origin: originText(callable),
    place: lines.length > 0 ? placeText(lines[0].file, lines[0].line) : '',
    rows: lines.length < 2 ? rows : [...rows, ...lineRows(tree, lines)],
  };
}

/** The name of box 0: all of the active time, or all calls of one function. */
export function wholeText(tree: CallTree): string {
  return tree.total(0) < activeTime(tree) * 0.999999
    ? l10n.t('All calls')
    : l10n.t('All active time');
}

/** `38% · 412 ms`, `0%` */
export function timeText(tree: CallTree, time: Micros): string {
  if (time === 0) return formatShare(0);
  return `${formatShare(shareOf(tree, time))} · ${formatMicros(time)}`;
}

export function shareOf(tree: CallTree, time: Micros): number {
  const active = activeTime(tree);
  return active > 0 ? time / active : 0;
}

/** What a screen reader says of a box in the tree. */
export function spokenName(tree: CallTree, cut: CutBox): string {
  const share = formatShare(shareOf(tree, cut.total));
  if (cut.kind !== 'box') return l10n.t('{0}, {1} together', restText(cut.count), share);
  if (cut.box === 0) return `${wholeText(tree)}, ${formatMicros(cut.total)}`;
  const name = nameOf(tree.callables[tree.callable(cut.box)]);
  if (tree.direction === 'bottom-up') return `${name}, ${share}`;
  const self = formatShare(shareOf(tree, tree.self(cut.box)));
  return l10n.t('{0}, {1} with calls, {2} self', name, share, self);
}

function totalLabel(tree: CallTree, box: number): string {
  if (box === 0) return l10n.t('active time');
  if (tree.direction === 'top-down') return l10n.t('with calls');
  return tree.self(box) > 0 ? l10n.t('self') : l10n.t('through here');
}

function samplesText(tree: CallTree, box: number): string {
  const { activeSamples } = times(tree.profile);
  const { low, high } = shareInterval(shareOf(tree, tree.total(box)), activeSamples);
  const count = tree.samples(box).toLocaleString();
  if (box === 0) return count;
  return l10n.t('{0} (95% sure: {1} to {2})', count, formatShare(low), formatShare(high));
}

function lineRows(tree: CallTree, lines: ReturnType<typeof linesOf>): Facts['rows'] {
  const shown = lines.slice(0, 3).map(({ file, line, weight, isStart }) => ({
    label: isStart ? l10n.t('line not known') : placeText(file, line),
    value: timeText(tree, weight),
  }));
  const more = lines.length - shown.length;
  if (more === 0) return shown;
  const text = more === 1 ? l10n.t('1 more line') : l10n.t('{0} more lines', more);
  return [...shown, { label: text, value: '' }];
}

function factsOfRest(tree: CallTree, { total, count }: CutBox): Facts {
  return {
    name: restText(count),
    origin: l10n.t('too narrow to draw; zoom in to see them'),
    place: '',
    rows: [{ label: l10n.t('together'), value: timeText(tree, total) }],
  };
}
