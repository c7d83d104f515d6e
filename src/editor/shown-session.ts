import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { hintRequest, type StandingText } from '../core/hints/request';
import { mergeRecordings } from '../core/merge';
import type { Profile } from '../core/profile';
import { executionsOf, hasParts, type Recording, type Run, type Session } from '../core/session';
import type { Paths } from './paths';
import { runTitle, sessionTitle } from './session-rows';
import { lastRun, type Shown } from './state';
import type { Syntax } from './syntax';

export function shownOf(
  session: Session,
  { profile, run, counts }: Recording,
  ran: Shown['ran'],
  paths: Paths,
): Shown {
  return {
    id: session.id,
    title: titleOf(session, run, paths),
    session: hasParts(session) ? { ...session, runs: [run] } : session,
    profile,
    ran,
    counts,
    live: false,
  };
}

/** What to ask for the hints of what is shown on one of its texts. */
export function shownRequest({ profile, counts, session }: Shown, standing: StandingText) {
  const executions = session === undefined ? 1 : executionsOf(session.runs);
  return hintRequest(profile, standing, counts?.get(standing.file), executions);
}

/** A session's name; where its runs are recordings of their own, with the one's that is meant. */
export function titleOf(session: Session, run: Run | undefined, paths: Paths): string {
  const title = sessionTitle(session, paths);
  const index = session.runs.findIndex(one => one.id === run?.id);
  return hasParts(session) && run !== undefined && index >= 0
    ? `${title} · ${runTitle(run, index)}`
    : title;
}

/** What is shown, with what its session says now: another window may have renamed it, or measured a change. */
export function refreshed(
  shown: Shown | undefined,
  sessions: readonly Session[],
  paths: Paths,
): Shown | undefined {
  const known = sessions.find(({ id }) => id === shown?.id);
  if (shown?.session === undefined || shown.live || known === undefined) return shown;
  const { runs } = shown.session;
  const session = hasParts(known) ? { ...known, runs } : known;
  if (isDeepStrictEqual(session, shown.session)) return shown;
  return { ...shown, session, title: titleOf(known, lastRun(shown.session), paths) };
}

/** What of a session is shown: the recording that is asked for or else the last one, or all runs added up. */
export function recordingToShow(
  session: Session,
  recordings: readonly Recording[],
  run?: string,
): Recording | undefined {
  const [first, ...others] = hasParts(session)
    ? [recordings.find(one => one.run.id === run) ?? recordings.at(-1)]
    : recordings;
  if (first === undefined) return undefined;
  const rest = others.filter(one => one !== undefined);
  return mergeRecordings([first, ...rest], first.run.id);
}

/** Where the source knew no call lines, they are estimated from the texts that ran; the profile then says so. */
export async function withCallLines(
  recording: Recording,
  texts: ReadonlyMap<string, string>,
  syntax: Syntax,
): Promise<Recording> {
  if (recording.profile.callLines !== 'none' || texts.size === 0) return recording;
  try {
    const signal = AbortSignal.timeout(10_000);
    return { ...recording, profile: await syntax.callLines(recording.profile, texts, signal) };
  } catch {
    return recording; // too large to be read in time: totals by line stay unknown, and say so
  }
}

/** A profile that was made elsewhere, as a recording: what is not known of its run is left open. */
export function importedRecording(profile: Profile): Recording {
  return {
    run: {
      id: randomUUID(),
      exitCode: undefined,
      signal: undefined,
      ended: 'by-itself',
      wall: profile.duration,
      cpu: undefined,
      syncWait: undefined,
      nodeVersion: '',
      runner: '',
      notes: [],
    },
    profile,
    texts: new Map(),
  };
}
