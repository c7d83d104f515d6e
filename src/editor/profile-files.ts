import { basename } from 'node:path';
import * as vscode from 'vscode';
import { writeCpuProfile } from '../core/formats/cpuprofile-writer';
import {
  sessionFileExtension,
  type SessionInFile,
  writeSessionFile,
} from '../core/formats/session-file';
import type { Profile, ProfileProblem } from '../core/profile';
import type { Session } from '../core/session';
import type { OpenedFile } from '../run/opened-file';
import type { RunOfSession } from './session-rows';
import type { Sessions } from './sessions';
import { importedRecording, recordingToShow } from './shown-session';
import { lastRun, type EditorStore } from './state';
import { notExported, profileProblem, profileUnreadable } from './trouble/profiles';
import type { Report } from './trouble/report';
import { noProfileYet } from './trouble/targets';

const cpuProfiles = () => ({ [vscode.l10n.t('CPU profiles')]: ['cpuprofile'] });
const sessionFiles = () => ({ [vscode.l10n.t('Tuneline sessions')]: [sessionFileExtension] });

async function readFile(uri: vscode.Uri): Promise<OpenedFile> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  // Loaded when first used: activation stays short.
  const { readOpenedFile } = await import('../run/opened-file');
  return readOpenedFile(bytes);
}

/** Reads a `.cpuprofile`, at original locations; an unreadable file is thrown as the file system's own error. */
export async function readProfileFile(uri: vscode.Uri): Promise<Profile | ProfileProblem> {
  const read = await readFile(uri);
  if ('problem' in read) return read;
  if (read.kind !== 'cpuprofile')
    return { problem: 'unsupported', detail: vscode.l10n.t('It holds a session of Tuneline.') };
  return mapped(read.profile);
}

async function mapped(profile: Profile): Promise<Profile> {
  const { mappedOnDisk } = await import('../run/mapped-on-disk');
  return mappedOnDisk(profile);
}

/** Opens profiles from disk as sessions, and says how many could be; no trust is asked, since nothing is run. */
export async function openProfiles(
  sessions: Sessions,
  report: Report,
  given?: vscode.Uri,
): Promise<number> {
  const all = [...Object.values(cpuProfiles()), ...Object.values(sessionFiles())].flat();
  const picked = given
    ? [given]
    : ((await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Open Profile'),
        filters: { [vscode.l10n.t('Profiles and sessions')]: all },
        canSelectMany: true,
      })) ?? []);
  let opened = 0;
  for (const uri of picked) if (await openProfile(sessions, report, uri)) opened++;
  return opened;
}

async function openProfile(sessions: Sessions, report: Report, uri: vscode.Uri): Promise<boolean> {
  const name = basename(uri.fsPath);
  let read: OpenedFile;
  try {
    read = await readFile(uri);
  } catch (error) {
    report(profileUnreadable(error, name));
    return false;
  }
  if ('problem' in read) {
    report(profileProblem(read, name));
    return false;
  }
  if (read.kind === 'session') await sessions.open(read.file);
  else if (read.kind === 'recording')
    await sessions.add(importedTarget(uri), { startedAt: Date.now() }, read.recording);
  else await addProfile(sessions, uri, await mapped(read.profile));
  return true;
}

const importedTarget = (uri: vscode.Uri) =>
  ({ kind: 'imported', file: uri.fsPath, args: [], cwd: '', env: {} }) as const;

export function addProfile(
  sessions: Sessions,
  uri: vscode.Uri,
  profile: Profile,
): Promise<Session> {
  const began = { startedAt: Date.now() };
  return sessions.add(importedTarget(uri), began, importedRecording(profile));
}

/** Saves the shown profile, at original locations, for any viewer. */
export async function exportProfile(store: EditorStore, report: Report): Promise<void> {
  const { shown } = store.get();
  if (shown === undefined) return;
  await saveAs(report, shown.title, 'cpuprofile', () => asCpuProfile(shown.profile));
}

/** Saves a session, the shown one when none is named: as a profile for any viewer, or whole, for Tuneline. */
export async function exportSession(
  { store, sessions, report }: { store: EditorStore; sessions: Sessions; report: Report },
  titleOf: (session: Session) => string,
  what: Session | RunOfSession | undefined,
): Promise<void> {
  const { shown } = store.get();
  const given = what !== undefined && 'session' in what ? what.session : what;
  const session = given ?? store.get().sessions.find(({ id }) => id === shown?.id);
  if (session === undefined) return report(noProfileYet());
  const format = await pickFormat();
  if (format === undefined) return;
  const run = what !== undefined && 'run' in what ? what.run.id : undefined;
  const shownRun = shown?.id === session.id ? lastRun(shown.session)?.id : undefined;
  const file = await sessions.read(session);
  if (file === undefined) return; // it was told
  const profile = () =>
    recordingToShow(file.session, file.recordings, run ?? shownRun)?.profile ?? shown?.profile;
  await saveAs(report, titleOf(session), format, async () => {
    const wanted = format === 'cpuprofile' ? profile() : undefined;
    return wanted === undefined ? packed(file) : asCpuProfile(wanted);
  });
}

async function pickFormat(): Promise<'cpuprofile' | typeof sessionFileExtension | undefined> {
  const items = [
    {
      label: vscode.l10n.t('$(graph) CPU Profile'),
      description: '.cpuprofile',
      detail: vscode.l10n.t('The profile alone, for Chrome DevTools, VS Code and other viewers'),
      format: 'cpuprofile' as const,
    },
    {
      label: vscode.l10n.t('$(archive) Tuneline Session'),
      description: `.${sessionFileExtension}`,
      detail: vscode.l10n.t(
        'All runs and verdicts, for Open Profile; without source text and environment variables',
      ),
      format: sessionFileExtension,
    },
  ];
  const title = vscode.l10n.t('Export Session');
  return (await vscode.window.showQuickPick(items, { title }))?.format;
}

async function saveAs(
  report: Report,
  title: string,
  extension: 'cpuprofile' | typeof sessionFileExtension,
  content: () => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  const isProfile = extension === 'cpuprofile';
  const uri = await vscode.window.showSaveDialog({
    title: isProfile ? vscode.l10n.t('Export Profile') : vscode.l10n.t('Export Session'),
    filters: isProfile ? cpuProfiles() : sessionFiles(),
    defaultUri: suggestedName(title, extension),
  });
  if (uri === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(uri, await content());
  } catch (error) {
    report(notExported(error, basename(uri.fsPath)));
  }
}

function asCpuProfile(profile: Profile): Uint8Array {
  const text = writeCpuProfile(profile, path => vscode.Uri.file(path).toString(true));
  return new TextEncoder().encode(text);
}

async function packed(file: SessionInFile): Promise<Uint8Array> {
  const { gzipSync } = await import('node:zlib');
  return gzipSync(writeSessionFile(file));
}

function suggestedName(title: string, extension: string): vscode.Uri | undefined {
  const name = basename(title)
    .replace(/\.[cm]?[jt]sx?$|\.cpuprofile$/, '')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '-');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, `${name}.${extension}`);
}
