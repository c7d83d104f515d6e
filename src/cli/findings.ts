import { findHints, type HintRequest } from '../core/hints';
import { configurationHints, type HowItRan } from '../core/hints/configuration';
import { estimateCallLines } from '../core/hints/places/call-lines';
import { partsOf } from '../core/hints/places/expressions';
import { type Recorded, recordedRequest } from '../core/hints/recorded-hints';
import { hotSpots } from '../core/hot-lines';
import { standsWhereItRan } from '../core/line-anchors';
import { placesIn } from '../core/parts';
import type { Profile } from '../core/profile';
import type { Run, TargetDescription } from '../core/session';
import { textHash } from '../run/maps';
import { nearestFile, textIfThere } from '../run/mapped-on-disk';
import { readSavedProfile } from '../run/saved-profile';
import { checkedPrograms } from './checked';
import type { FileHint, Report } from './report';
import { tellFailures } from './rule-failures';

/** What reading the sources adds to a profile. */
type Findings = Pick<Report, 'profile' | 'texts' | 'counts' | 'hints' | 'parts'>;

/**
 * What reading the sources adds to what was recorded: the lines of calls, parts of lines, hints. A file of its own since a parser
 * comes with it, which nothing before the end of a run should wait for.
 */
export function findingsOf(
  recorded: Pick<Findings, 'profile' | 'texts' | 'counts'>,
  target: TargetDescription,
  run: Run,
): Findings {
  const profile = estimateCallLines(recorded.profile, textIfThere);
  return readWith({ ...recorded, profile, run }, howItRan(target, run.nodeVersion));
}

function howItRan(target: TargetDescription, nodeVersion: string): HowItRan {
  return { target, nodeVersion, environment: process.env };
}

/** The same of a profile on disk. @throws RecordError */
export function findingsIn(file: string, name: string): Findings & Pick<Report, 'run'> {
  const saved = readSavedProfile(file, name, estimateCallLines);
  return { ...readWith(saved, undefined), run: saved.run };
}

function readWith(recorded: Recorded, ran: HowItRan | undefined): Findings {
  const { profile, texts, counts } = recorded;
  const parts = partsByFile(profile, texts ?? new Map());
  return { profile, texts, counts, hints: hintsOf(recorded, ran), parts };
}

/** Parts of the hot lines of every file whose text is still the one that ran, by the hashes of the run where it has them. */
function partsByFile(profile: Profile, hashes: ReadonlyMap<string, string>): Report['parts'] {
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
function hintsOf(recorded: Recorded, ran: HowItRan | undefined): FileHint[] {
  const programOf = checkedPrograms();
  const inFiles = hintRequests(recorded).flatMap(request => {
    const { hints, failures } = findHints(request, programOf(request));
    tellFailures(failures);
    return hints.map(hint => ({ ...hint, file: request.file }));
  });
  const { hints, failures } = configurationHints(recorded.profile, nearestFile, ran);
  tellFailures(failures);
  return [...inFiles, ...hints].sort((a, b) => b.share - a.share);
}

/** What to ask for the hints of each hot file of the program whose text is what ran. */
export function hintRequests(recorded: Recorded): HintRequest[] {
  const files = [...hotSpots(recorded.profile).byFile.keys()].filter(
    file => !/[\\/]node_modules[\\/]/.test(file),
  );
  return files.flatMap(file => {
    const text = textIfThere(file);
    if (text === undefined) return [];
    return recordedRequest(recorded, { file, text, hash: textHash(text) }) ?? [];
  });
}
