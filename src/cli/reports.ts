import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { mergeRecordings } from '../core/merge';
import type { Recording } from '../core/session';
import { record } from '../run/record';
import { startGuarded } from '../run/start-guarded';
import type { Program } from './arguments';
import { untilInterrupted } from './interrupts';
import type { Report } from './report';
import { recordServer } from './server-report';
import { targetOf } from './targets';

/** Runs the program (several times if asked) and reports on it. @throws RecordError */
export async function profiledReport(
  program: Program,
  dist: string,
  toStderr: boolean,
): Promise<Report> {
  const cwd = process.cwd();
  const { target, notes } = await targetOf(program, cwd);
  for (const note of notes) process.stderr.write(`tuneline: ${note}\n`);
  const recordings: Recording[] = [];
  for (let run = 0; run < program.runs; run++) {
    recordings.push(await recordOnce(target, program, dist, toStderr));
  }
  const { profile, run, texts } = mergeRecordings(recordings, randomUUID());
  const { findingsOf } = await import('./findings');
  const found = { target, run, cwd };
  if (!program.counts) return { ...found, ...findingsOf({ profile, texts }, target, run) };
  const { countedOnce } = await import('./counting');
  const counts = await countedOnce(target, { run, texts }, program.node, dist);
  return { ...found, ...findingsOf({ profile, texts, counts }, target, run) };
}

/** One recording. The first Ctrl+C stops the program and keeps what was sampled, the second cancels. */
async function recordOnce(
  target: Parameters<typeof record>[0],
  program: Program,
  dist: string,
  toStderr: boolean,
): Promise<Recording> {
  const options = {
    dist,
    node: program.node,
    source: program.source,
    interval: program.interval,
    start: startGuarded(dist, toStderr ? ['inherit', 2, 2] : 'inherit'),
  };
  return untilInterrupted(signal =>
    program.server === undefined
      ? record(target, options, signal)
      : recordServer(target, options, program.server, signal),
  );
}

/** Reports on a profile from disk. @throws RecordError */
export async function openedReport(name: string): Promise<Report> {
  const cwd = process.cwd();
  const file = resolve(cwd, name);
  const target = { kind: 'imported' as const, file, args: [], cwd, env: {} };
  const { findingsIn } = await import('./findings');
  return { target, cwd, ...findingsIn(file, name) };
}
