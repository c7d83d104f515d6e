import * as vscode from 'vscode';
import { explanationOf, type Hint, type Template } from '../core/hints/hint';
import { unreachable } from '../core/units';
import type { HintPointer } from './verify/hint-pointer';

/** A template of a rule in the user's language. */
export function translated(template: Template): string {
  return vscode.l10n.t(template.text, ...template.args);
}

/** Menus show text as it is: code stands in quotes there. */
export function inMenu(text: string): string {
  return text.replace(/`([^`]*)`/g, '“$1”');
}

/** How a hint can be applied from a hover, and whether one more run may tell its size. */
export interface HintLinks {
  readonly apply: 'and-verify' | 'only';
  readonly canCount: boolean;
}

/** A hint as a paragraph of a hover: what, why, in which case it differs, and where there is more to read. */
export function hintLine(hint: Hint, uri: vscode.Uri, { apply, canCount }: HintLinks): string {
  const { rule, line } = hint;
  const what: HintPointer = { uri: uri.toString(), rule, line };
  const link = (words: string, command: string, ...args: readonly (string | HintPointer)[]) =>
    `[${words}](${commandLink(command, ...args)})`;
  const applied =
    apply === 'only'
      ? link(vscode.l10n.t('Apply'), 'tuneline.applyTuning', what)
      : link(vscode.l10n.t('Apply and verify'), 'tuneline.applyAndVerify', what);
  const count = link(vscode.l10n.t('Count how often it runs'), 'tuneline.countRuns');
  const explain = link(vscode.l10n.t('Explain'), 'tuneline.explainTuning', rule);
  const more = [hint.edits.length > 0 ? applied : '', canCount ? count : '', explain];
  const links = more.filter(one => one !== '').join(' · ');
  return `$(lightbulb) **${translated(hint.title)}** (${safetyName(hint)})  \n${explanation(hint)} ${links}`;
}

/** What the links of `hintLine` run; the text that holds it must enable these. */
export const hintCommands: readonly string[] = [
  'tuneline.applyAndVerify',
  'tuneline.applyTuning',
  'tuneline.countRuns',
  'tuneline.explainTuning',
];

/** Why it is worth it, and in which case it differs, as sentences. */
export function explanation(hint: Hint): string {
  return explanationOf(hint, translated);
}

export function safetyName({ safety }: Hint): string {
  switch (safety) {
    case 'safe':
      return vscode.l10n.t('safe');
    case 'review':
      return vscode.l10n.t('needs review');
    case 'advice':
      return vscode.l10n.t('advice');
    default:
      return unreachable(safety);
  }
}

/** A link in a hover or tooltip that runs a command; the text that holds it must enable that command. */
export function commandLink(
  command: string,
  ...args: readonly (string | number | HintPointer)[]
): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}
