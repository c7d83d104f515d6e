import { Activity, activities, locatedRow, type Profile, Trust, times } from '../profile';
import type { HotEvidence } from './hint';

interface Sum {
  readonly line: number;
  readonly column: number;
  self: number;
  samples: number;
  total: number;
  totalSamples: number;
  last: number;
  readonly callees: Map<string, { self: number; samples: number }>;
}

/**
 * What a profile holds against the lines of one file (its path as `Script.name` has it), place by place: certain samples of
 * active time, garbage collection apart. Most self time first.
 */
export function evidenceFrom(profile: Profile, file: string): HotEvidence[] {
  const { stacks, samples, frames, scripts } = profile;
  const isHere = frames.map(({ script }) => script >= 0 && scripts[script].name === file);
  if (!isHere.includes(true)) return [];
  const activity = activities(profile);
  const sums = new Map<string, Sum>();
  const sumAt = (row: number): Sum => {
    const key = `${stacks.line[row]},${stacks.column[row]}`;
    const sum = sums.get(key) ?? emptySum(stacks.line[row], stacks.column[row]);
    sums.set(key, sum);
    return sum;
  };
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active || samples.trust[i] === Trust.uncertain) continue;
    if (frames[stacks.frame[leaf]].kind === 'gc') continue;
    const weight = samples.weight[i];
    const count = samples.count[i];
    const located = locatedRow(profile, leaf);
    if (located >= 0 && isHere[stacks.frame[located]]) {
      const sum = sumAt(located);
      sum.self += weight;
      sum.samples += count;
      if (located !== leaf) addCallee(sum, calleeName(profile, leaf, located), weight, count);
    }
    for (let row = leaf; row >= 0; row = stacks.parent[row]) {
      if (!isHere[stacks.frame[row]] || stacks.line[row] <= 0) continue;
      const sum = sumAt(row);
      if (sum.last === i) continue;
      sum.last = i;
      sum.total += weight;
      sum.totalSamples += count;
    }
  }
  return toEvidence(profile, [...sums.values()]);
}

function emptySum(line: number, column: number): Sum {
  return {
    line,
    column,
    self: 0,
    samples: 0,
    total: 0,
    totalSamples: 0,
    last: -1,
    callees: new Map(),
  };
}

/** What was called from the located row: the outermost frame between it and the innermost. */
function calleeName(profile: Profile, leaf: number, located: number): string {
  let at = leaf;
  while (profile.stacks.parent[at] !== located) at = profile.stacks.parent[at];
  return profile.frames[profile.stacks.frame[at]].name;
}

function addCallee(sum: Sum, name: string, weight: number, count: number): void {
  const callee = sum.callees.get(name) ?? { self: 0, samples: 0 };
  callee.self += weight;
  callee.samples += count;
  sum.callees.set(name, callee);
}

function toEvidence(profile: Profile, sums: readonly Sum[]): HotEvidence[] {
  const { active } = times(profile);
  const share = (weight: number) => (active > 0 ? Math.min(1, weight / active) : 0);
  const totals = profile.callLines === 'recorded';
  return sums
    .map(sum => ({
      line: sum.line,
      column: sum.column >= 0 ? sum.column : undefined,
      self: sum.self,
      selfShare: share(sum.self),
      total: totals ? sum.total : undefined,
      totalShare: totals ? share(sum.total) : undefined,
      samples: sum.samples,
      totalSamples: totals ? sum.totalSamples : undefined,
      callees: [...sum.callees]
        .map(([name, callee]) => ({
          name,
          share: share(callee.self),
          samples: callee.samples,
        }))
        .sort((a, b) => b.share - a.share),
    }))
    .sort((a, b) => b.self - a.self || a.line - b.line);
}
