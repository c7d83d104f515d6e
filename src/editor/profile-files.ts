import { basename } from 'node:path';
import * as vscode from 'vscode';
import { readCpuProfile } from '../core/formats/cpuprofile';
import { writeCpuProfile } from '../core/formats/cpuprofile-writer';
import type { Profile, ProfileProblem } from '../core/profile';
import type { Session } from '../core/session';
import { importedRecording, type Sessions } from './sessions';
import type { EditorStore, Shown } from './state';
import { profileProblem } from './trouble/profiles';
import type { Report } from './trouble/report';

const filters = () => ({ [vscode.l10n.t('CPU profiles')]: ['cpuprofile'] });

/** Reads a `.cpuprofile`, at original locations; an unreadable file is thrown as the file system's own error. */
export async function readProfileFile(uri: vscode.Uri): Promise<Profile | ProfileProblem> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const profile = readCpuProfile(new TextDecoder().decode(bytes));
  if ('problem' in profile) return profile;
  // Loaded when first used: activation stays short.
  const { mappedOnDisk } = await import('../run/mapped-on-disk');
  return mappedOnDisk(profile);
}

/** Opens profiles from disk as sessions, and says how many could be; no trust is asked, since nothing is run. */
export async function openProfiles(
  sessions: Sessions,
  report: Report,
  given?: vscode.Uri,
): Promise<number> {
  const picked = given
    ? [given]
    : ((await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Open Profile'),
        filters: filters(),
        canSelectMany: true,
      })) ?? []);
  let opened = 0;
  for (const uri of picked) if (await openProfile(sessions, report, uri)) opened++;
  return opened;
}

async function openProfile(sessions: Sessions, report: Report, uri: vscode.Uri): Promise<boolean> {
  const profile = await readProfileFile(uri);
  if ('problem' in profile) {
    report(profileProblem(profile, basename(uri.fsPath)));
    return false;
  }
  await addProfile(sessions, uri, profile);
  return true;
}

export function addProfile(
  sessions: Sessions,
  uri: vscode.Uri,
  profile: Profile,
): Promise<Session> {
  const target = { kind: 'imported', file: uri.fsPath, args: [], cwd: '', env: {} } as const;
  return sessions.add(target, Date.now(), importedRecording(profile));
}

/** Saves the shown profile, at original locations, for any viewer. */
export async function exportProfile(store: EditorStore): Promise<void> {
  const { shown } = store.get();
  if (shown === undefined) return;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Profile'),
    filters: filters(),
    defaultUri: suggestedName(shown),
  });
  if (uri === undefined) return;
  const text = writeCpuProfile(shown.profile, path => vscode.Uri.file(path).toString(true));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

function suggestedName(shown: Shown): vscode.Uri | undefined {
  const name = `${basename(shown.title).replace(/\.[^.]*$/, '')}.cpuprofile`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, name);
}
