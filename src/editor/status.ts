import * as vscode from 'vscode';
import type { HotLine } from '../core/hot-lines';
import { hottestLine } from '../core/listed-spots';
import { times } from '../core/profile';
import { formatMicros } from '../core/units';
import { isLoading, samplesText, selfShareText } from './amounts';
import type { Paths } from './paths';
import type { EditorStore, Running, Shown, State, UnderVerification } from './state';

/** The one status bar item: live numbers while a program runs, afterwards the hottest line. */
export function showStatus(store: EditorStore, paths: Paths): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('tuneline', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Tuneline';
  const show = ({ running, verifying, shown, heat }: State): void => {
    if (verifying !== undefined) showVerifying(item, verifying);
    else if (running !== undefined) showRunning(item, running, shown, paths);
    else if (shown !== undefined) showResting(item, shown, heat, paths);
    else item.hide();
  };
  return vscode.Disposable.from(
    item,
    store.watch(state => state, show),
  );
}

function showVerifying(item: vscode.StatusBarItem, { title, pairs }: UnderVerification): void {
  const how = pairs && vscode.l10n.t('{0} of {1} pairs at most', pairs.done, pairs.most);
  item.text = `$(beaker) ${how ?? vscode.l10n.t('verifying…')}`;
  item.tooltip = vscode.l10n.t('Verifying: {0}. Click to cancel.', title);
  item.command = 'tuneline.cancelVerifying';
  item.show();
}

function showRunning(
  item: vscode.StatusBarItem,
  running: Running,
  shown: Shown | undefined,
  paths: Paths,
): void {
  item.text = `$(stop-circle) ${liveNumbers(running, shown, paths)}`;
  item.tooltip = runningTooltip(running);
  item.command = 'tuneline.stop';
  item.show();
}

function runningTooltip({ parts, doing, phase }: Running): vscode.MarkdownString {
  const stop = vscode.l10n.t('Stop profiling and keep what was sampled');
  const tooltip = new vscode.MarkdownString(stop, true);
  if (parts === undefined || phase !== 'running') return tooltip;
  const [command, text] =
    doing === 'recording'
      ? ['tuneline.stopRecording', vscode.l10n.t('Stop Recording: the program goes on')]
      : ['tuneline.startRecording', vscode.l10n.t('Start Recording: a part of its own')];
  tooltip.isTrusted = { enabledCommands: [command] };
  tooltip.appendMarkdown(
    `\n\n[$(${doing === 'recording' ? 'primitive-square' : 'record'}) ${text}](command:${command})`,
  );
  return tooltip;
}

function showResting(item: vscode.StatusBarItem, shown: Shown, heat: boolean, paths: Paths): void {
  const hottest = hottestLine(shown.profile);
  item.text =
    hottest === undefined
      ? `$(flame) ${shown.title}`
      : `$(flame) ${hotText(shown, hottest, paths)}`;
  item.tooltip = heat
    ? hottest === undefined
      ? vscode.l10n.t('{0}: no line is hot. Show the list of hot spots.', shown.title)
      : vscode.l10n.t('{0}: the hottest line. Show the list of hot spots.', shown.title)
    : vscode.l10n.t('{0}: heat is hidden in editors. Show the list of hot spots.', shown.title);
  item.command = 'tuneline.hotSpots.focus';
  item.show();
}

/** `3.2 s active · 2,912 samples · shop.ts:15 38%`, as the lists have it: also what the progress notification says. */
export function liveNumbers(running: Running, shown: Shown | undefined, paths: Paths): string {
  if (running.phase === 'starting') return vscode.l10n.t('starting…');
  if (running.doing === 'not-recording') return vscode.l10n.t('runs, not recorded');
  if (running.doing === 'warming-up') return vscode.l10n.t('warming up under load…');
  if (shown === undefined || !shown.live || isLoading(shown.profile)) {
    return vscode.l10n.t('loading…');
  }
  const { active, activeSamples } = times(shown.profile);
  const recording = running.doing === 'recording' ? [vscode.l10n.t('recording')] : [];
  const parts = [
    ...recording,
    vscode.l10n.t('{0} active', formatMicros(active)),
    samplesText(activeSamples),
  ];
  const hottest = hottestLine(shown.profile);
  if (hottest !== undefined) parts.push(hotText(shown, hottest, paths));
  return parts.join(' · ');
}

function hotText({ profile }: Shown, line: HotLine, paths: Paths): string {
  const name = paths.label(line.file).split(/[\\/]/).at(-1);
  return `${name}:${line.line} ${selfShareText(profile, line)}`;
}
