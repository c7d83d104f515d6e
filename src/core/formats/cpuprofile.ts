import {
  type Frame,
  type FrameKind,
  type Profile,
  ProfileBuilder,
  type ProfileProblem,
  type ProfileSource,
  type ScriptRole,
  Trust,
} from '../profile';
import type { Micros } from '../units';
import { scriptName } from './script-name';

/** A `.cpuprofile` as V8, Chrome DevTools and js-debug write it; also what `Profiler.stop` returns. Lines of call frames are 0-based, those of ticks 1-based. */
export interface CpuProfile {
  readonly nodes: readonly CpuProfileNode[];
  /** Microseconds. */
  readonly startTime: number;
  readonly endTime: number;
  /** Node ids, in the order they were sampled. */
  readonly samples?: readonly number[];
  /** Microseconds before each sample; the first counts from `startTime`. */
  readonly timeDeltas?: readonly number[];
}

export interface CpuProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly scriptId: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly hitCount?: number;
  readonly children?: readonly number[];
  readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[];
  /** What only Tuneline writes and reads back: where the frame stands, what kind it is and how far to trust its samples. */
  readonly tuneline?: {
    readonly line: number;
    readonly column: number;
    readonly kind: FrameKind;
    readonly trust?: number;
  };
}

export interface CpuProfileOptions {
  readonly source: ProfileSource;
  readonly roleOf: (script: string) => ScriptRole;
}

/** Reads the text of a `.cpuprofile` file. Never throws: what is wrong is said in the problem. */
export function readCpuProfile(
  text: string,
  roleOf: (script: string) => ScriptRole = () => 'program',
): Profile | ProfileProblem {
  if (text.trim() === '') return { problem: 'empty', detail: 'The file is empty.' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const looksCutOff = /^\s*\{/.test(text) && !/\}\s*$/.test(text);
    return looksCutOff
      ? { problem: 'truncated', detail: `The file ends in the middle (${detail}).` }
      : { problem: 'not-a-profile', detail: `The file is not JSON (${detail}).` };
  }
  const wrong = problemWith(json);
  return wrong ?? profileOfCpuProfile(json as CpuProfile, { source: 'cpuprofile', roleOf });
}

function problemWith(json: unknown): ProfileProblem | undefined {
  const not = (detail: string): ProfileProblem => ({ problem: 'not-a-profile', detail });
  if (typeof json !== 'object' || json === null) return not('The file is JSON, but not an object.');
  if ('traceEvents' in json || Array.isArray(json)) {
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
  return undefined;
}

/**
 * A CPU profile as a `Profile`. Weights are the times between samples, each at most four times the median: under load V8's
 * deltas contain time in which the process did not run (measured up to 4× the interval asked for).
 */
export function profileOfCpuProfile(cpu: CpuProfile, options: CpuProfileOptions): Profile {
  const builder = new ProfileBuilder();
  const nodes = new Map(cpu.nodes.map(node => [node.id, node]));
  const { byNode, interval, duration } = weigh(cpu);
  let truncated = 0;
  let recorded = false;
  const isChild = new Set(cpu.nodes.flatMap(node => node.children ?? []));
  const open = cpu.nodes
    .filter(node => !isChild.has(node.id))
    .map(node => ({ node, parent: -1, depth: 0 }));
  const visited = new Set<number>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, parent, depth } = next;
    if (visited.has(node.id)) continue; // a damaged file may name a child twice, or itself
    visited.add(node.id);
    let row = -1;
    if (node.callFrame.functionName !== '(root)' || depth > 0) {
      const frame = builder.frame(frameOf(node, builder, options));
      const { tuneline: kept } = node;
      row = builder.stack(parent, frame, kept?.line ?? 0, kept?.column ?? -1);
      const hits = byNode.get(node.id);
      if (kept !== undefined) recorded = true;
      if (hits !== undefined && kept !== undefined) {
        builder.sample(row, hits.weight, hits.count, (kept.trust ?? Trust.recorded) as Trust);
      } else if (hits !== undefined) {
        spreadOverLines(builder, node, parent, frame, hits);
      }
      if (depth >= truncatedDepth) truncated += hits?.weight ?? 0;
    }
    for (const id of node.children ?? []) {
      const child = nodes.get(id);
      if (child !== undefined) open.push({ node: child, parent: row, depth: depth + 1 });
    }
  }
  const callLines = recorded ? 'recorded' : 'none';
  return builder.build({ duration, interval, source: options.source, callLines, truncated });
}

