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

/**
 * A hint as a paragraph of a hover: what, why, in which case it differs, and where there is more to read. `canCount`: one more run
 * may tell its size.
 */
export function hintLine(hint: Hint, uri: vscode.Uri, canCount: boolean): string {
  const { rule, line } = hint;
  const what: HintPointer = { uri: uri.toString(), rule, line };
  const verify = `[${vscode.l10n.t('Apply and verify')}](${commandLink('tuneline.applyAndVerify', what)})`;
  const count = `[${vscode.l10n.t('Count how often it runs')}](${commandLink('tuneline.countRuns')})`;
  const explain = `[${vscode.l10n.t('Explain')}](${commandLink('tuneline.explainTuning', rule)})`;
  const more = [hint.edits.length > 0 ? verify : '', canCount ? count : '', explain];
  const links = more.filter(one => one !== '').join(' · ');
  return `$(lightbulb) **${translated(hint.title)}** (${safetyName(hint)})  \n${explanation(hint)} ${links}`;
}

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
