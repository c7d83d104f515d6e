import {
  type Frame,
  type FrameKind,
  type Profile,
  ProfileBuilder,
  type ProfileProblem,
  type ProfileSource,
  type Script,
  type ScriptRole,
  Trust,
} from '../profile';
import type { Micros } from '../units';
import { checkedCpuProfile } from './cpuprofile-check';
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
  /** What only Tuneline writes and reads back. */
  readonly tuneline?: {
    readonly interval: Micros;
    readonly truncated: Micros;
    /** Of scripts that are more than the program as it ran, by their `url`. */
    readonly scripts: Readonly<Record<string, Pick<Script, 'role' | 'mapping'>>>;
    readonly lanes?: Profile['lanes'];
  };
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
  const checked = checkedCpuProfile(json);
  return 'problem' in checked
    ? checked
    : profileOfCpuProfile(checked, { source: 'cpuprofile', roleOf });
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
      const frame = builder.frame(frameOf(node, builder, options, cpu.tuneline?.scripts));
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
  return builder.build({
    duration,
    interval: cpu.tuneline?.interval ?? interval,
    source: options.source,
    callLines: recorded ? 'recorded' : 'none',
    truncated: cpu.tuneline?.truncated ?? truncated,
    lanes: cpu.tuneline?.lanes,
  });
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
  const sorted = timeDeltas
    .slice(1)
    .filter(delta => delta > 0)
    .sort((a, b) => a - b);
  const rest = duration - timeDeltas.reduce((sum, delta) => sum + delta, 0);
  const median = sorted.length > 0 ? sorted[sorted.length >> 1] : Math.max(0, rest);
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

function frameOf(
  node: CpuProfileNode,
  builder: ProfileBuilder,
  options: CpuProfileOptions,
  kept: NonNullable<CpuProfile['tuneline']>['scripts'] | undefined,
): Frame {
  const { functionName, url, lineNumber, columnNumber } = node.callFrame;
  const kind = node.tuneline?.kind ?? kindOf(functionName, url);
  const name = functionName === '(anonymous)' ? '' : functionName;
  if (url === '' || kind === 'regexp') return { name, script: -1, line: 0, column: -1, kind };
  const script = scriptName(url);
  const { role, mapping } = (kept !== undefined && Object.hasOwn(kept, url) && kept[url]) || {
    role: options.roleOf(script.name),
    mapping: 'as-run',
  };
  return {
    name,
    script: builder.script({ ...script, role, mapping }),
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
