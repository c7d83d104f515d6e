import { type Profile, times } from '../../profile';
import { formatShare, formatShareRange, shareInterval } from '../../units';
import type { Gate, Hint } from '../hint';

/** How much of the time is garbage collection, as evidence; undefined where that is less than the gate asks for. */
export function garbageOf(
  profile: Profile,
  gate: Pick<Gate, 'share' | 'samples'>,
): Pick<Hint, 'share' | 'interval' | 'evidence'> | undefined {
  const { active, activeSamples, gc, tool } = times(profile);
  // It has no caller: then it is as well what compiled the program that made it.
  if (tool > active) return undefined;
  const share = active > 0 ? Math.min(1, gc / active) : 0;
  if (share < gate.share || activeSamples * share < gate.samples) return undefined;
  const interval = shareInterval(share, activeSamples);
  return {
    share,
    interval,
    evidence: {
      text: 'about {0} ({1}) of active time is garbage collection',
      args: [formatShare(share), formatShareRange(share, interval)],
    },
  };
}
