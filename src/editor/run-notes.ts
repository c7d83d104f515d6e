import * as vscode from 'vscode';
import type { RunNote, Session } from '../core/session';
import { unreachable } from '../core/units';

/** What the user should know of how a session was recorded, one sentence each. */
export function noteTexts(session: Session | undefined): string[] {
  const notes = session?.runs.flatMap(run => run.notes) ?? [];
  return [...new Set(notes.map(noteText))];
}

export function noteText({ code, detail }: RunNote): string {
  switch (code) {
    case 'log-unavailable':
      return vscode.l10n.t(
        'V8’s log could not be had, so the inspector sampled instead: {0}',
        detail,
      );
    case 'log-truncated':
      return vscode.l10n.t('V8’s log breaks off: the last moments are missing.');
    case 'disk-full':
      return vscode.l10n.t(
        'The disk of {0} was full, so much of what the program did was not recorded. Make room, or set TMPDIR to another folder.',
        detail,
      );
    case 'own-profiler':
      return vscode.l10n.t(
        'The program samples itself by the inspector, which suspends V8’s log: {0} of CPU time has no samples. Profile it without.',
        detail,
      );
    case 'only-launcher':
      return vscode.l10n.t(
        'The command starts no Node.js program: what is shown is the time of {0} itself.',
        detail,
      );
    case 'map-missing':
      return vscode.l10n.t('A source map was not found: {0}', detail);
    case 'map-broken':
      return vscode.l10n.t('A source map can’t be read: {0}', detail);
    case 'few-samples':
      if (detail === '0') return vscode.l10n.t('No sample was taken on a line of a file.');
      return vscode.l10n.t(
        'Only {0} samples on lines of files: too few to believe a share.',
        detail,
      );
    case 'truncated-stacks':
      return vscode.l10n.t('Very deep stacks are cut off, {0} in all.', detail);
    case 'tool-time':
      return vscode.l10n.t(
        'Loading and compiling took {0}; it is left out of every share.',
        detail,
      );
    case 'text-changed':
      return vscode.l10n.t('A file was changed while the program ran: {0}', detail);
    case 'workers-not-included':
      return vscode.l10n.t('Worker threads ran beside it ({0}) and are not included.', detail);
    case 'still-running':
      return vscode.l10n.t(
        'Processes that it started went on when it had ended ({0}); what they did until then is included.',
        detail,
      );
    case 'became-other':
      return detail === 'SIGPROF'
        ? vscode.l10n.t(
            'It became another program (process.execve), which a last signal of the profiler ended. Profile it again: it happens in few runs.',
          )
        : vscode.l10n.t(
            'It became another program (process.execve), which is not recorded: all that is shown was before.',
          );
    case 'idle':
      return vscode.l10n.t(
        'Nothing came in: the program waited all the time ({0}). Send it requests while it is recorded.',
        detail,
      );
    case 'never-listened':
      return vscode.l10n.t('It never listened at a port, so all of its life is shown.');
    case 'load-not-answered':
      return vscode.l10n.t('Not every request was answered with success: {0}.', detail);
    case 'load-failed':
      return vscode.l10n.t('The load command failed with exit code {0}.', detail);
    case 'cut-off':
      return vscode.l10n.t('The program did not answer at the end: the last moments are missing.');
    default:
      return unreachable(code);
  }
}
