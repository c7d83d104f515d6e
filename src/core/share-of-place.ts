import type { SharePlace } from './budget';
import { hotSpots } from './hot-lines';
import { type Profile, times } from './profile';
import { type Interval, type Share, shareInterval } from './units';

/** The share of a line's own time, or of a function with what it calls. Of several functions of one name the largest counts: one may call the other. */
export function shareOfPlace(
  profile: Profile,
  of: SharePlace,
): { readonly value: Share; readonly interval: Interval } {
  const { activeSamples } = times(profile);
  const { byFile, functions } = hotSpots(profile);
  const value =
    of.kind === 'line'
      ? (byFile.get(of.file)?.find(({ line }) => line === of.line)?.selfShare ?? 0)
      : Math.max(
          0,
          ...functions
            .filter(one => one.file === of.file && one.name === of.name)
            .map(({ totalShare }) => totalShare),
        );
  return { value, interval: shareInterval(value, activeSamples) };
}
