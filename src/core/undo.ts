import type { TextEdit } from './text-edit';

/** What takes a change of one text back, also when the text was edited elsewhere since. */
export interface Undo {
  /** Where the changed piece began, in UTF-16 offsets. */
  readonly start: number;
  /** Characters of the whole text after the change. */
  readonly length: number;
  /** The piece as it was, and as the change made it. */
  readonly before: string;
  readonly after: string;
  /** What stood around it. */
  readonly lead: string;
  readonly trail: string;
}

/** Characters around a changed piece by which it is found again. */
const context = 60;

/** What takes `after` back to `before`: the piece between what both begin and end with. */
export function undoOf(before: string, after: string): Undo {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end++;
  return {
    start,
    length: after.length,
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
    lead: after.slice(Math.max(0, start - context), start),
    trail: after.slice(after.length - end, after.length - end + context),
  };
}

/**
 * The edit that takes a change back in the text as it is now; undefined when the changed piece was edited since, or when it can't
 * be told from another like it.
 */
export function takingBack(
  text: string,
  { start, length, before, after, lead, trail }: Undo,
): TextEdit | undefined {
  const piece = lead + after + trail;
  const expected = start - lead.length;
  const isWhereItWas = text.length === length && text.startsWith(piece, expected);
  const at = isWhereItWas ? expected : onlyPlace(text, piece);
  if (at === undefined) return undefined;
  const from = at + lead.length;
  return { start: from, end: from + after.length, text: before };
}

function onlyPlace(text: string, piece: string): number | undefined {
  const first = text.indexOf(piece);
  return first >= 0 && text.indexOf(piece, first + 1) < 0 ? first : undefined;
}
