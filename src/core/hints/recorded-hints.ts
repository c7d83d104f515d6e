import {
  anchorsBetween,
  type RanText,
  ranText,
  standingOf,
  standsWhereItRan,
} from '../line-anchors';
import type { Profile } from '../profile';
import type { Recording } from '../session';
import type { Line } from '../units';
import { findHints, type FoundHints, type HintRequest, type ProgramOf } from './index';
import { hintRequest } from './request';

/** What a recording keeps of the texts that ran. A profile from elsewhere has only the profile. */
export type Recorded = Pick<Recording, 'profile' | 'ran' | 'counts'> & {
  readonly texts?: Recording['texts'];
  readonly run?: Recording['run'];
};

/** A file as it is on disk; `hash` is its SHA-256. */
export interface FileText {
  readonly file: string;
  readonly text: string;
  readonly hash: string;
}

/**
 * The hints of a recording on one of its files, which reads `text` now: as it is on disk, or as it is being changed. Undefined
 * where what is on disk can't be told from another text than the one that ran, so that nothing may be said of its lines.
 */
export function recordedHints(
  recorded: Recorded,
  onDisk: FileText,
  text: string = onDisk.text,
  programOf?: ProgramOf,
): FoundHints | undefined {
  const request = recordedRequest(recorded, onDisk, text);
  return request && findHints(request, programOf);
}

/** What to ask for these hints. */
export function recordedRequest(
  { profile, ran, texts, counts, run }: Recorded,
  onDisk: FileText,
  text: string = onDisk.text,
): HintRequest | undefined {
  const { file } = onDisk;
  const known = ran?.get(file) ?? provenText(profile, onDisk, texts?.get(file));
  if (known === undefined) return undefined;
  const anchors = anchorsBetween(known, linesOf(text));
  const now = (line: Line) => standingOf(anchors, line);
  const indentOf = (line: Line) => known.indents?.[line - 1];
  const standing = { file, text, now, disabledRules: [], indentOf };
  return hintRequest(profile, standing, counts?.get(file), run?.executions).request;
}

/** By the hash of the text that ran, where there is one; else by where its functions stand. */
function provenText(
  profile: Profile,
  { file, text, hash }: FileText,
  ranHash: string | undefined,
): RanText | undefined {
  const lines = linesOf(text);
  const isWhatRan =
    ranHash === undefined ? standsWhereItRan(profile, file, lines) : ranHash === hash;
  if (!isWhatRan) return undefined;
  const starts = profile.frames
    .filter(({ script, kind }) => kind === 'function' && profile.scripts[script]?.name === file)
    .map(({ line }) => line);
  return ranText(lines, starts);
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
