import { endingAt, stoppingRule, type StoppingRule } from '../../core/compare';
import { isLoadMetric } from '../../core/metric';
import { formatShare } from '../../core/units';
import type { Costs, Verification, VerifyNote } from '../../core/verification';
import { checkTarget } from '../plan';
import { sweepPrivateFolders } from '../private-folder';
import { check } from './check';
import { endOrphans } from './clear-away';
import { type Copies, includeFiles, makeCopies } from './copies';
import { firstRuns, runFirst } from './first-runs';
import { commitOf } from './git';
import { type Guard, startGuard } from './guard';
import { judgedBy, measure, type Measured } from './measure';
import { checkMetric, verifiedLoad } from './metric-asked';
import { prepare } from './prepare';
import type { VerifyRequest } from './request';
import { Runs } from './runs';
import { costsOf, ratiosOf } from './times';
import { cancelledVerification } from './verify-error';
import { realPath, workspaceToCopy } from './workspace';

export { VerifyError } from './verify-error';

/** Of a run that takes less CPU time than this, in microseconds, starting Node.js is a large part. */
const shortRun = 120_000;
/** A client that takes more of a core than this may be what limits the requests. */
const busyClient = 0.85;

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

/** Pairs at most where nothing that ran differs: more could only find chance. */
const pairsOfOne = 5;

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
  checkMetric(request);
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
  const versions = await prepare(request, root, copies, guard, signal);
  const runs = new Runs(guard, request.timeout, signal);
  const notes = await runFirst(request, root, versions, copies, runs, guard, signal);
  const isOne = notes.some(({ code }) => code === 'nothing-differs');
  const wanted = ruleOf(request);
  const rule = isOne && wanted.most > pairsOfOne ? endingAt(wanted, pairsOfOne) : wanted;
  const measured = await measure(request, rule, versions, runs);
  const { pairs } = measured;
  const compared = runs.outputs.before.compare(runs.outputs.after);
  if (request.check !== undefined) request.onProgress?.({ phase: 'checking' });
  const checked =
    request.check === undefined ? undefined : await check(request.check, versions, guard, signal);
  const differences = [...compared.differences, ...(checked?.differences ?? [])];
  const [before, after] = (['before', 'after'] as const).map(side => costsOf(side, pairs));
  const { metric, load } = request;
  return {
    metric,
    ...(load === undefined ? {} : { load: verifiedLoad(load) }),
    verdict: judgedBy(metric, pairs, rule),
    ratios: ratiosOf(pairs),
    outputEqual: differences.length === 0,
    differences,
    leftOut: compared.leftOut,
    before,
    after,
    pairs,
    notes: [
      ...copies.notes,
      ...notes,
      ...notesOf(request, runs, measured, after),
      ...(checked?.notes ?? []),
    ],
    copied: { files: copies.size.files, bytes: copies.size.bytes },
    runs: runs.count,
  };
}

function notesOf(
  { metric, load }: VerifyRequest,
  runs: Runs,
  { slept }: Measured,
  after: Costs,
): VerifyNote[] {
  const notes: VerifyNote[] = [];
  const { outputs, leftRunning } = runs;
  // What a server under load logs is of each request.
  if (load === undefined && outputs.before.stderr !== outputs.after.stderr)
    notes.push({ code: 'stderr-differs', detail: '' });
  if (slept > 0) notes.push({ code: 'slept', detail: String(slept) });
  if (leftRunning > 0) notes.push({ code: 'left-running', detail: String(leftRunning) });
  if (load?.kind === 'command' && after.load === undefined)
    notes.push({ code: 'requests-not-told', detail: load.line });
  const client = after.load?.client ?? 0;
  if (isLoadMetric(metric) && client > busyClient)
    notes.push({ code: 'client-busy', detail: formatShare(client) });
  const isPlain = load === undefined && metric !== 'start-up';
  if (isPlain && after.cpu !== undefined && after.cpu > 0 && after.cpu < shortRun)
    notes.push({ code: 'short-runs', detail: `${Math.round(after.cpu / 1e3)} ms` });
  return notes;
}
