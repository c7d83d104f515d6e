import { Activity, activities, type Frame, type Profile, Trust, times } from '../../profile';
import { type Interval, type Share, shareInterval } from '../../units';
import { defaultGate } from '../hint';

/** Time of functions that have something in common. */
export interface SelfTime {
  readonly share: Share;
  readonly interval: Interval;
  /** The script that has most of it, and the function there. */
  readonly script: string;
  readonly function: string;
}

/**
 * Certain self time of the functions that `is` names, with the builtins that they call and the functions without a name that
 * they hand over; undefined below the gate of every hint, 5 % of active time and 50 samples.
 */
export function selfTimeOf(
  profile: Profile,
  is: (frame: Frame, script: string) => boolean,
): SelfTime | undefined {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const { active, activeSamples } = times(profile);
  const named = frames.map(
    frame =>
      frame.script >= 0 && frame.kind === 'function' && is(frame, scripts[frame.script].name),
  );
  if (!named.includes(true)) return undefined;
  const byFrame = new Map<number, number>();
  let time = 0;
  let count = 0;
  for (let i = 0; i < samples.stack.length; i++) {
    let row = samples.stack[i];
    if (activity[row] !== Activity.active || samples.trust[i] === Trust.uncertain) continue;
    if (frames[stacks.frame[row]].kind === 'gc') continue;
    const withScript = (from: number): number => {
      let at = from;
      while (at >= 0 && frames[stacks.frame[at]].script < 0) at = stacks.parent[at];
      return at;
    };
    row = withScript(row);
    if (row >= 0 && frames[stacks.frame[row]].name === '') {
      const caller = withScript(stacks.parent[row]);
      if (caller >= 0 && named[stacks.frame[caller]]) row = caller;
    }
    if (row < 0 || !named[stacks.frame[row]]) continue;
    const frame = stacks.frame[row];
    byFrame.set(frame, (byFrame.get(frame) ?? 0) + samples.weight[i]);
    time += samples.weight[i];
    count += samples.count[i];
  }
  const share = active > 0 ? Math.min(1, time / active) : 0;
  if (share < defaultGate.share || count < defaultGate.samples) return undefined;
  const [most] = [...byFrame].reduce((a, b) => (b[1] > a[1] ? b : a));
  return {
    share,
    interval: shareInterval(share, activeSamples),
    script: scripts[frames[most].script].name,
    function: frames[most].name,
  };
}