/** V8 keeps about the innermost 255 frames of a stack. */
const truncatedDepth = 254;

interface Hits {
  weight: Micros;
  count: number;
}

function weigh(cpu: CpuProfile): { byNode: Map<number, Hits>; interval: Micros; duration: Micros } {
  const byNode = new Map<number, Hits>();
  const { samples, timeDeltas } = cpu;
  const duration = Math.max(0, cpu.endTime - cpu.startTime) || 0;
  if (samples === undefined || timeDeltas === undefined || samples.length !== timeDeltas.length) {
    const all = cpu.nodes.reduce((sum, node) => sum + (node.hitCount ?? 0), 0);
    const interval = all > 0 ? duration / all : 0;
    for (const { id, hitCount = 0 } of cpu.nodes) {
      if (hitCount > 0) byNode.set(id, { weight: hitCount * interval, count: hitCount });
    }
    return { byNode, interval, duration };
  }
  const sorted = timeDeltas.slice(1).sort((a, b) => a - b);
  const rest = duration - timeDeltas.reduce((sum, delta) => sum + delta, 0);
  const median = sorted.length > 0 ? Math.max(0, sorted[sorted.length >> 1]) : Math.max(0, rest);
  const isOurs = cpu.nodes.some(node => node.tuneline !== undefined);
  const most = isOurs ? Number.POSITIVE_INFINITY : 4 * median;
  for (let i = 0; i < samples.length; i++) {
    // A sample stands for the time until the next one.
    const until = i + 1 < samples.length ? timeDeltas[i + 1] : rest;
    const weight = Math.min(Math.max(0, until), most);
    const hits = byNode.get(samples[i]);
    if (hits === undefined) byNode.set(samples[i], { weight, count: 1 });
    else {
      hits.weight += weight;
      hits.count++;
    }
  }
  return { byNode, interval: median, duration };
}

/** Divides a node's samples over its lines as V8 ticked them. Node 26 repeats entries for one line: they are added up. */
function spreadOverLines(
  builder: ProfileBuilder,
  node: CpuProfileNode,
  parent: number,
  frame: number,
  hits: Hits,
): void {
  const ticks = (node.positionTicks ?? []).filter(tick => tick.line > 0 && tick.ticks > 0);
  const all = ticks.reduce((sum, tick) => sum + tick.ticks, 0);
  if (all === 0) {
    // Profiles of older tools have no ticks: the function is known, the line is not.
    builder.sample(builder.stack(parent, frame, 0, -1), hits.weight, hits.count, Trust.recorded);
    return;
  }
  let left = hits.count;
  for (const [index, { line, ticks: here }] of ticks.entries()) {
    const count =
      index === ticks.length - 1 ? left : Math.min(left, Math.round((hits.count * here) / all));
    left -= count;
    builder.sample(
      builder.stack(parent, frame, line, -1),
      (hits.weight * here) / all,
      count,
      Trust.recorded,
    );
  }
}

function frameOf(node: CpuProfileNode, builder: ProfileBuilder, options: CpuProfileOptions): Frame {
  const { functionName, url, lineNumber, columnNumber } = node.callFrame;
  const kind = node.tuneline?.kind ?? kindOf(functionName, url);
  const name = functionName === '(anonymous)' ? '' : functionName;
  if (url === '' || kind === 'regexp') return { name, script: -1, line: 0, column: -1, kind };
  const script = scriptName(url);
  const role = options.roleOf(script.name);
  return {
    name,
    script: builder.script({ ...script, role, mapping: 'as-run' }),
    line: Math.max(0, lineNumber + 1),
    column: columnNumber,
    kind,
  };
}

