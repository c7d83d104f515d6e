import * as vscode from 'vscode';
import type { HotLine } from '../core/hot-lines';
import { type Neighbour, neighboursOf } from '../core/neighbours';
import { type Profile, times } from '../core/profile';
import { formatMicros, formatShare, unreachable } from '../core/units';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { commandLink, hintLine } from './hint-texts';
import type { ShownHints } from './hints';
import { laneText } from './lane-texts';
import { lineInEditor, lineInProfile, type Paths, programFiles } from './paths';
import { type EditorStore, isHeatVisible, lastRun, notesOf, type Shown } from './state';

/** What was measured on the line under the pointer: everything that is known of it, and how far to believe it. */
export function provideHovers(
  store: EditorStore,
  documents: AnchoredDocuments,
  hints: ShownHints,
  paths: Paths,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider([...programFiles], {
    provideHover(document, position) {
      if (!isHeatVisible(store.get())) return undefined;
      const heat = documents.heatOf(document);
      const line = lineInProfile(position.line);
      const found = heat?.at(line);
      if (heat === undefined || found === undefined) return undefined;
      const text = new vscode.MarkdownString('', true);
      text.isTrusted = {
        enabledCommands: [
          'tuneline.openPlace',
          'tuneline.revealInChart',
          'tuneline.profileAgain',
          'tuneline.toggleHeat',
          'editor.action.quickFix',
        ],
      };
      const ofLine = hints.of(document).filter(hint => hint.line === line);
      const paragraphs = [
        ...measured(heat.shown.profile, found.hot, found.standing.state),
        ...calls(heat, found.hot, paths),
        ...ofLine.map(hint => hintLine(hint)),
        howFarToBelieve(heat.shown, found.hot),
        actions(heat, line, ofLine.length > 0),
      ];
      text.appendMarkdown(paragraphs.filter(one => one !== '').join('\n\n'));
      return new vscode.Hover(text, document.lineAt(lineInEditor(line)).range);
    },
  });
}

function measured(profile: Profile, hot: HotLine, state: string): string[] {
  const { active, gc } = times(profile);
  const { low, high } = hot.selfInterval;
  const range = `${percent(low)}–${percent(high)}%`;
  const lines: string[] = [];
  if (state === 'edited') {
    lines.push(vscode.l10n.t('$(edit) This line was edited since it ran. What it was took:'));
  } else if (state === 'function-changed') {
    lines.push(vscode.l10n.t('$(edit) The function of this line was changed since it ran.'));
  }
  const self = vscode.l10n.t(
    '**{0} self** · {1} · {2} samples ({3})',
    formatShare(hot.selfShare),
    formatMicros(hot.self),
    hot.samples,
    range,
  );
  const total =
    hot.total === undefined
      ? vscode.l10n.t('Time with calls is not known: this profile has no call lines.')
      : hot.totalIs === 'estimate'
        ? vscode.l10n.t(
            '**{0} with calls** · {1} · estimated from the code',
            share(hot.total, active),
            formatMicros(hot.total),
          )
        : vscode.l10n.t(
            '**{0} with calls** · {1}',
            share(hot.total, active),
            formatMicros(hot.total),
          );
  lines.push(`${self}  \n${total}`);
  const byLane = laneText(profile, hot);
  if (byLane !== undefined) lines.push(byLane);
  if (hot.calledFromHere.length > 0) {
    const named = hot.calledFromHere
      .slice(0, 4)
      .map(one => `${code(one.name)} ${share(one.self, active)}`);
    lines.push(vscode.l10n.t('In it, called from here: {0}', named.join(', ')));
  }
  const ownGc = hot.calledFromHere.find(one => one.name === '(garbage collector)');
  if (ownGc === undefined && gc > active / 200) {
    lines.push(
      vscode.l10n.t(
        'Garbage collection is {0} of active time in the whole run; V8 does not say which lines it is for.',
        share(gc, active),
      ),
    );
  }
  return lines;
}

