import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readCpuProfile } from '../core/formats/cpuprofile';
import { evidenceFrom, findHints } from '../core/hints';
import { estimateCallLines } from '../core/hints/places/call-lines';
import { partsOf } from '../core/hints/places/expressions';
import { hotSpots } from '../core/hot-lines';
import { standsWhereItRan } from '../core/line-anchors';
import { mergeRecordings } from '../core/merge';
import { placesIn } from '../core/parts';
import { type Profile, times } from '../core/profile';
import type { Recording } from '../core/session';
import { textHash } from '../run/maps';
import { mappedOnDisk, textIfThere } from '../run/mapped-on-disk';
import { RecordError, record } from '../run/record';
import { startChild } from '../run/start-child';
import type { Program } from './arguments';
import { untilInterrupted } from './interrupts';
import type { FileHint, Report } from './report';
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
  const { profile: recorded, run, texts } = mergeRecordings(recordings, randomUUID());
  const profile = estimateCallLines(recorded, textIfThere);
  const parts = partsByFile(profile, texts);
  return { target, profile, run, hints: hintsOf(profile), parts, cwd };
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
    start: startChild(toStderr ? ['inherit', 2, 2] : 'inherit'),
  };
  return untilInterrupted(signal =>
    program.server === undefined
      ? record(target, options, signal)
      : recordServer(target, options, program.server, signal),
  );
}

/** Reads a profile from elsewhere and maps it with the maps that are on this machine. @throws RecordError */
export async function openedReport(name: string): Promise<Report> {
  const cwd = process.cwd();
  const file = resolve(cwd, name);
  const read = readCpuProfile(textOf(file));
  if ('problem' in read) {
    const action =
      'Give a .cpuprofile that `node --cpu-prof`, Chrome DevTools or js-debug has written.';
    throw new RecordError('not-a-profile', `${name} can't be read: ${read.detail}`, action);
  }
  const profile = estimateCallLines(mappedOnDisk(read), textIfThere);
  const parts = partsByFile(profile, new Map());
  const target = { kind: 'imported' as const, file, args: [], cwd, env: {} };
  return { target, profile, run: undefined, hints: hintsOf(profile), parts, cwd };
}

function textOf(file: string): string {
  try {
    if (statSync(file).isDirectory()) {
      throw new RecordError('no-file', `${file} is a folder.`, 'Name a .cpuprofile file in it.');
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof RecordError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new RecordError(
      'no-file',
      `The profile can't be opened: ${why}.`,
      `Check its name; ${dirname(file)} is where it was looked for.`,
    );
  }
}

/** Parts of the hot lines of every file whose text is still the one that ran, by the hashes of the run where it has them. */
export function partsByFile(
  profile: Profile,
  hashes: ReadonlyMap<string, string>,
): Report['parts'] {
  const result = new Map<string, ReturnType<typeof partsOf>>();
  for (const file of hotSpots(profile).byFile.keys()) {
    if (placesIn(profile, file).length === 0) continue;
    const text = textIfThere(file);
    if (text === undefined) continue;
    const hash = hashes.get(file);
    const isWhatRan =
      hash === undefined
        ? standsWhereItRan(profile, file, text.split(/\r\n|\r|\n/))
        : hash === textHash(text);
    if (isWhatRan) result.set(file, partsOf(profile, file, text));
  }
  return result;
}

/** Hints for every hot file of the program that is on this machine; dependencies are not advised on. */
export function hintsOf(profile: Profile): FileHint[] {
  const { activeSamples } = times(profile);
  const files = [...hotSpots(profile).byFile.keys()].filter(
    file => !/[\\/]node_modules[\\/]/.test(file),
  );
  return files
    .flatMap(file => {
      const text = textIfThere(file);
      if (text === undefined) return [];
      const hints = findHints({ file, text, hot: evidenceFrom(profile, file), activeSamples });
      return hints.map(hint => ({ ...hint, file }));
    })
    .sort((a, b) => b.share - a.share);
}
