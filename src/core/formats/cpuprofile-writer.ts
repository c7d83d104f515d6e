import type { Frame, Profile, Script } from '../profile';
import type { CpuProfile, CpuProfileNode } from './cpuprofile';

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
  const kept = {
    interval: profile.interval,
    truncated: profile.truncated,
    scripts: keptScripts(profile, fileUrl),
    lanes: profile.lanes,
  };
  const file: CpuProfile = {
    nodes,
    startTime: 0,
    endTime: time,
    samples: ids,
    timeDeltas,
    tuneline: kept,
  };
  return JSON.stringify(file);
}

function keptScripts(profile: Profile, fileUrl: (path: string) => string) {
  const special = profile.scripts.filter(
    ({ role, mapping }) => role !== 'program' || mapping !== 'as-run',
  );
  return Object.fromEntries(
    special.map(script => [urlOf(script, fileUrl), { role: script.role, mapping: script.mapping }]),
  );
}

function urlOf({ kind, name }: Script, fileUrl: (path: string) => string): string {
  return kind === 'file' ? fileUrl(name) : name;
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
        url: script === undefined ? '' : urlOf(script, fileUrl),
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
