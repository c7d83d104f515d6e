import { readFileSync, statSync } from 'node:fs';
import { mergeRecordings } from '../core/merge';
import type { Profile } from '../core/profile';
import { countsFileOf, readStoredCounts } from '../core/formats/stored-counts';
import type { Recording } from '../core/session';
import { textHash } from './maps';
import { mappedOnDisk, textIfThere } from './mapped-on-disk';
import { readOpenedFile } from './opened-file';
import { unreachable } from '../core/units';
import { RecordError } from './record-error';

/** A profile from disk at original locations; one that Tuneline has kept brings its run and what it knows of the texts. */
export type SavedProfile = {
  readonly profile: Profile;
  /** How many runs its times are of. */
  readonly runs: number;
} & Partial<Pick<Recording, 'run' | 'texts' | 'ran' | 'counts'>>;

/**
 * Reads a `.cpuprofile`, which is mapped with the maps that are on this machine and given call lines by `estimate` from the
 * texts that are; a session that was exported; or a recording from the folder of one (`*.json.gz`): those have them. `name` is what
 * the user called it. @throws RecordError
 */
export function readSavedProfile(
  file: string,
  name: string,
  estimate: (profile: Profile, textOf: typeof textIfThere) => Profile,
): SavedProfile {
  const bytes = bytesOf(file);
  const read = readOpenedFile(bytes);
  if ('problem' in read) {
    throw new RecordError(
      'not-a-profile',
      `${name} can't be read: ${read.detail}`,
      'Give a .cpuprofile that Tuneline, `node --cpu-prof`, Chrome DevTools or js-debug has written, a session (.tuneline), or a recording of one (.json.gz).',
    );
  }
  switch (read.kind) {
    case 'cpuprofile':
      return {
        profile: estimate(mappedOnDisk(read.profile), textIfThere),
        counts: countsBeside(file, hashOnDisk),
        runs: 1,
      };
    case 'recording':
      return {
        ...read.recording,
        counts: countsBeside(file, one => read.recording.texts.get(one)),
        runs: 1,
      };
    case 'session': {
      const { recordings } = read.file;
      const merged = mergeRecordings(recordings, 'saved');
      return { ...merged, ran: recordings.at(-1)?.ran, runs: recordings.length };
    }
    default:
      return unreachable(read);
  }
}

/** What a counting run left beside a profile, of the files whose text is still the same. */
function countsBeside(
  profile: string,
  hashOf: (file: string) => string | undefined,
): Recording['counts'] {
  const text = textIfThere(countsFileOf(profile));
  return text === undefined ? undefined : readStoredCounts(text, hashOf);
}

function hashOnDisk(file: string): string | undefined {
  const text = textIfThere(file);
  return text === undefined ? undefined : textHash(text);
}

function bytesOf(file: string): Buffer {
  try {
    if (!statSync(file).isDirectory()) return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RecordError(
      'no-file',
      code === 'ENOENT'
        ? `There is no file ${file}.`
        : `The profile ${file} can't be opened: ${message}.`,
      'Check its name and its folder.',
    );
  }
  throw new RecordError('no-file', `${file} is a folder.`, 'Name a .cpuprofile file in it.');
}
