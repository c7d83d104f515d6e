import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** The folder that the suite's window has open: a scratch copy of the sample workspace. */
export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the window has no folder');
  return folder.uri.fsPath;
}

/** Writes a program into the workspace and returns where it is. */
export function program(name: string, text: string): vscode.Uri {
  const file = join(workspaceFolder(), name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return vscode.Uri.file(file);
}

export function sample(name: string): vscode.Uri {
  return vscode.Uri.file(join(workspaceFolder(), 'src', name));
}

export async function profile(file: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('tuneline.profileFile', file);
}

/** 0-based line of the first place where `code` stands. */
export function lineWith(document: vscode.TextDocument, code: string): number {
  const at = document.getText().indexOf(code);
  assert.ok(at >= 0, `${document.fileName} has no ${code}`);
  return document.positionAt(at).line;
}

/** What the hover on the line with `code` says, '' if nothing of ours. */
export async function hoverText(file: vscode.Uri, code: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const line = lineWith(document, code);
  const start = document.lineAt(line).firstNonWhitespaceCharacterIndex;
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    file,
    new vscode.Position(line, start),
  );
  return hovers
    .flatMap(hover => hover.contents)
    .map(content => (typeof content === 'string' ? content : content.value))
    .filter(text => /\b(self|with calls)\b|\(command:tuneline\./.test(text))
    .join('\n');
}

/** The share of active time that the hover on the line with `code` names as self, in percent. */
export async function selfPercent(file: vscode.Uri, code: string): Promise<number> {
  const text = await hoverText(file, code);
  const said = /\*\*([\d.]+)\s?% self\*\*/.exec(text);
  assert.ok(said, `the hover on ${code} names no self time: ${text}`);
  return Number(said[1]);
}

/** Asks again until the answer is there; for what other processes do in their own time. */
export async function eventually<Answer>(
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  what: string | (() => string),
  seconds = 30,
): Promise<Answer> {
  for (let waited = 0; waited < seconds * 10; waited++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`After ${seconds} s still not: ${typeof what === 'string' ? what : what()}`);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: there is no such process, which is the answer
  }
}
