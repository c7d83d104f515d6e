import { anchorsBetween, standingOf, standsWhereItRan } from '../line-anchors';
import type { Recording } from '../session';
import type { Hint } from './hint';
import { findHints } from './index';
import { hintRequest, type StandingText } from './request';

/** What a recording keeps of the texts that ran. A profile from elsewhere has only the profile. */
export type Recorded = Pick<Recording, 'profile' | 'ran'> & { readonly texts?: Recording['texts'] };

/**
 * The hints of a recording on one of its files, `text` being what it reads now and `hash` its SHA-256. Undefined where that text
 * can't be told from one that was changed, so that nothing may be said of its lines.
 */
export function recordedHints(
  recorded: Recorded,
  file: string,
  { text, hash }: { readonly text: string; readonly hash: string },
  disabledRules: readonly string[] = [],
): Hint[] | undefined {
  const now = standingIn(recorded, file, text.split(/\r\n|\r|\n/), hash);
  if (now === undefined) return undefined;
  return findHints(hintRequest(recorded.profile, { file, text, now, disabledRules }).request);
}

/** By what was kept of the text that ran, else by its hash, else by where its functions stand. */
function standingIn(
  { profile, ran, texts }: Recorded,
  file: string,
  lines: readonly string[],
  hash: string,
): StandingText['now'] | undefined {
  const kept = ran?.get(file);
  if (kept !== undefined) {
    const anchors = anchorsBetween(kept, lines);
    return line => standingOf(anchors, line);
  }
  const ranHash = texts?.get(file);
  const isWhatRan =
    ranHash === undefined ? standsWhereItRan(profile, file, lines) : ranHash === hash;
  return isWhatRan ? line => ({ line, state: 'same' }) : undefined;
}
