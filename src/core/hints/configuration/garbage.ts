import { type Profile, times } from '../../profile';
import { formatShare, formatShareRange, type Share, shareInterval } from '../../units';
import { defaultGate, type Hint } from '../hint';

/** How much of the time is garbage collection, as evidence; undefined where it is less than `least`, or too few samples tell. */
export function garbageOf(
  profile: Profile,
  least: Share,
): Pick<Hint, 'share' | 'interval' | 'evidence'> | undefined {
  const { active, activeSamples, gc } = times(profile);
  const share = active > 0 ? Math.min(1, gc / active) : 0;
  if (share < least || activeSamples * share < defaultGate.samples) return undefined;
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
