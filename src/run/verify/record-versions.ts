import { readFile } from 'node:fs/promises';
import { hotSpots } from '../../core/hot-lines';
import { type RanText, ranText } from '../../core/line-anchors';
import { mergeRecordings } from '../../core/merge';
import type { Profile } from '../../core/profile';
import type { Compared } from '../../core/profile-changes';
import type { Recording, Run } from '../../core/session';
import type { Micros } from '../../core/units';
import type { Side } from '../../core/verification';
import { movedFile, withFilesMoved } from '../moved-files';
import { record } from '../record';
import { startGuarded } from '../start-guarded';
import type { Target } from '../target';
import { type Copies, type Copy, includeFiles, makeCopies } from './copies';
import { commitOf } from './git';
import { startGuard } from './guard';
import { targetInCopy } from './plain-command';
import { prepare } from './prepare';
import type { VerifyRequest } from './request';
import { cancelledVerification } from './verify-error';
import { realPath, withRealPaths, workspaceToCopy } from './workspace';

/** A short program is run again, until there are samples enough to compare. */
const enough: Micros = 2e6;
const mostRuns = 3;

/** A version with the last of its runs: one that failed did not do what the other did. */
export interface RecordedVersion extends Compared {
  readonly last: Run;
}

/**
 * Profiles both versions of a program, in scratch copies as for a verification, by the workspace's own paths: to see which lines
 * cost more in one than in the other. @throws VerifyError, RecordError
 */
export function recordVersions(
  wished: VerifyRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<Side, RecordedVersion>>> {
  return inCopies(wished, signal, async ({ before, after }, recorded) => {
    const compared = async (copy: Copy): Promise<RecordedVersion> => {
      const { recordings, ran, profile } = await recorded(copy, mostRuns);
      const last = recordings[recordings.length - 1].run;
      return { profile, runs: recordings.length, ran, last };
    };
    return { before: await compared(before), after: await compared(after) };
  });
}

/** Profiles one run of a program as a commit has it, in a scratch copy, by the workspace's own paths. @throws VerifyError, RecordError */
export function recordCommit(
  wished: Omit<VerifyRequest, 'before' | 'after' | 'metric' | 'askFor'>,
  revision: string,
  signal: AbortSignal,
): Promise<{ readonly recording: Recording; readonly commit: string }> {
  const request = { ...wished, metric: 'cpu', before: { revision }, after: { revision } } as const;
  return inCopies(request, signal, async ({ before }, recorded, root) => {
    const { recordings, ran, profile, moved } = await recorded(before, 1);
    const [{ run, texts }] = recordings;
    const textsMoved = new Map([...texts].map(([file, hash]) => [moved(file), hash]));
    const commit = await commitOf(root, revision);
    return { recording: { run, profile, texts: textsMoved, ran }, commit };
  });
}

interface Recorded {
  readonly recordings: readonly Recording[];
  /** Of all of them. */
  readonly profile: Profile;
  /** The texts that ran, which the copy still has: lines are found again through what was changed. */
  readonly ran: ReadonlyMap<string, RanText>;
  /** The path in the workspace of a file in the copy. */
  readonly moved: (file: string) => string;
}

async function inCopies<Made>(
  wished: VerifyRequest,
  signal: AbortSignal,
  work: (
    copies: Copies,
    recorded: (copy: Copy, most: number) => Promise<Recorded>,
    root: string,
  ) => Promise<Made>,
): Promise<Made> {
  const request = { ...wished, dist: await realPath(wished.dist) };
  const workspace = await workspaceToCopy(request);
  const { root } = workspace;
  const target = await withRealPaths(request.target);
  const guard = await startGuard(request.dist);
  try {
    const copies = await makeCopies(workspace, request, guard, signal);
    await includeFiles(root, request.include ?? [], copies, signal);
    await prepare(request, root, copies, guard, signal);
    const recorded = async (copy: Copy, most: number): Promise<Recorded> => {
      const places = { root, copy: copy.folder, scratch: guard.folder };
      const inCopy = targetInCopy(target, places);
      const recordings = await recordedRuns(inCopy, request, most, signal);
      const folder = await realPath(copy.folder);
      const moved = (file: string) => movedFile(file, folder, root);
      const { profile } = mergeRecordings(recordings, 'version');
      const ran = await textsThatRan(profile, moved);
      return { recordings, profile: withFilesMoved(profile, folder, root), ran, moved };
    };
    return await work(copies, recorded, root);
  } catch (error) {
    throw signal.aborted ? cancelledVerification() : error;
  } finally {
    await guard.end();
  }
}

async function recordedRuns(
  target: Target,
  { dist, node }: VerifyRequest,
  most: number,
  signal: AbortSignal,
): Promise<Recording[]> {
  const recordings: Recording[] = [];
  let wall = 0;
  while (recordings.length < most && wall < enough) {
    const start = startGuarded(dist, 'ignore');
    const how = { dist, node, source: 'auto', interval: 1000, start } as const;
    const recording = await record(target, how, signal).done;
    recordings.push(recording);
    wall += recording.run.wall;
  }
  return recordings;
}

async function textsThatRan(
  profile: Profile,
  moved: (file: string) => string,
): Promise<Map<string, RanText>> {
  const ran = new Map<string, RanText>();
  for (const file of hotSpots(profile).byFile.keys()) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) ran.set(moved(file), ranText(text.split(/\r\n|\r|\n/), []));
  }
  return ran;
}
