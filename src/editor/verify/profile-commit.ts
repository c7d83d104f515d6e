import * as vscode from 'vscode';
import { type Session, shortCommit, targetName } from '../../core/session';
import { settingsFor } from '../settings';
import type { Sessions } from '../sessions';
import type { Report } from '../trouble/report';
import { untrusted } from '../trouble/targets';
import { commitNotProfiled, notVerifiable, waitForTheProgram } from '../trouble/verifying';
import { withMeasuringProgress } from './measuring-progress';
import type { VerifyParts } from './verify-with-progress';
import { phaseText } from './verdict-texts';
import { isBusy } from './verifying';

/**
 * Profiles the program of a session as a commit has it, in a scratch copy, and keeps that as a session of its own. Undefined when
 * the user was told why it can't be done.
 */
export async function profileCommit(
  parts: VerifyParts & { readonly sessions: Sessions; readonly report: Report },
  { target }: Session,
  revision: string,
): Promise<Session | undefined> {
  const { store, dist, log, sessions, report } = parts;
  if (!vscode.workspace.isTrusted) return void report(untrusted());
  if (isBusy(store.get())) return void report(waitForTheProgram());
  if (target.kind !== 'file' && target.kind !== 'command')
    return void report(notVerifiable(target));
  const title = targetName(target);
  const heading = vscode.l10n.t('Profiling {0} of commit {1}', title, shortCommit(revision));
  const startedAt = Date.now();
  try {
    const { recording, commit } = await withMeasuringProgress(
      store,
      { heading },
      async ({ signal, say }) => {
        // Loaded when first used: activation stays short.
        const { recordCommit } = await import('../../run/verify/record-versions');
        const request = {
          target,
          node: settingsFor(vscode.Uri.file(target.file)).node,
          dist,
          onProgress: (now: Parameters<typeof phaseText>[0]) => say({ message: phaseText(now) }),
        };
        return recordCommit(request, revision, signal);
      },
    );
    log.info(`${title} at ${commit}: ${recording.run.wall} µs`);
    const ran = { id: commit, dirty: false };
    return await sessions.add(target, { startedAt, commit: Promise.resolve(ran) }, recording);
  } catch (error) {
    return void report(commitNotProfiled(error, title));
  }
}
