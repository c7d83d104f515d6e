import { join } from 'node:path';
import type { Profile } from '../core/profile';

/** A profile as if the files below one folder stood below another. */
export function withFilesMoved(profile: Profile, from: string, to: string): Profile {
  const scripts = profile.scripts.map(script =>
    script.kind === 'file' ? { ...script, name: movedFile(script.name, from, to) } : script,
  );
  return { ...profile, scripts };
}

export function movedFile(file: string, from: string, to: string): string {
  const isInside = file.startsWith(from) && /^[\\/]/.test(file.slice(from.length));
  return isInside ? join(to, file.slice(from.length + 1)) : file;
}
