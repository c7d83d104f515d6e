import { readFile } from 'node:fs/promises';
import { hotSpots } from '../../core/hot-lines';
import { type RanText, ranText } from '../../core/line-anchors';
import { mergeRecordings } from '../../core/merge';
import type { Compared } from '../../core/profile-changes';
import type { Recording } from '../../core/session';
import type { Micros } from '../../core/units';
import type { Side } from '../../core/verification';
import { movedFile, withFilesMoved } from '../moved-files';
import { record } from '../record';
import { startGuarded } from '../start-guarded';
import type { Target } from '../target';
import { type Copy, includeFiles, makeCopies } from './copies';
import { startGuard } from './guard';
import { targetInCopy } from './plain-command';
import { prepare } from './prepare';
import type { VerifyRequest } from './request';
import { cancelledVerification } from './verify-error';
import { realPath, withRealPaths, workspaceToCopy } from './workspace';

/** A short program is run again, until there are samples enough to compare. */
const enough: Micros = 2e6;
const mostRuns = 3;

/**
 * Profiles both versions of a program, in scratch copies as for a verification, by the workspace's own paths: to see which lines
 * cost more in one than in the other. @throws VerifyError, RecordError
 */
export async function recordVersions(
  wished: VerifyRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<Side, Compared>>> {
  const request = { ...wished, dist: await realPath(wished.dist) };
  const workspace = await workspaceToCopy(request);
  const { root } = workspace;
  const target = await withRealPaths(request.target);
  const guard = await startGuard(request.dist);
  try {
    const copies = await makeCopies(workspace, request, guard, signal);
    await includeFiles(root, request.include ?? [], copies, signal);
    await prepare(request, root, copies, guard, signal);
    const recorded = async (copy: Copy): Promise<Compared> => {
      const places = { root, copy: copy.folder, scratch: guard.folder };
      const recordings = await recordedRuns(targetInCopy(target, places), request, signal);
      return comparedIn(recordings, await realPath(copy.folder), root);
    };
    return { before: await recorded(copies.before), after: await recorded(copies.after) };
  } catch (error) {
    throw signal.aborted ? cancelledVerification() : error;
  } finally {
    await guard.end();
  }
}

async function recordedRuns(
  target: Target,
  { dist, node }: VerifyRequest,
  signal: AbortSignal,
): Promise<Recording[]> {
  const recordings: Recording[] = [];
  let wall = 0;
  while (recordings.length < mostRuns && wall < enough) {
    const start = startGuarded(dist, 'ignore');
    const how = { dist, node, source: 'auto', interval: 1000, start } as const;
    const recording = await record(target, how, signal).done;
    recordings.push(recording);
    wall += recording.run.wall;
  }
  return recordings;
}

/** With the texts that ran, which the copy still has: lines are found again through what was changed. */
async function comparedIn(
  recordings: readonly Recording[],
  copy: string,
  root: string,
): Promise<Compared> {
  const { profile } = mergeRecordings(recordings, 'version');
  const ran = new Map<string, RanText>();
  for (const file of hotSpots(profile).byFile.keys()) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined)
      ran.set(movedFile(file, copy, root), ranText(text.split(/\r\n|\r|\n/), []));
  }
  return { profile: withFilesMoved(profile, copy, root), runs: recordings.length, ran };
}