function calls(heat: DocumentHeat, hot: HotLine, paths: Paths): string[] {
  const { callers, callees } = neighboursOf(heat.shown.profile, heat.file, hot.line);
  const list = (neighbours: readonly Neighbour[]) =>
    neighbours
      .slice(0, 3)
      .map(one => neighbourLink(one, paths))
      .join(' · ');
  return [
    callers.length > 0 ? vscode.l10n.t('Called by {0}', list(callers)) : '',
    callees.length > 0 ? vscode.l10n.t('Calls {0}', list(callees)) : '',
  ];
}

function neighbourLink(neighbour: Neighbour, paths: Paths): string {
  const share = formatShare(neighbour.share);
  const isFile = /^(\/|[A-Za-z]:\\)/.test(neighbour.file);
  const place = `${paths.label(neighbour.file)}:${neighbour.line}`;
  const name = neighbour.name === '' ? (place.split(/[\\/]/).at(-1) ?? place) : neighbour.name;
  if (!isFile || neighbour.line < 1) return `${code(name)} ${share}`;
  const link = commandLink('tuneline.openPlace', neighbour.file, neighbour.line);
  return `[${escaped(name)}](${link} "${escaped(place)}") ${share}`;
}

/** Where the numbers come from: source, interval, mapping, denominator. */
function howFarToBelieve(shown: Shown, hot: HotLine): string {
  const { profile } = shown;
  const { active, activeSamples } = times(profile);
  const script = profile.scripts.find(one => one.name === hot.file);
  const parts = [
    vscode.l10n.t(
      '{0} samples, one every {1}, {2}',
      activeSamples,
      formatMicros(profile.interval),
      sourceName(profile.source),
    ),
    mappingText(script?.mapping ?? 'as-run'),
    vscode.l10n.t('shares are of {0} active time on the main thread', formatMicros(active)),
  ];
  const waits = lastRun(shown.session)?.syncWait;
  if (waits !== undefined && waits > active / 100) {
    parts.push(vscode.l10n.t('{0} of it waiting synchronously', formatMicros(waits)));
  }
  if (hot.uncertain > 0) {
    parts.push(
      vscode.l10n.t(
        '{0} of this line may belong to a line nearby: V8 lost the caller of a builtin',
        formatMicros(hot.uncertain),
      ),
    );
  }
  if (profile.truncated > active / 100) {
    parts.push(vscode.l10n.t('very deep stacks are cut off'));
  }
  if (notesOf(shown.session).some(note => note.code === 'workers-not-included')) {
    parts.push(vscode.l10n.t('worker threads are not included'));
  }
  return `<small>${parts.join(' · ')}</small>`;
}

export function sourceName(source: Profile['source']): string {
  switch (source) {
    case 'v8-log':
      return vscode.l10n.t('from V8’s log');
    case 'inspector':
      return vscode.l10n.t('from inspector sampling');
    case 'cpuprofile':
      return vscode.l10n.t('from a .cpuprofile file');
    default:
      return unreachable(source);
  }
}

function mappingText(mapping: Profile['scripts'][number]['mapping']): string {
  switch (mapping) {
    case 'as-run':
      return vscode.l10n.t('lines as they ran');
    case 'mapped':
      return vscode.l10n.t('lines through the source map');
    case 'map-missing':
      return vscode.l10n.t('its source map was not found: these are generated lines');
    case 'map-broken':
      return vscode.l10n.t('its source map can’t be read: these are generated lines');
    default:
      return unreachable(mapping);
  }
}

function actions(heat: DocumentHeat, line: number, hasHints: boolean): string {
  const links = [
    hasHints ? `[${vscode.l10n.t('Tunings…')}](command:editor.action.quickFix)` : '',
    `[${vscode.l10n.t('Reveal in Chart')}](${commandLink('tuneline.revealInChart', heat.file, line)})`,
    heat.shown.session?.target.kind === 'file'
      ? `[${vscode.l10n.t('Profile Again')}](command:tuneline.profileAgain)`
      : '',
    `[${vscode.l10n.t('Hide Heat')}](command:tuneline.toggleHeat)`,
  ];
  return links.filter(link => link !== '').join(' &nbsp; ');
}

function share(part: number, active: number): string {
  return formatShare(active > 0 ? part / active : 0);
}

function percent(value: number): string {
  return (value * 100).toFixed(0);
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|"]/g, '\\$&');
}