function kindOf(name: string, url: string): FrameKind {
  if (url.startsWith('wasm:')) return 'wasm';
  if (url !== '') return 'function';
  if (name === '(idle)') return 'idle';
  if (name === '(garbage collector)') return 'gc';
  if (name === '(program)' || name === '(root)') return 'program';
  if (name === '(compiler)') return 'compiler';
  return name.startsWith('RegExp:') ? 'regexp' : 'builtin';
}

/**
 * A `.cpuprofile` at the profile's own (original) locations, that Chrome DevTools, speedscope and VS Code's viewer can show.
 * Samples of one stack stand together: when each was taken is not kept. `readCpuProfile` reads back what was written.
 * @param fileUrl the `file:` URL of an absolute path
 */
export function writeCpuProfile(profile: Profile, fileUrl: (path: string) => string): string {
  const nodes = writtenNodes(profile, fileUrl);
  const { samples } = profile;
  const ids: number[] = [];
  const timeDeltas: number[] = [];
  const firstTrust = new Map<number, number>();
  let time = 0;
  let before = 0;
  for (let i = 0; i < samples.stack.length; i++) {
    const [row, trust, count] = [samples.stack[i], samples.trust[i], samples.count[i]];
    let node = nodes[row + 1];
    const isFirst = !firstTrust.has(row);
    if (isFirst) firstTrust.set(row, trust);
    else {
      // Samples of one stack with another trust need a node of their own beside it.
      const parent = profile.stacks.parent[row];
      node = { ...node, id: nodes.length + 1, children: [] };
      nodes.push(node);
      (nodes[parent + 1].children as number[]).push(node.id);
    }
    node.hitCount = count;
    if (node.tuneline !== undefined) node.tuneline = { ...node.tuneline, trust };
    if (profile.stacks.line[row] > 0) {
      node.positionTicks = [{ line: profile.stacks.line[row], ticks: count }];
    }
    const each = samples.weight[i] / count;
    for (let n = 0; n < count; n++) {
      ids.push(node.id);
      timeDeltas.push(before);
      before = each;
      time += each;
    }
  }
  const file: CpuProfile = { nodes, startTime: 0, endTime: time, samples: ids, timeDeltas };
  return JSON.stringify(file);
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type WrittenNode = Writable<Omit<CpuProfileNode, 'tuneline'>> & {
  tuneline?: Writable<NonNullable<CpuProfileNode['tuneline']>>;
};

/** Node 0 is the root (id 1); stack row r is node r + 1 (id r + 2). */
function writtenNodes(profile: Profile, fileUrl: (path: string) => string): WrittenNode[] {
  const { stacks, frames, scripts } = profile;
  const children: number[][] = Array.from({ length: stacks.frame.length + 1 }, () => []);
  for (let row = 0; row < stacks.frame.length; row++)
    children[stacks.parent[row] + 1].push(row + 2);
  const root = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
  const nodes: WrittenNode[] = [{ id: 1, callFrame: root, hitCount: 0, children: children[0] }];
  for (let row = 0; row < stacks.frame.length; row++) {
    const frame = frames[stacks.frame[row]];
    const script = frame.script < 0 ? undefined : scripts[frame.script];
    nodes.push({
      id: row + 2,
      callFrame: {
        functionName: writtenName(frame),
        scriptId: String(frame.script + 1),
        url:
          script === undefined ? '' : script.kind === 'file' ? fileUrl(script.name) : script.name,
        lineNumber: frame.line - 1,
        columnNumber: frame.column,
      },
      hitCount: 0,
      children: children[row + 1],
      tuneline: { line: stacks.line[row], column: stacks.column[row], kind: frame.kind },
    });
  }
  return nodes;
}

function writtenName(frame: Frame): string {
  switch (frame.kind) {
    case 'gc':
      return '(garbage collector)';
    case 'idle':
      return '(idle)';
    case 'program':
      return '(program)';
    case 'compiler':
      return '(compiler)';
    default:
      return frame.name;
  }
}
