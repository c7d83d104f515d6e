import { median } from 'simple-statistics';
import { endingAt, stoppingRule, type StoppingRule } from '../../core/compare';
import type { Costs, Side, Verification, VerifyNote } from '../../core/verification';
import { checkTarget } from '../plan';
import { sweepPrivateFolders } from '../private-folder';
import { check } from './check';
import { endOrphans } from './clear-away';
import { type Copies, includeFiles, makeCopies } from './copies';
import { firstRuns, runFirst } from './first-runs';
import { commitOf } from './git';
import { type Guard, startGuard } from './guard';
import { judgedBy, measure, type Measured } from './measure';
import { prepare } from './prepare';
import type { VerifyRequest } from './request';
import { Runs } from './runs';
import { ratioOf } from './times';
import { cancelledVerification } from './verify-error';
import { realPath, workspaceToCopy } from './workspace';

export { VerifyError } from './verify-error';

/** Of a run that takes less CPU time than this, in microseconds, starting Node.js is a large part. */
const shortRun = 120_000;

/** How often the program will run at most. */
export function runsAtMost(request: Pick<VerifyRequest, 'pairs' | 'rule'>): number {
  return 2 * (firstRuns + ruleOf(request).most);
}

function ruleOf({
  pairs,
  rule = stoppingRule,
}: Pick<VerifyRequest, 'pairs' | 'rule'>): StoppingRule {
  return pairs === undefined ? rule : endingAt(rule, pairs);
}

/**
 * Runs two versions of a program alternately, in scratch copies of its workspace, until the stopping rule has a verdict, and
 * compares what they write. Nothing in the workspace is changed by us; when it settles no process and no copy is left, and where
 * we are killed a guard sees to that. @throws VerifyError, RecordError
 */
export async function verify(wished: VerifyRequest, signal: AbortSignal): Promise<Verification> {
  if (signal.aborted) throw cancelledVerification();
  // As node spells it: our preloads must know themselves again.
  const request = { ...wished, dist: await realPath(wished.dist) };
  const { target, before, after } = request;
  const isMade = [before, after].some(({ edits }) => edits?.has(target.file) === true);
  if (!isMade) await checkTarget(target);
  const workspace = await workspaceToCopy(request);
  for (const { revision } of [before, after])
    if (revision !== undefined) await commitOf(workspace.root, revision);
  void sweepPrivateFolders();
  endOrphans();
  const guard = await startGuard(request.dist);
  try {
    const copies = await makeCopies(workspace, request, guard, signal);
    await includeFiles(workspace.root, request.include ?? [], copies, signal);
    return await compareCopies(request, workspace.root, copies, guard, signal);
  } catch (error) {
    throw signal.aborted ? cancelledVerification() : error;
  } finally {
    await guard.end();
  }
}

async function compareCopies(
  request: VerifyRequest,
  root: string,
  copies: Copies,
  guard: Guard,
  signal: AbortSignal,
): Promise<Verification> {
  const rule = ruleOf(request);
  const versions = await prepare(request, root, copies, guard, signal);
  const runs = new Runs(guard, request.timeout, signal);
  const notes = await runFirst(request, root, versions, copies, runs, guard, signal);
  const measured = await measure(request, rule, versions, runs);
  const { pairs } = measured;
  const compared = runs.outputs.before.compare(runs.outputs.after);
  if (request.check !== undefined) request.onProgress?.({ phase: 'checking' });
  const checked =
    request.check === undefined ? undefined : await check(request.check, versions, guard, signal);
  const differences = [...compared.differences, ...(checked?.differences ?? [])];
  const [before, after] = (['before', 'after'] as const).map(side => costsOf(side, measured));
  const hasCpu = before.cpu !== undefined && after.cpu !== undefined;
  return {
    metric: request.metric,
    verdict: judgedBy(request.metric, pairs, rule),
    ratios: {
      cpu: hasCpu ? ratioOf(pairs, 'cpu') : undefined,
      wall: ratioOf(pairs, 'wall'),
    },
    outputEqual: differences.length === 0,
    differences,
    leftOut: compared.leftOut,
    before,
    after,
    pairs,
    notes: [
      ...copies.notes,
      ...notes,
      ...notesOf(runs, measured, after),
      ...(checked?.notes ?? []),
    ],
    copied: { files: copies.size.files, bytes: copies.size.bytes },
    runs: runs.count,
  };
}

function costsOf(side: Side, { pairs }: Measured): Costs {
  const cpu = pairs.map(pair => pair[side].cpu).filter(value => value !== undefined);
  return {
    cpu: cpu.length > 0 && cpu.length === pairs.length ? median(cpu) : undefined,
    wall: pairs.length === 0 ? 0 : median(pairs.map(pair => pair[side].wall)),
  };
}

function notesOf(runs: Runs, { slept }: Measured, after: Costs): VerifyNote[] {
  const notes: VerifyNote[] = [];
  const { outputs, leftRunning } = runs;
  if (outputs.before.stderr !== outputs.after.stderr)
    notes.push({ code: 'stderr-differs', detail: '' });
  if (slept > 0) notes.push({ code: 'slept', detail: String(slept) });
  if (leftRunning > 0) notes.push({ code: 'left-running', detail: String(leftRunning) });
  if (after.cpu !== undefined && after.cpu > 0 && after.cpu < shortRun)
    notes.push({ code: 'short-runs', detail: `${Math.round(after.cpu / 1e3)} ms` });
  return notes;
}
