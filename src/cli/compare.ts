import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { mergeRecordings } from '../core/merge';
import { shortened } from '../core/parts';
import {
  type Change,
  type ChangeKind,
  type Compared,
  type FunctionChange,
  profileChanges,
  type ProfileChanges,
} from '../core/profile-changes';
import { formatMicros, formatShare } from '../core/units';
import type { Run } from '../core/session';
import type { Side } from '../core/verification';
import { HistoryError, openHistory } from '../run/history';
import { RecordError } from '../run/record-error';
import type { RecordedVersion } from '../run/verify/record-versions';
import { endingText } from './text-report';
import { readSavedProfile } from '../run/saved-profile';
import type { CompareWish } from './compare-arguments';
import { targetOf } from './targets';
import { shown } from './report';

/** What changed between two saved profiles, or two commits. @throws RecordError, VerifyError, TargetError */
export async function comparedBy(wish: CompareWish, dist: string): Promise<ProfileChanges> {
  const cwd = process.cwd();
  if (wish.kind === 'commits') {
    const { before, after } = await recordedCommits(wish, dist);
    tellOfFailure(wish.before, before.last);
    tellOfFailure(wish.after ?? 'the working tree', after.last);
    return profileChanges(before, after);
  }
  return profileChanges(
    await readCompared(resolve(cwd, wish.before), wish.before),
    await readCompared(resolve(cwd, wish.after), wish.after),
  );
}

/** A version that fails at once has hardly any time, which would look like a gain. */
function tellOfFailure(version: string, run: Run): void {
  if (run.exitCode === 0) return;
  process.stderr.write(
    `tuneline: ${endingText(run)}: ${version}. What it had not done by then is missing from its times.\n`,
  );
}

async function recordedCommits(
  { before, after, how, json }: Extract<CompareWish, { readonly kind: 'commits' }>,
  dist: string,
): Promise<Readonly<Record<Side, RecordedVersion>>> {
  const { howToVerify, tell, untilCancelled } = await import('./verify');
  const { recordVersions } = await import('../run/verify/record-versions');
  const { target, notes } = await targetOf(how, process.cwd());
  for (const note of notes) process.stderr.write(`tuneline: ${note}\n`);
  return untilCancelled(signal =>
    recordVersions(
      {
        ...howToVerify(how),
        target,
        before: { revision: before },
        after: after === undefined ? {} : { revision: after },
        dist,
        onProgress: json ? undefined : tell,
      },
      signal,
    ),
  );
}

/** A profile from disk with all that is known of its texts; a session's folder brings all its runs. @throws RecordError */
export async function readCompared(path: string, name: string): Promise<Compared> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const { estimateCallLines } = await import('../core/hints/places/call-lines');
    const { profile, runs, ran } = readSavedProfile(path, name, estimateCallLines);
    return { profile, runs, ran };
  }
  try {
    const all = { sessions: Infinity, bytes: Infinity };
    const { recordings } = await openHistory(dirname(path), all).load(basename(path));
    if (recordings.length === 0) throw new HistoryError('The session has no runs.', path);
    const { profile } = mergeRecordings(recordings, 'compared');
    return { profile, runs: recordings.length, ran: recordings[recordings.length - 1].ran };
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    throw new RecordError(
      'not-a-profile',
      `${name} holds no session that can be read: ${error.message}`,
      'Give a .cpuprofile, a session (.tuneline), a recording (.json.gz), or the folder of a session.',
    );
  }
}

/** The object that `--json` prints: stable, versioned by `schema`. */
export function jsonChanges(changes: ProfileChanges): object {
  const cwd = process.cwd();
  const ms = (micros: number) => Math.round(micros) / 1000;
  const row = ({ kind, file, line, before, after }: Change) => ({
    kind,
    file: shown(file, cwd),
    line,
    beforeMs: ms(before),
    afterMs: ms(after),
  });
  return {
    schema: 1,
    before: { activeMs: ms(changes.before) },
    after: { activeMs: ms(changes.after) },
    lines: changes.lines.map(row),
    functions: changes.functions.map(one => ({ name: one.name, ...row(one) })),
    linesMatchedByFunctions: changes.withoutText.map(file => shown(file, cwd)),
  };
}

/** How a change is marked: ▲ costs more now. */
export const changeMarks: Readonly<Record<ChangeKind, string>> = {
  more: '▲',
  less: '▼',
  appeared: '+',
  vanished: '−',
  same: ' ',
};

/** For people: the largest changes of lines and of functions. `lineText` is asked for the text of a line as it is now. */
export function textChanges(
  changes: ProfileChanges,
  limit: number,
  lineText: (file: string, line: number) => string | undefined,
): string {
  const { before, after, lines, functions, withoutText } = changes;
  const cwd = process.cwd();
  const share = before > 0 ? ` (${signed(after - before, by => formatShare(by / before))})` : '';
  const clear = <Row extends Change>(rows: readonly Row[]) =>
    rows.filter(({ kind }) => kind !== 'same').slice(0, limit);
  const where = ({ file, line }: Change) => `${shown(file, cwd)}:${line}`;
  const textOf = (row: Change) =>
    row.kind === 'vanished' ? '' : shortened((lineText(row.file, row.line) ?? '').trim(), 100);
  const name = (one: FunctionChange) => (one.name === '' ? '(anonymous)' : one.name);
  return [
    `${formatMicros(before)} active → ${formatMicros(after)}${share}`,
    '',
    ...table('Lines, time of their own', clear(lines), row => `${where(row)}  ${textOf(row)}`),
    '',
    ...table('Functions, with calls', clear(functions), one => `${name(one)}  ${where(one)}`),
    '',
    'One recording each: what other work on the machine does to the times is in them. Whether a change helped is said by `tuneline verify`.',
    ...(withoutText.length === 0
      ? []
      : [
          `Lines of ${withoutText.length} ${withoutText.length === 1 ? 'file were' : 'files were'} matched by where functions stand, since the texts that ran were not kept.`,
        ]),
  ].join('\n');
}

function table<Row extends Change>(
  title: string,
  rows: readonly Row[],
  textOf: (row: Row) => string,
): string[] {
  if (rows.length === 0) return [`${title}: nothing changed by more than chance.`];
  const cells = rows.map(row => [
    formatMicros(row.before),
    formatMicros(row.after),
    signed(row.after - row.before, formatMicros),
  ]);
  const widths = [0, 1, 2].map(column => Math.max(...cells.map(row => row[column].length)));
  return [
    `${title}: before → after`,
    ...rows.map((row, index) => {
      const [before, after, change] = cells[index].map((cell, i) => cell.padStart(widths[i]));
      return `${changeMarks[row.kind]} ${before} → ${after}  ${change}  ${textOf(row)}`.trimEnd();
    }),
  ];
}

function signed(value: number, format: (absolute: number) => string): string {
  return `${value < 0 ? '−' : '+'}${format(Math.abs(value))}`;
}
