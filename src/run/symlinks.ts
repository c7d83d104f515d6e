import { realpath } from 'node:fs/promises';
import type { Profile } from '../core/profile';

/** A folder or file as node calls it, with links followed, and as the user does. */
export interface Renaming {
  readonly real: string;
  readonly asNamed: string;
}

/**
 * What of the path of a program node spells otherwise than the user, since it follows links (and knows the case of a drive);
 * undefined when nothing.
 */
export async function renamingOf(file: string): Promise<Renaming | undefined> {
  const real = await realpath(file).catch(() => file);
  if (real === file) return undefined;
  let same = 0;
  const ends = (path: string, length: number) => path.slice(path.length - length);
  for (let at = 1; at <= Math.min(real.length, file.length); at++) {
    if (ends(real, at) !== ends(file, at)) break;
    if (/^[\\/]/.test(ends(real, at))) same = at;
  }
  return {
    real: real.slice(0, real.length - same),
    asNamed: file.slice(0, file.length - same),
  };
}

/** The path as the user spells it. */
export function renamed(path: string, renaming: Renaming | undefined): string {
  if (renaming === undefined || !path.startsWith(renaming.real)) return path;
  const rest = path.slice(renaming.real.length);
  return rest === '' || /^[\\/]/.test(rest) ? renaming.asNamed + rest : path;
}

export function withNamesOfUser(profile: Profile, renaming: Renaming | undefined): Profile {
  if (renaming === undefined) return profile;
  const scripts = profile.scripts.map(script => ({
    ...script,
    name: renamed(script.name, renaming),
  }));
  return { ...profile, scripts };
}
