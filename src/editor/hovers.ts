import * as vscode from 'vscode';
import type { HotLine } from '../core/hot-lines';
import { type Neighbour, neighboursOf } from '../core/neighbours';
import { hasTwin, type Part, partsWorthNaming, shortened } from '../core/parts';
import { type Profile, times } from '../core/profile';
import { formatMicros, formatShare, formatShareRange, type Line, unreachable } from '../core/units';
import { samplesText, shareText } from './amounts';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { changeWords } from './change-texts';
import { comparedLines } from './compared-lines';
import { couldBeCounted } from './counting/could-be-counted';
import { commandLink, hintCommands, hintLine } from './hint-texts';
import { escaped } from './markdown-page';
import type { ShownHints } from './hints';
import { laneText } from './lane-texts';
import { lineInEditor, lineInProfile, type Paths, programFiles } from './paths';
import type { ShownParts } from './shown-parts';
import { type EditorStore, isHeatVisible, lastRun, notesOf, type Shown } from './state';

/** What was measured on the line under the pointer: everything that is known of it, and how far to believe it. */
export function provideHovers(
  store: EditorStore,
  documents: AnchoredDocuments,
  hints: ShownHints,
  parts: ShownParts,
  paths: Paths,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider([...programFiles], {
    provideHover(document, position) {
      if (!isHeatVisible(store.get())) return undefined;
      const heat = documents.heatOf(document);
      const line = lineInProfile(position.line);
      const found = heat?.at(line);
      if (heat === undefined) return undefined;
      const compared = comparedLines(store.get(), heat);
      const change = compared?.at.get(line);
      const changed =
        compared === undefined || change === undefined
          ? ''
          : changeWords(
              change,
              compared.comparison.changes,
              escaped(compared.comparison.before.title),
            );
      if (found === undefined) {
        // Not seen any more: there is nothing else to say of it.
        return changed === '' ? undefined : new vscode.Hover(new vscode.MarkdownString(changed));
      }
      const text = new vscode.MarkdownString('', true);
      text.isTrusted = {
        enabledCommands: [
          ...hintCommands,
          'tuneline.openPlace',
          'tuneline.revealInChart',
          'tuneline.profileAgain',
          'tuneline.toggleHeat',
          'editor.action.quickFix',
        ],
      };
      const ofLine = hints.of(document).filter(hint => hint.line === line);
      const { state } = found.standing;
      const [first, ...more] = measured(heat.shown.profile, found.hot, state);
      const paragraphs = [
        changed,
        first,
        partList(parts.of(document, found.hot.line)),
        ...more,
        ...calls(heat, found.hot, paths),
        ...ofLine.map(hint => {
          const canCount = couldBeCounted(store.get(), hint);
          return hintLine(hint, document.uri, { apply: 'and-verify', canCount });
        }),
        howFarToBelieve(heat.shown, found.hot),
        actions(heat, found.hot.line, ofLine.length > 0),
      ];
      text.appendMarkdown(paragraphs.filter(one => one !== '').join('\n\n'));
      return new vscode.Hover(text, document.lineAt(lineInEditor(line)).range);
    },
  });
}

function measured(profile: Profile, hot: HotLine, state: string): string[] {
  const { active } = times(profile);
  const lines: string[] = [];
  if (state === 'edited') {
    lines.push(vscode.l10n.t('$(edit) This line was edited since it ran. What it was took:'));
  } else if (state === 'function-changed') {
    lines.push(vscode.l10n.t('$(edit) The function of this line was changed since it ran.'));
  }
  const self =
    hot.samples === 0
      ? vscode.l10n.t('**Only calls**: no sample was taken on this line itself.')
      : vscode.l10n.t(
          '**{0} self** · {1} · {2} ({3})',
          formatShare(hot.selfShare),
          formatMicros(hot.self),
          samplesText(hot.samples),
          formatShareRange(hot.selfShare, hot.selfInterval),
        );
  const total =
    hot.total === undefined
      ? vscode.l10n.t('Time with calls is not known: this profile has no call lines.')
      : hot.totalIs === 'estimate'
        ? vscode.l10n.t(
            '**{0} with calls** · {1} · estimated from the code',
            shareText(hot.total, active),
            formatMicros(hot.total),
          )
        : vscode.l10n.t(
            '**{0} with calls** · {1}',
            shareText(hot.total, active),
            formatMicros(hot.total),
          );
  lines.push(`${self}  \n${total}`);
  const byLane = laneText(profile, hot);
  if (byLane !== undefined) lines.push(byLane);
  if (hot.calledFromHere.length > 0) {
    const named = hot.calledFromHere
      .slice(0, 4)
      .map(one => `${code(one.name)} ${shareText(one.self, active)}`);
    lines.push(vscode.l10n.t('In it, called from here: {0}', named.join(', ')));
  }
  return lines;
}

