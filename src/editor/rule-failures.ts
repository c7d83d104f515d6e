import type * as vscode from 'vscode';
import { failuresOnce, type RuleFailure, ruleFailureText } from '../core/hints/rule-failure';

/** Writes into the log which rules failed, each once, with its stack. */
export function logRuleFailures(
  log: vscode.LogOutputChannel,
): (failures: readonly RuleFailure[]) => void {
  return failuresOnce(failure => log.error(ruleFailureText(failure), failure.error));
}
