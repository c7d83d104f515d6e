import * as vscode from 'vscode';
import type { HotLine } from '../core/hot-lines';
import { hottestLine } from '../core/listed-spots';
import { times } from '../core/profile';
import { formatMicros } from '../core/units';
import { isLoading, samplesText, selfShareText } from './amounts';
import { activeText } from './change-texts';
import { contributionLine, progressDetails, progressText } from './goal/goal-texts';
import { type GoalInSight, goalsInSight } from './goal/goals-in-sight';
import { escaped } from './markdown-page';
import type { Paths } from './paths';
import type { Comparison, EditorStore, Running, Shown, State, UnderVerification } from './state';

/** The one status bar item: live numbers while a program runs, afterwards the hottest line. */
export function showStatus(store: EditorStore, paths: Paths): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('tuneline', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Tuneline';
  const show = (state: State): void => {
    const { running, verifying, shown, comparison, heat } = state;
    if (verifying !== undefined) showVerifying(item, verifying);
    else if (running !== undefined) showRunning(item, running, shown, paths);
    else if (comparison !== undefined) showComparison(item, comparison);
    else if (shown !== undefined) {
      const [goal] = goalsInSight(state, paths);
      if (goal === undefined) showResting(item, shown, heat, paths);
      else showGoal(item, goal, shown, paths);
    } else item.hide();
  };
  return vscode.Disposable.from(
    item,
    store.watch(state => state, show),
  );
}

function showVerifying(
  item: vscode.StatusBarItem,
  { heading, doing, pairs }: UnderVerification,
): void {
  const how = pairs && vscode.l10n.t('{0} of at most {1} pairs', pairs.done, pairs.most);
  item.text = `$(beaker) ${how ?? doing ?? vscode.l10n.t('measuring…')}`;
  item.tooltip = vscode.l10n.t('{0}. Click to cancel.', heading);
  item.command = 'tuneline.cancelVerifying';
  item.show();
}

function showComparison(item: vscode.StatusBarItem, { before, after, changes }: Comparison): void {
  item.text = `$(git-compare) ${activeText(changes)}`;
  item.tooltip = vscode.l10n.t(
    'Comparing {0} with {1}. Click to end the comparison.',
    before.title,
    after.title,
  );
  item.command = 'tuneline.endComparison';
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
  const text = heat
    ? hottest === undefined
      ? vscode.l10n.t('{0}: no line is hot. Show the list of hot spots.', shown.title)
      : vscode.l10n.t('{0}: the hottest line. Show the list of hot spots.', shown.title)
    : vscode.l10n.t('{0}: heat is hidden in editors. Show the list of hot spots.', shown.title);
  const kind = shown.session?.target.kind;
  const canHaveGoal = kind === 'file' || kind === 'command';
  const setGoal = ['tuneline.setGoal', `$(target) ${vscode.l10n.t('Set a Goal…')}`] as const;
  item.tooltip = tooltipOf([text], canHaveGoal ? [setGoal] : []);
  item.command = 'tuneline.hotSpots.focus';
  item.show();
}

/** `820 → 612 ms (goal 500)`; a click leads to the list, where the tunings stand that count. */
function showGoal(
  item: vscode.StatusBarItem,
  { progress }: GoalInSight,
  shown: Shown,
  paths: Paths,
): void {
  const { state, contributions } = progress;
  item.text = `$(${state === 'met' ? 'pass' : 'target'}) ${progressText(progress)}`;
  const hottest = hottestLine(shown.profile);
  const lines = [
    shown.title,
    ...progressDetails(progress, paths),
    ...contributions.map(contributionLine),
    hottest === undefined
      ? ''
      : vscode.l10n.t('The hottest line: {0}', hotText(shown, hottest, paths)),
  ];
  const lockIn = ['tuneline.lockIn', `$(lock) ${vscode.l10n.t('Lock In…')}`] as const;
  item.tooltip = tooltipOf(
    lines.filter(line => line !== ''),
    [
      ...(state === 'open' ? [] : [lockIn]),
      ['tuneline.setGoal', `$(target) ${vscode.l10n.t('Set a Goal…')}`],
      ['tuneline.hotSpots.focus', `$(flame) ${vscode.l10n.t('Hot Spots')}`],
    ],
  );
  item.command = 'tuneline.sessions.focus';
  item.show();
}

/** Lines of text, and below them what can be done. */
function tooltipOf(
  lines: readonly string[],
  links: readonly (readonly [command: string, title: string])[],
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: links.map(([command]) => command) };
  tooltip.appendMarkdown(lines.map(escaped).join('\n\n'));
  const shown = links.map(([command, title]) => `[${title}](command:${command})`);
  if (links.length > 0) tooltip.appendMarkdown(`\n\n${shown.join(' · ')}`);
  return tooltip;
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
