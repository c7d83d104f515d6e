import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { configurationHints } from '../core/hints/configuration';
import { estimateCallLines } from '../core/hints/places/call-lines';
import { partsOf } from '../core/hints/places/expressions';
import { type Recorded, recordedHints } from '../core/hints/recorded-hints';
import { hotSpots } from '../core/hot-lines';
import { standsWhereItRan } from '../core/line-anchors';
import { mergeRecordings } from '../core/merge';
import { placesIn } from '../core/parts';
import type { Profile } from '../core/profile';
import type { Recording } from '../core/session';
import { textHash } from '../run/maps';
import { nearestFile, textIfThere } from '../run/mapped-on-disk';
import { record } from '../run/record';
import { readSavedProfile } from '../run/saved-profile';
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
  return { target, profile, run, texts, hints: hintsOf({ profile, texts }), parts, cwd };
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

/** Reports on a profile from disk. @throws RecordError */
export async function openedReport(name: string): Promise<Report> {
  const cwd = process.cwd();
  const file = resolve(cwd, name);
  const saved = readSavedProfile(file, name, estimateCallLines);
  const parts = partsByFile(saved.profile, saved.texts ?? new Map());
  const target = { kind: 'imported' as const, file, args: [], cwd, env: {} };
  const { profile, run, texts } = saved;
  return { target, profile, run, texts, hints: hintsOf(saved), parts, cwd };
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

/** Hints for every hot file of the program whose text is what ran, and for its configuration; dependencies are not advised on. */
export function hintsOf(recorded: Recorded): FileHint[] {
  const files = [...hotSpots(recorded.profile).byFile.keys()].filter(
    file => !/[\\/]node_modules[\\/]/.test(file),
  );
  const inFiles = files.flatMap(file => {
    const text = textIfThere(file);
    if (text === undefined) return [];
    const hints = recordedHints(recorded, { file, text, hash: textHash(text) }) ?? [];
    return hints.map(hint => ({ ...hint, file }));
  });
  return [...inFiles, ...configurationHints(recorded.profile, nearestFile)].sort(
    (a, b) => b.share - a.share,
  );
}
