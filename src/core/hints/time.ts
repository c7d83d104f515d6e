import type ts from 'typescript';
import type { Line, Share } from '../units';
import type { Cost, HotEvidence } from './hint';

/** Time that was measured at a piece of code. */
export interface Time {
  readonly share: Share;
  readonly samples: number;
  /** `call`: it is known to be that code's own; `line`: it is that of the line it stands on. */
  readonly of: 'call' | 'line';
  readonly line: Line;
}

/**
 * How much time the profile holds against `cost`, in this order: of the call, where columns are recorded; of the builtins that
 * do the work, if the profile names them; of its lines. Less what other builtins called from there took, and never more than
 * was measured.
 */
export function timeOf(cost: Cost, file: ts.SourceFile, hot: readonly HotEvidence[]): Time {
  const first = file.getLineAndCharacterOfPosition(cost.start).line + 1;
  const last = file.getLineAndCharacterOfPosition(cost.end).line + 1;
  const onLines = hot.filter(({ line }) => line >= first && line <= last);
  const inside = onLines.filter(
    ({ line, column }) => column !== undefined && isWithin(cost, positionOf(file, line, column)),
  );
  /** Maps with few segments move columns: if none is in the call, none of the line's says anything. */
  const rows =
    inside.length > 0
      ? onLines.filter(row => row.column === undefined || inside.includes(row))
      : onLines;
  const line = rows.reduce((most, row) => (row.self > most.self ? row : most), {
    line: first,
    self: -1,
  }).line;
  const called = cost.withCalls ? totalTime(inside) : none;
  /** Optimised code holds the builtin inlined: most of its time is the call's own then, and only a few samples name it. */
  const own = inside.length > 0 ? selfTime(rows, cost.builtins) : builtinTime(rows, cost.builtins);
  if (own.samples > 0 || called.samples > 0)
    return { ...(called.share > own.share ? called : own), of: 'call', line };
  return { ...selfTime(rows, cost.builtins), of: 'line', line };
}

interface Amount {
  readonly share: Share;
  readonly samples: number;
}

const none: Amount = { share: 0, samples: 0 };

function builtinTime(rows: readonly HotEvidence[], builtins: RegExp): Amount {
  return rows
    .flatMap(({ callees }) => callees)
    .filter(({ name }) => builtins.test(name))
    .reduce(plus, none);
}

/** Several places in one call may stand on one stack: the largest total is sure, their sum is not. */
function totalTime(rows: readonly HotEvidence[]): Amount {
  return rows
    .map(({ totalShare, totalSamples }) => ({ share: totalShare ?? 0, samples: totalSamples ?? 0 }))
    .reduce((most, one) => (one.share > most.share ? one : most), none);
}

/** Self time without that of other builtins called from there. */
function selfTime(rows: readonly HotEvidence[], builtins: RegExp): Amount {
  const { share, samples } = rows
    .map(row => ({ share: row.selfShare, samples: row.samples }))
    .reduce(plus, none);
  const others = rows
    .flatMap(({ callees }) => callees)
    .filter(({ name }) => !builtins.test(name))
    .reduce(plus, none);
  return { share: Math.max(0, share - others.share), samples: samples - others.samples };
}

function plus(a: Amount, b: Amount): Amount {
  return { share: a.share + b.share, samples: a.samples + b.samples };
}

function isWithin({ start, end }: Cost, position: number): boolean {
  return position >= start && position < end;
}

function positionOf(file: ts.SourceFile, line: Line, column: number): number {
  const starts = file.getLineStarts();
  return line <= starts.length ? starts[line - 1] + column : -1;
}
