import { Activity, activities, type Profile, times } from '../../profile';
import { formatShare, formatShareRange, shareInterval } from '../../units';
import type { Gate, Hint } from '../hint';

/** How much of the time is compiling what files of the program load, as evidence; undefined where that is less than the gate asks for. */
export function compilingOf(
  profile: Profile,
  gate: Pick<Gate, 'share' | 'samples'>,
): Pick<Hint, 'share' | 'interval' | 'evidence'> | undefined {
  const { samples } = profile;
  const { active, activeSamples } = times(profile);
  const activity = activities(profile);
  let time = 0;
  let count = 0;
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    if (activity[row] !== Activity.active || !isCompiling(profile, row)) continue;
    time += samples.weight[i];
    count += samples.count[i];
  }
  const share = active > 0 ? Math.min(1, time / active) : 0;
  if (share < gate.share || count < gate.samples) return undefined;
  const interval = shareInterval(share, activeSamples);
  return {
    share,
    interval,
    evidence: {
      text: 'about {0} ({1}) of active time is compiling what is loaded',
      args: [formatShare(share), formatShareRange(share, interval)],
    },
  };
}

/** V8's compiler, called from a file: what it compiles of Node.js itself is kept already, but for profiled runs, whose flags differ. */
function isCompiling({ stacks, frames, scripts }: Profile, leaf: number): boolean {
  if (frames[stacks.frame[leaf]].kind !== 'compiler') return false;
  for (let row = stacks.parent[leaf]; row >= 0; row = stacks.parent[row]) {
    const { script } = frames[stacks.frame[row]];
    if (script >= 0) return scripts[script].kind === 'file';
  }
  return false;
}
