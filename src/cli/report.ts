import { relative } from 'node:path';
import type { Counts } from '../core/counts';
import type { Hint } from '../core/hints/hint';
import type { Part } from '../core/parts';
import type { Profile } from '../core/profile';
import type { Run, TargetDescription } from '../core/session';
import type { Line } from '../core/units';

/** A hint with the file it is in. */
export type FileHint = Hint & { readonly file: string };

/** All that is said of a profile on the command line. */
export interface Report {
  /** Hashes of the texts that ran, by their file, where that is known. */
  readonly texts?: ReadonlyMap<string, string>;
  /** How often the code of these files ran, where a run counted it. */
  readonly counts?: Counts;
  readonly target: TargetDescription;
  readonly profile: Profile;
  /** Undefined for a profile from elsewhere. */
  readonly run: Run | undefined;
  readonly hints: readonly FileHint[];
  /** By file and line, for lines from half a percent on whose text is the one that ran. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<Line, readonly Part[]>>;
  readonly cwd: string;
}

/** Relative to the working directory where the file lies inside it or near it; other scripts as V8 names them. */
export function shown(file: string, cwd: string): string {
  return file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file) ? relative(cwd, file) : file;
}
