import { applyEdits, type TextEdit } from './text-edit';

/** Lines around a change that are shown. */
const context = 3;

interface Change {
  /** Lines of the text before, from 0, half open. */
  readonly start: number;
  end: number;
  edits: TextEdit[];
}

interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly string[];
  readonly added: number;
  readonly removed: number;
}

/** What edits (sorted, not overlapping) do to a text, as `git apply` and `patch` take it; `''` where they do nothing. */
export function unifiedDiff(name: string, text: string, edits: readonly TextEdit[]): string {
  const lines = linesOf(text);
  const starts = [0];
  for (const line of lines) starts.push(starts[starts.length - 1] + line.length);
  const hunks = hunksOf(changesOf(edits, starts, text), lines, starts, text);
  if (hunks.length === 0) return '';
  let grown = 0;
  const rows = hunks.flatMap(hunk => {
    const count = hunk.end - hunk.start;
    const after = count + hunk.added - hunk.removed;
    const from = (lines: number) => hunk.start + (lines === 0 ? 0 : 1);
    const head = `@@ -${from(count)},${count} +${from(after) + grown},${after} @@\n`;
    grown += hunk.added - hunk.removed;
    return [head, ...hunk.rows];
  });
  return `--- a/${name}\n+++ b/${name}\n${rows.join('')}`;
}

/** By whole lines; those whose lines meet are one. */
function changesOf(edits: readonly TextEdit[], starts: readonly number[], text: string): Change[] {
  const changes: Change[] = [];
  for (const edit of edits) {
    const start = lineAt(starts, edit.start, text);
    const isAtEnd = edit.end === text.length;
    const end = isAtEnd ? starts.length - 1 : lineAt(starts, edit.end, text) + 1;
    const last = changes.at(-1);
    if (last === undefined || start >= last.end) changes.push({ start, end, edits: [edit] });
    else {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    }
  }
  return changes;
}

/** The index of its line; behind the last one where the text ends with its end. */
function lineAt(starts: readonly number[], offset: number, text: string): number {
  const after = starts.findIndex(start => start > offset);
  if (after >= 0) return after - 1;
  return text === '' || text.endsWith('\n') ? starts.length - 1 : starts.length - 2;
}

/** Each with its end. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunksOf(
  changes: readonly Change[],
  lines: readonly string[],
  starts: readonly number[],
  text: string,
): Hunk[] {
  const cut = changes.map(change => trimmed(change, lines, starts, text)).filter(isChange);
  const hunks: Hunk[] = [];
  for (let at = 0; at < cut.length;) {
    let next = at + 1;
    while (next < cut.length && cut[next].start - cut[next - 1].end <= 2 * context) next++;
    const group = cut.slice(at, next);
    const start = Math.max(0, group[0].start - context);
    const end = Math.min(lines.length, group[group.length - 1].end + context);
    const rows: string[] = [];
    let from = start;
    for (const { start: first, end: last, after } of group) {
      rows.push(...lines.slice(from, first).map(line => row(' ', line)));
      rows.push(...lines.slice(first, last).map(line => row('-', line)));
      rows.push(...after.map(line => row('+', line)));
      from = last;
    }
    rows.push(...lines.slice(from, end).map(line => row(' ', line)));
    const added = group.reduce((sum, { after }) => sum + after.length, 0);
    const removed = group.reduce((sum, { start, end }) => sum + end - start, 0);
    hunks.push({ start, end, rows, added, removed });
    at = next;
  }
  return hunks;
}

interface LinesChanged {
  readonly start: number;
  readonly end: number;
  readonly after: readonly string[];
}

/** Without the lines that it leaves as they are at its ends. */
function trimmed(
  { start, end, edits }: Change,
  lines: readonly string[],
  starts: readonly number[],
  text: string,
): LinesChanged {
  const from = starts[start];
  const moved = edits.map(edit => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const before = lines.slice(start, end);
  const after = linesOf(applyEdits(text.slice(from, starts[end]), moved));
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start: start + head, end: end - tail, after: after.slice(head, after.length - tail) };
}

function isChange({ start, end, after }: LinesChanged): boolean {
  return end > start || after.length > 0;
}

function row(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}