/** `parse(a)` 31% (29–33%) with calls · `format(b)` 12% (11–14%) with calls */
function partList(parts: readonly Part[]): string {
  const named = partsWorthNaming(parts)
    .slice(0, 5)
    .map(part => partText(part, hasTwin(part, parts)));
  return named.length === 0 ? '' : vscode.l10n.t('On this line: {0}', named.join(' · '));
}

function partText(part: Part, withColumn: boolean): string {
  const time = formatShare(part.totalShare ?? part.selfShare);
  const range = formatShareRange(part.totalShare ?? part.selfShare, part.interval);
  if (part.expression === undefined) return vscode.l10n.t('not told apart {0}', time);
  const text = code(shortened(part.expression.text));
  const name = withColumn
    ? vscode.l10n.t('{0} (column {1})', text, part.expression.column + 1)
    : text;
  if (part.is === 'estimate') return vscode.l10n.t('{0} {1} estimated from the code', name, time);
  if (part.uncertain > part.self / 2)
    return vscode.l10n.t('{0} {1}, or of a part nearby', name, time);
  return part.total !== undefined && part.total >= 2 * part.self
    ? vscode.l10n.t('{0} {1} ({2}) with calls', name, time, range)
    : `${name} ${time} (${range})`;
}

function calls(heat: DocumentHeat, hot: HotLine, paths: Paths): string[] {
  const { callers, callees } = neighboursOf(heat.shown.profile, heat.file, hot.line);
  const list = (neighbours: readonly Neighbour[]) => {
    const first = neighbours.slice(0, 3);
    const isOneOfMany = (one: Neighbour) => first.some(it => it !== one && it.name === one.name);
    return first.map(one => neighbourLink(one, isOneOfMany(one), paths)).join(' · ');
  };
  return [
    callers.length > 0 ? vscode.l10n.t('Called by {0}', list(callers)) : '',
    callees.length > 0 ? vscode.l10n.t('Calls {0}', list(callees)) : '',
  ];
}

/** `withLine`: others that are listed have the same name. */
function neighbourLink(neighbour: Neighbour, withLine: boolean, paths: Paths): string {
  const share = formatShare(neighbour.share);
  if (neighbour.kind === 'start') return vscode.l10n.t('Node.js, which started it {0}', share);
  if (neighbour.kind === 'loop')
    return vscode.l10n.t('the event loop, after an await or as a callback {0}', share);
  const isFile = /^(\/|[A-Za-z]:\\)/.test(neighbour.file);
  const place = `${paths.label(neighbour.file)}:${neighbour.line}`;
  const own = neighbour.name === '' ? (place.split(/[\\/]/).at(-1) ?? place) : neighbour.name;
  const name =
    withLine && neighbour.name !== '' && neighbour.line > 0 ? `${own}:${neighbour.line}` : own;
  if (!isFile || neighbour.line < 1) return `${code(name)} ${share}`;
  const link = commandLink('tuneline.openPlace', neighbour.file, neighbour.line);
  return `[${escaped(name)}](${link} "${escaped(place)}") ${share}`;
}

/** Where the numbers come from: source, interval, mapping, denominator. */
function howFarToBelieve(shown: Shown, hot: HotLine): string {
  const { profile } = shown;
  const { active, activeSamples, gc } = times(profile);
  const script = profile.scripts.find(one => one.name === hot.file);
  const parts = [
    vscode.l10n.t(
      '{0}, one every {1}, {2}',
      samplesText(activeSamples),
      formatMicros(profile.interval),
      sourceName(profile.source),
    ),
    mappingText(script?.mapping ?? 'as-run'),
    profile.lanes === undefined
      ? vscode.l10n.t('shares are of {0} active time on the main thread', formatMicros(active))
      : vscode.l10n.t('shares are of {0} active time on all threads', formatMicros(active)),
  ];
  const ownGc = hot.calledFromHere.some(one => one.name === '(garbage collector)');
  if (!ownGc && gc > active / 100) {
    parts.push(vscode.l10n.t('{0} of it garbage collection, on no line', shareText(gc, active)));
  }
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
    case 'source-missing':
      return vscode.l10n.t(
        'its sources are not on this machine: these are lines of the code that ran',
      );
    default:
      return unreachable(mapping);
  }
}

function actions(heat: DocumentHeat, ranLine: Line, hasHints: boolean): string {
  const links = [
    hasHints ? `[${vscode.l10n.t('Tunings…')}](command:editor.action.quickFix)` : '',
    `[${vscode.l10n.t('Reveal in Chart')}](${commandLink('tuneline.revealInChart', heat.file, ranLine)})`,
    heat.shown.session?.target.kind === 'file'
      ? `[${vscode.l10n.t('Profile Again')}](command:tuneline.profileAgain)`
      : '',
    `[${vscode.l10n.t('Hide Heat')}](command:tuneline.toggleHeat)`,
  ];
  return links.filter(link => link !== '').join(' &nbsp; ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}
