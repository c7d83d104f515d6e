import * as vscode from 'vscode';
import type { LaunchFile, LaunchOffer } from '../run/targets/launch-entries';
import type { Offer } from '../run/targets/offer';
import { packagesBelow } from '../run/targets/packages';
import { type ScriptOffer, scriptOffers } from '../run/targets/scripts';
import { packageTestOffers, testOffer } from '../run/targets/tests';

/** At most so many test files are listed; any of them can be opened and profiled. */
const mostTests = 200;

/** One pattern each: braces in braces find nothing. */
const testFiles = [
  '**/*.{test,spec}.{js,mjs,cjs,jsx,ts,mts,cts,tsx}',
  '**/{__tests__,test,tests,spec}/**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}',
];
const notOurs = '**/{node_modules,dist,out,build,coverage}/**';

/** Entries of every launch.json of the window, and of its workspace file. @throws TargetError when one can't be read */
export async function launchesOfWindow(): Promise<LaunchOffer[]> {
  const { launchOffers } = await import('../run/targets/launch-entries');
  const found = await Promise.all(launchFiles().map(launchOffers));
  return found.flat().filter(offer => offer.name !== '');
}

function launchFiles(): LaunchFile[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const files: LaunchFile[] = workspaceFolders
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => ({
      file: vscode.Uri.joinPath(uri, '.vscode', 'launch.json').fsPath,
      folder: uri.fsPath,
    }));
  if (workspaceFile?.scheme === 'file')
    files.push({ file: workspaceFile.fsPath, folder: undefined });
  return files;
}

/** Scripts of every package of the window. */
export async function scriptsOfWindow(signal: AbortSignal): Promise<ScriptOffer[]> {
  return (await packagesOfWindow(signal)).flatMap(scriptOffers);
}

async function packagesOfWindow(signal: AbortSignal) {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  const found = await Promise.all(folders.map(({ uri }) => packagesBelow(uri.fsPath, signal)));
  const packages = found.flat();
  // One folder of a workspace may lie in another.
  return packages.filter((one, at) => at === packages.findIndex(({ file }) => file === one.file));
}

/** All tests of each package, then test files one by one. */
export async function testsOfWindow(signal: AbortSignal): Promise<Offer[]> {
  const result: Offer[] = (await packagesOfWindow(signal)).flatMap(packageTestOffers);
  const found = await Promise.all(
    testFiles.map(pattern => vscode.workspace.findFiles(pattern, notOurs, mostTests)),
  );
  const files = [...new Set(found.flat().map(uri => uri.fsPath))];
  for (const [at, file] of files.sort((a, b) => a.localeCompare(b, 'en')).entries()) {
    signal.throwIfAborted();
    const offer = testOffer(file);
    if (offer !== undefined) result.push(offer);
    // Reading them takes a while: the host has other things to do as well.
    if (at % 10 === 9) await new Promise(resolve => setImmediate(resolve));
  }
  return result;
}
