import type { FrameKind, Lane, ProfileProblem, Script } from '../profile';
import type { CpuProfile, CpuProfileNode } from './cpuprofile';

/**
 * What was read from a `.cpuprofile`, made safe to work with: what is not a profile is said, and within a profile numbers that
 * can't be meant, such as negative lines or counts, become "not known" or nothing.
 */
export function checkedCpuProfile(json: unknown): CpuProfile | ProfileProblem {
  const wrong = problemWith(json);
  if (wrong !== undefined) return wrong;
  const { nodes, startTime, endTime, samples, timeDeltas, tuneline } = json as CpuProfile;
  const checked = nodes.map(checkedNode);
  const isChild = new Set(checked.flatMap(node => node.children ?? []));
  if (checked.every(node => isChild.has(node.id)))
    return { problem: 'not-a-profile', detail: 'Its nodes call each other in a circle.' };
  return {
    nodes: checked,
    startTime: finite(startTime),
    endTime: finite(endTime),
    samples,
    timeDeltas: timeDeltas?.map(finite),
    tuneline: checkedKept(tuneline),
  };
}

function problemWith(json: unknown): ProfileProblem | undefined {
  const not = (detail: string): ProfileProblem => ({ problem: 'not-a-profile', detail });
  if (typeof json !== 'object' || json === null) return not('The file is JSON, but not an object.');
  if ('traceEvents' in json || (Array.isArray(json) && json[0]?.ph !== undefined)) {
    return {
      problem: 'unsupported',
      detail: 'This is a trace of Chrome’s Performance panel, not a CPU profile.',
    };
  }
  if ('head' in json && 'snapshot' in json === false && !('nodes' in json)) {
    const detail = 'This is either a heap profile or a CPU profile of Chrome before version 58.';
    return { problem: 'unsupported', detail };
  }
  if ('snapshot' in json) return { problem: 'unsupported', detail: 'This is a heap snapshot.' };
  const { nodes, samples, timeDeltas } = json as Partial<CpuProfile>;
  if (!Array.isArray(nodes)) return not('It has no list of nodes.');
  if (nodes.length === 0) return { problem: 'empty', detail: 'It holds no nodes.' };
  for (const [index, node] of nodes.entries()) {
    if (
      typeof node?.id !== 'number' ||
      typeof node.callFrame?.functionName !== 'string' ||
      typeof node.callFrame.url !== 'string'
    ) {
      return not(`Node ${index} has no id or no call frame.`);
    }
  }
  if (samples !== undefined && !Array.isArray(samples)) return not('Its samples are not a list.');
  if (timeDeltas !== undefined && !Array.isArray(timeDeltas))
    return not('Its timeDeltas are not a list.');
  return problemWithTimes(json);
}

/** Microseconds of a year: nothing is sampled for so long, and what claims to be would have all of the time. */
const longest = 365 * 24 * 3600e6;

/** Deltas just below zero are V8's own, of samples that were written out of turn: they count as nothing. */
function problemWithTimes({
  timeDeltas = [],
  startTime = 0,
  endTime = 0,
}: Partial<CpuProfile>): ProfileProblem | undefined {
  const isTime = (value: unknown) => typeof value === 'number' && Math.abs(value) <= longest;
  const wrong = timeDeltas.findIndex(delta => !isTime(delta));
  if (wrong < 0 && isTime(endTime - startTime)) return undefined;
  const detail =
    wrong < 0
      ? `It says that it began at ${startTime} and ended at ${endTime} µs, which can’t be.`
      : `Its time delta ${wrong} is ${JSON.stringify(timeDeltas[wrong])}, which is no time in µs: no share of such times could be believed.`;
  return { problem: 'not-a-profile', detail };
}

function checkedNode(node: CpuProfileNode): CpuProfileNode {
  const { callFrame, children, positionTicks, tuneline: kept } = node;
  return {
    id: node.id,
    callFrame: {
      ...callFrame,
      lineNumber: place(callFrame.lineNumber),
      columnNumber: place(callFrame.columnNumber),
    },
    hitCount: count(node.hitCount),
    children: Array.isArray(children) ? children : [],
    positionTicks: Array.isArray(positionTicks)
      ? positionTicks
          .filter(tick => tick !== null && typeof tick === 'object')
          .map(({ line, ticks }) => ({ line: place(line), ticks: count(ticks) }))
      : [],
    ...(isKept(kept)
      ? { tuneline: { ...kept, line: Math.max(0, place(kept.line)), column: place(kept.column) } }
      : {}),
  };
}

const kinds: readonly FrameKind[] = [
  'function',
  'builtin',
  'native',
  'regexp',
  'wasm',
  'compiler',
  'gc',
  'program',
  'idle',
  'lane',
];

function isKept(kept: CpuProfileNode['tuneline']): kept is NonNullable<typeof kept> {
  if (typeof kept !== 'object' || kept === null || !kinds.includes(kept.kind)) return false;
  return kept.trust === undefined || [0, 1, 2].includes(kept.trust);
}

const roles: readonly Script['role'][] = ['program', 'tool', 'tool-library'];
const mappings: readonly Script['mapping'][] = [
  'as-run',
  'mapped',
  'map-missing',
  'map-broken',
  'source-missing',
];

function checkedKept(kept: CpuProfile['tuneline']): CpuProfile['tuneline'] {
  if (typeof kept !== 'object' || kept === null || !(finite(kept.interval) > 0)) return undefined;
  const scripts = Object.entries(kept.scripts ?? {}).filter(
    ([, script]) => roles.includes(script?.role) && mappings.includes(script?.mapping),
  );
  return {
    interval: kept.interval,
    truncated: Math.max(0, finite(kept.truncated)),
    scripts: Object.fromEntries(scripts),
    lanes: Array.isArray(kept.lanes) ? kept.lanes.filter(isLane) : undefined,
  };
}

function isLane(lane: Partial<Lane> | null): lane is Lane {
  return (
    typeof lane?.name === 'string' &&
    (lane.role === 'program' || lane.role === 'launcher') &&
    Number.isInteger(lane.pid) &&
    Number.isInteger(lane.thread)
  );
}

function finite(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** A line or a column; -1 when it can't be one. */
function place(value: unknown): number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 0x7fffffff
    ? (value as number)
    : -1;
}

function count(value: unknown): number {
  return Math.min(0x7fffffff, Math.max(0, Math.round(finite(value))));
}
