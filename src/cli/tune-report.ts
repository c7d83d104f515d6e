import { type AutoTuning, isConfirmed, keptOf, type TuningOutcome } from '../core/auto-tuning';
import { formatTemplate } from '../core/hints/hint';
import { unifiedDiff } from '../core/unified-diff';
import { formatRoughly, formatShare, unreachable } from '../core/units';
import { shown } from './report';
import type { Tuned } from './tune';
import { differenceRows, jsonVerification, textVerification, verdictText } from './verify-report';

/** The object that `--json` prints: stable, versioned by `schema`. */
export function jsonTuned({ made, isApplied, notApplied, cwd }: Tuned): object {
  return {
    schema: 1,
    metric: made?.metric ?? null,
    tried: (made?.tried ?? []).map(({ outcome, file, title, ...tuning }) => ({
      ...tuning,
      file: shown(file, cwd),
      title: formatTemplate(title),
      outcome,
    })),
    together: made?.together === undefined ? null : jsonVerification(made.together),
    confirmed: made !== undefined && isConfirmed(made),
    applied: isApplied,
    ...(notApplied !== undefined && { notApplied }),
    diff: made === undefined ? '' : diffOf(made, cwd),
    runs: made?.runs ?? 0,
    tookMs: Math.round((made?.took ?? 0) / 1e3),
  };
}

/** The table, what all make together, and the change. */
export function textTuned({ made, isApplied, cwd }: Tuned): string {
  if (made === undefined) return 'No tuning that could be tried is known for what was measured.';
  const { tried, together, runs, took } = made;
  const rows = tried.map(({ outcome, file, line, title, share }) => [
    formatShare(share),
    `${shown(file, cwd)}:${line}`,
    outcomeText(outcome).split('\n')[0],
    formatTemplate(title),
  ]);
  const table = aligned([['time', 'line', 'measured', 'tuning'], ...rows]);
  const failures = tried.flatMap(({ outcome, file, line }) =>
    detailsOf(outcome).map(row => `${shown(file, cwd)}:${line}: ${row}`),
  );
  const spent = `The program ran ${runs} times, in ${formatRoughly(took)}.`;
  const parts = [[...table, ...failures].join('\n')];
  if (together === undefined) parts.push(`None of them makes the program faster. ${spent}`);
  else {
    const count = keptOf(tried).length;
    parts.push(
      `${count === 1 ? 'The one that helped, measured afresh' : `The ${count} that helped, measured together and afresh`}: ${textVerification(together)}\n${spent}`,
    );
    if (isConfirmed(made)) {
      if (isApplied)
        parts.push(`Written: ${made.files.map(({ file }) => shown(file, cwd)).join(', ')}.`);
      else parts.push(diffOf(made, cwd).trimEnd());
    } else parts.push('That is not confirmed, so no change is offered.');
  }
  return parts.join('\n\n');
}

function diffOf({ files }: AutoTuning, cwd: string): string {
  return files
    .map(({ file, before, edits }) =>
      unifiedDiff(shown(file, cwd).replaceAll('\\', '/'), before, edits),
    )
    .join('');
}

/** In the first line what came out, below it the words of what failed. */
export function outcomeText(outcome: TuningOutcome): string {
  switch (outcome.kind) {
    case 'kept':
      return `kept: ${verdictText(outcome.verdict)}`;
    case 'no-gain':
      return verdictText(outcome.verdict);
    case 'output-differs':
      return 'OUTPUT DIFFERS';
    case 'skipped':
      return skippedText(outcome.why);
    default:
      return unreachable(outcome);
  }
}

function skippedText(why: Extract<TuningOutcome, { kind: 'skipped' }>['why']): string {
  switch (why) {
    case 'breaks':
      return 'THE PROGRAM FAILS WITH IT';
    case 'no-longer-offered':
      return 'not tried: no longer there after those kept before';
    case 'not-run':
      return 'not tried: the program does not use this file';
    case 'outside':
      return 'not tried: outside of what is copied';
    case 'no-time':
      return 'not tried to the end: the time was up';
    default:
      return unreachable(why);
  }
}

function detailsOf(outcome: TuningOutcome): string[] {
  if (outcome.kind === 'output-differs') return outcome.differences.flatMap(differenceRows);
  return outcome.kind === 'skipped' && outcome.detail !== '' ? [outcome.detail] : [];
}

/** Columns as wide as their widest text. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  return rows.map(row =>
    row
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
