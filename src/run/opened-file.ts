import { gunzipSync } from 'node:zlib';
import { readCpuProfile } from '../core/formats/cpuprofile';
import { isSessionFile, readSessionFile, type SessionInFile } from '../core/formats/session-file';
import { readRecording } from '../core/formats/stored-profile';
import type { Profile, ProfileProblem } from '../core/profile';
import type { Recording } from '../core/session';

/** What a file holds that can be opened: told by its first bytes, whatever it is called. */
export type OpenedFile =
  | { readonly kind: 'cpuprofile'; readonly profile: Profile }
  | { readonly kind: 'recording'; readonly recording: Recording }
  | { readonly kind: 'session'; readonly file: SessionInFile }
  | ProfileProblem;

export function readOpenedFile(bytes: Uint8Array): OpenedFile {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    const profile = readCpuProfile(new TextDecoder().decode(bytes));
    return 'problem' in profile ? profile : { kind: 'cpuprofile', profile };
  }
  let text: string;
  try {
    text = gunzipSync(bytes).toString('utf8');
  } catch (error) {
    return { problem: 'truncated', detail: `The file breaks off (${(error as Error).message}).` };
  }
  if (isSessionFile(text)) {
    const file = readSessionFile(text);
    return 'problem' in file ? file : { kind: 'session', file };
  }
  const recording = readRecording(text);
  return 'problem' in recording ? recording : { kind: 'recording', recording };
}
