import * as vscode from 'vscode';
import type { RecordOptions } from '../run/record';

/** The user's settings for one file; those with a machine or workspace part resolve against the file's folder. */
export interface Settings {
  /** Undefined: the first `node` on PATH. */
  readonly node: string | undefined;
  readonly source: RecordOptions['source'];
  /** Microseconds. */
  readonly interval: number;
  readonly saveBeforeProfiling: 'ask' | 'always';
  readonly heatColor: HeatColor;
  readonly heatEnabled: boolean;
  readonly keptSessions: number;
  /** Rules whose tunings are not offered. */
  readonly disabledRules: readonly string[];
}

export type HeatColor = 'amber' | 'blue';

export function settingsFor(resource: vscode.Uri | undefined): Settings {
  const read = vscode.workspace.getConfiguration('tuneline', resource);
  const node = read.get('node', '').trim();
  return {
    node: node === '' ? undefined : withFolder(node, resource),
    source: read.get<Settings['source']>('source', 'auto'),
    interval: clamp(read.get('interval', 1000), 100, 100_000),
    saveBeforeProfiling: read.get<Settings['saveBeforeProfiling']>('saveBeforeProfiling', 'ask'),
    heatColor: read.get<HeatColor>('heat.color', 'amber'),
    heatEnabled: read.get('heat.enabled', true),
    keptSessions: clamp(read.get('sessions.keep', 50), 1, 1000),
    disabledRules: disabledRules(read),
  };
}

/** Keeps what the user answered, where it holds for every workspace. */
export async function alwaysSaveBeforeProfiling(): Promise<void> {
  await vscode.workspace
    .getConfiguration('tuneline')
    .update('saveBeforeProfiling', 'always', vscode.ConfigurationTarget.Global);
}

function disabledRules(read: vscode.WorkspaceConfiguration): string[] {
  const rules: unknown = read.get('hints.disabledRules');
  return Array.isArray(rules) ? rules.filter(rule => typeof rule === 'string') : [];
}

/** Offers a rule's tunings no more: in this workspace, or everywhere where no folder is open. */
export async function disableRule(rule: string): Promise<void> {
  const hasFolder = vscode.workspace.workspaceFolders !== undefined;
  const read = vscode.workspace.getConfiguration('tuneline');
  const rules = [...new Set([...disabledRules(read), rule])];
  await read.update(
    'hints.disabledRules',
    rules,
    hasFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}

export function openSettings(name: string): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', `tuneline.${name}`);
}

function withFolder(path: string, resource: vscode.Uri | undefined): string {
  const folder = resource && vscode.workspace.getWorkspaceFolder(resource);
  return folder ? path.replace(/\$\{workspaceFolder\}/g, () => folder.uri.fsPath) : path;
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low;
}
