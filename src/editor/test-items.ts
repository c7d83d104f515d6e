import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { packagesAbove } from '../run/targets/packages';
import { escaped, type TestCall } from '../run/targets/test-names';
import { packageTestOffers, type TestOffer, testOffer } from '../run/targets/tests';
import { lineInProfile, type Paths } from './paths';
import type { Syntax } from './syntax';

/**
 * What an item of the Test Explorer stands for: a test or a suite, a file, or a folder with all of its package's tests. The item
 * is another extension's: its place is believed, its labels where there is none.
 */
export async function testOfItem(
  item: vscode.TestItem,
  syntax: Syntax,
  paths: Paths,
): Promise<TestOffer | undefined> {
  const uri = item.uri ?? firstPlace(item);
  if (uri === undefined || uri.scheme !== 'file') return undefined;
  if (
    statSync(uri.fsPath, { throwIfNoEntry: false })?.isDirectory() !== false ||
    item.uri === undefined
  )
    return packagesAbove(uri.fsPath).flatMap(packageTestOffers)[0];
  const file = paths.inProfile(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  const call = isFileItem(item)
    ? undefined
    : await callOf(item, () =>
        syntax.testCalls(file, document.getText(), AbortSignal.timeout(10_000)),
      );
  return testOffer(file, call, document.getText());
}

/** The outermost item of a file stands for all of it, unless it is a test itself. */
function isFileItem(item: vscode.TestItem): boolean {
  const isOutermost = item.parent?.uri?.toString() !== item.uri?.toString();
  const startsAtTop =
    item.range === undefined || item.range.start.isEqual(new vscode.Position(0, 0));
  return isOutermost && startsAtTop && (item.children.size > 0 || item.canResolveChildren);
}

async function callOf(
  item: vscode.TestItem,
  calls: () => Promise<TestCall[]>,
): Promise<Pick<TestCall, 'kind' | 'names'>> {
  const line = item.range && lineInProfile(item.range.start.line);
  const found = (await calls()).filter(call => call.line === line);
  const named = found.find(call => call.names.at(-1)?.text === item.label);
  return named ?? found[0] ?? byLabels(item);
}

function byLabels(item: vscode.TestItem): Pick<TestCall, 'kind' | 'names'> {
  const labels: string[] = [];
  for (let at: vscode.TestItem | undefined = item; at !== undefined; at = at.parent) {
    if (at.uri?.toString() !== item.uri?.toString() || (at !== item && isFileItem(at))) break;
    labels.unshift(at.label);
  }
  return {
    kind: item.children.size > 0 ? 'suite' : 'test',
    names: labels.map(text => ({ text, pattern: escaped(text) })),
  };
}

/** Of an item without a place: the first one below it. */
function firstPlace(item: vscode.TestItem): vscode.Uri | undefined {
  for (const [, child] of item.children) {
    const found = child.uri ?? firstPlace(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
