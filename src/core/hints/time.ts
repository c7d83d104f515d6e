import type ts from 'typescript';
import type { Line, Share } from '../units';
import type { Cost, HotEvidence, Part, TextRange } from './hint';

/** Time that was measured at a piece of code. */
export interface Time {
  readonly share: Share;
  readonly samples: number;
  /** `call`: it is known to be that code's own; `line`: it is that of the line it stands on; else what is waited or served there. */
  readonly of: 'call' | 'line' | 'waiting' | 'serving';
  readonly line: Line;
}

/**
 * How much time the profile holds against `cost`: of the builtins that do the work, if the profile names them and most of the
 * time is theirs; else of the call, where columns are recorded, or of its lines, less what other builtins called from there
 * took. Never more than was measured.
 */
export function timeOf(cost: Cost, file: ts.SourceFile, hot: readonly HotEvidence[]): Time {
  const first = file.getLineAndCharacterOfPosition(cost.start).line + 1;
  const last = file.getLineAndCharacterOfPosition(cost.end).line + 1;
  const onLines = hot.filter(
    ({ line }) => line >= first && line <= last && !isLineApart(line, cost, file),
  );
  const inside = onLines.filter(
    ({ line, column }) => column !== undefined && isWithin(cost, positionOf(file, line, column)),
  );
  /** Maps with few segments move columns: if none is in the code, none of the line's says anything, unless one is at a call. */
  const areTrusted = inside.length > 0 || onLines.some(row => isAtCall(row, cost, file));
  const rows = areTrusted
    ? onLines.filter(row => row.column === undefined || inside.includes(row))
    : onLines;
  const line = rows.reduce((most, row) => (row.self > most.self ? row : most), {
    line: first,
    self: -1,
  }).line;
  const { needs } = cost;
  if (needs !== undefined) {
    const parts = rows.map(row => row[needs] ?? none);
    return { ...parts.reduce(larger, none), of: needs, line };
  }
  const own = builtinTime(rows, cost.builtins);
  const all = timeWithoutOthers(rows, cost.builtins);
  const self = own.share >= all.share / 2 ? own : all;
  const called = cost.withCalls ? totalTime(inside) : none;
  const isOwn = inside.length > 0 || self === own || called.share > self.share;
  return { ...(called.share > self.share ? called : self), of: isOwn ? 'call' : 'line', line };
}

const none: Part = { share: 0, samples: 0 };

function builtinTime(rows: readonly HotEvidence[], builtins: RegExp): Part {
  return rows
    .flatMap(({ callees }) => callees)
    .filter(({ name }) => builtins.test(name))
    .reduce(plus, none);
}

/** Several places in one call may stand on one stack: the largest total is sure, their sum is not. */
function totalTime(rows: readonly HotEvidence[]): Part {
  return rows
    .map(({ totalShare, totalSamples }) => ({ share: totalShare ?? 0, samples: totalSamples ?? 0 }))
    .reduce(larger, none);
}

function larger(one: Part, other: Part): Part {
  return other.share > one.share ? other : one;
}

/** Self time without builtins called from there that are known not to be the ones asked for. */
function timeWithoutOthers(rows: readonly HotEvidence[], builtins: RegExp): Part {
  const { share, samples } = rows
    .map(row => ({ share: row.selfShare, samples: row.samples }))
    .reduce(plus, none);
  const others = rows
    .flatMap(({ callees }) => callees)
    .filter(({ name }) => !builtins.test(name))
    .reduce(plus, none);
  return { share: Math.max(0, share - others.share), samples: samples - others.samples };
}

function plus(a: Part, b: Part): Part {
  return { share: a.share + b.share, samples: a.samples + b.samples };
}

function isWithin({ apart = [], ...cost }: Cost, position: number): boolean {
  return holds(cost, position) && !apart.some(range => holds(range, position));
}

/** Whether all that stands on the line is code whose time does not count. */
function isLineApart(line: Line, { apart = [] }: Cost, file: ts.SourceFile): boolean {
  if (apart.length === 0) return false;
  const starts = file.getLineStarts();
  const end = line < starts.length ? starts[line] : file.text.length;
  const text = file.text.slice(starts[line - 1], end);
  const from = starts[line - 1] + (text.length - text.trimStart().length);
  return apart.some(range => range.start <= from && range.end >= from + text.trim().length);
}

function holds({ start, end }: TextRange, position: number): boolean {
  return position >= start && position < end;
}

/** Whether time of a call elsewhere on the line was recorded right where it is called, while `cost` is of a call too: it had none. */
function isAtCall({ line, column }: HotEvidence, cost: Cost, file: ts.SourceFile): boolean {
  if (column === undefined || !callHere.test(file.text.slice(cost.start, cost.end))) return false;
  const position = positionOf(file, line, column);
  return callHere.test(file.text.slice(position, position + longestName));
}

const longestName = 100;
const callHere =
  /^(?!(?:if|for|while|switch|catch|function|return|await|new|typeof)\b)[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:\?\.)?\(/u;

function positionOf(file: ts.SourceFile, line: Line, column: number): number {
  const starts = file.getLineStarts();
  return line <= starts.length ? starts[line - 1] + column : -1;
}
