import type { Difference, VerifyNote } from '../../core/verification';
import type { Guard } from './guard';
import type { Versions } from './prepare';
import { runLine } from './shell-line';

/**
 * Has a command line of the user's, such as the tests, judge the version after the change; where it fails, it is asked of the
 * version before too, to know whose fault it is.
 */
export async function check(
  line: string,
  { before, after }: Versions,
  guard: Guard,
  signal: AbortSignal,
): Promise<{ readonly differences: readonly Difference[]; readonly notes: readonly VerifyNote[] }> {
  const ofAfter = await runLine(line, after.command, guard, signal);
  if (ofAfter.isGood) return { differences: [], notes: [] };
  const ofBefore = await runLine(line, before.command, guard, signal);
  return ofBefore.isGood
    ? { differences: [{ kind: 'check', what: line, words: ofAfter.words }], notes: [] }
    : { differences: [], notes: [{ code: 'check-fails-before', detail: line }] };
}
