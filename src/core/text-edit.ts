/** Replaces the text from `start` to `end` (UTF-16 offsets, half open). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Sorted by place. Insertions at one place keep their order. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text after the edits, which must be sorted and must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/**
 * Where the character at `offset` stands after the edits (sorted, not overlapping): behind what is inserted right before it; at
 * the start of what replaces it where it is the first that is replaced. Undefined where it is inside of what is replaced.
 */
export function offsetAfter(offset: number, edits: readonly TextEdit[]): number | undefined {
  let moved = offset;
  for (const { start, end, text } of edits) {
    if (start > offset || (start === offset && end > start)) break;
    if (end > offset) return undefined;
    moved += text.length - (end - start);
  }
  return moved;
}

/** An edit of the first of several texts that followed each other; `by`: the steps, by their index, that it is made of. */
export interface ComposedEdit extends TextEdit {
  readonly by: readonly number[];
}

/** What steps, each on the text that the one before it made, do to the first text. Edits that touch are one; none of these does. */
export function composed(text: string, steps: readonly (readonly TextEdit[])[]): ComposedEdit[] {
  let edits: ComposedEdit[] = [];
  let now = text;
  steps.forEach((step, index) => {
    edits = followedBy(edits, now, step, index);
    now = applyEdits(now, step);
  });
  return edits;
}

interface Group {
  /** In the text between. */
  readonly start: number;
  end: number;
  readonly step: TextEdit[];
  readonly by: Set<number>;
}

/** `text`: what the edits so far made, which the step is on. */
function followedBy(
  edits: readonly ComposedEdit[],
  text: string,
  step: readonly TextEdit[],
  index: number,
): ComposedEdit[] {
  let grown = 0;
  const known = edits.map(edit => {
    const start = edit.start + grown;
    grown += edit.text.length - (edit.end - edit.start);
    return { start, end: start + edit.text.length, grown, by: edit.by };
  });
  const all = [
    ...known.map(({ start, end, by }) => ({ start, end, by, edit: undefined })),
    ...step.map(edit => ({ start: edit.start, end: edit.end, by: [index], edit })),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const groups: Group[] = [];
  for (const { start, end, by, edit } of all) {
    let group = groups.at(-1);
    if (group === undefined || start > group.end)
      groups.push((group = { start, end, step: [], by: new Set() }));
    group.end = Math.max(group.end, end);
    for (const one of by) group.by.add(one);
    if (edit !== undefined) group.step.push(edit);
  }
  const inFirst = (offset: number, isEnd: boolean) => {
    const before = known.filter(({ end }) => (isEnd ? end <= offset : end < offset));
    return offset - (before.at(-1)?.grown ?? 0);
  };
  return groups.map(group => {
    const { start, end } = group;
    const moved = group.step.map(edit => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start,
    }));
    return {
      start: inFirst(start, false),
      end: inFirst(end, true),
      text: applyEdits(text.slice(start, end), moved),
      by: [...group.by].sort((a, b) => a - b),
    };
  });
}
