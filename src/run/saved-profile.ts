import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readCpuProfile } from '../core/formats/cpuprofile';
import { readRecording } from '../core/formats/stored-profile';
import type { Profile, ProfileProblem } from '../core/profile';
import type { Recording } from '../core/session';
import { mappedOnDisk, textIfThere } from './mapped-on-disk';
import { RecordError } from './record-error';

/** A profile from disk at original locations; one that Tuneline has kept brings its run and what it knows of the texts. */
export type SavedProfile = { readonly profile: Profile } & Partial<
  Pick<Recording, 'run' | 'texts' | 'ran'>
>;

/**
 * Reads a `.cpuprofile`, which is mapped with the maps that are on this machine and given call lines by `estimate` from the
 * texts that are, or a recording from the folder of a session (`*.json.gz`), which has them. `name` is what the user called it. @throws RecordError
 */
export function readSavedProfile(
  file: string,
  name: string,
  estimate: (profile: Profile, textOf: typeof textIfThere) => Profile,
): SavedProfile {
  const bytes = bytesOf(file);
  const isOurs = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const read = isOurs ? recordingIn(bytes) : readCpuProfile(bytes.toString('utf8'));
  if ('problem' in read) {
    throw new RecordError(
      'not-a-profile',
      `${name} can't be read: ${read.detail}`,
      'Give a .cpuprofile that Tuneline, `node --cpu-prof`, Chrome DevTools or js-debug has written, or a recording of a session (.json.gz).',
    );
  }
  if ('run' in read) return read;
  return { profile: estimate(mappedOnDisk(read), textIfThere) };
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

function recordingIn(packed: Buffer): Recording | ProfileProblem {
  let text: string;
  try {
    text = gunzipSync(packed).toString('utf8');
  } catch (error) {
    return { problem: 'truncated', detail: `The file breaks off (${(error as Error).message}).` };
  }
  return readRecording(text);
}
