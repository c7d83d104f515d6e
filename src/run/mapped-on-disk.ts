import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Profile } from '../core/profile';
import { applySourceMaps } from '../core/apply-source-maps';
import { ScriptMaps } from './maps';

/** A profile from elsewhere at original locations, by the scripts and maps as they are on this machine now. */
export function mappedOnDisk(profile: Profile): Profile {
  const maps = new ScriptMaps(() => 'program');
  for (const { name, kind, mapping } of profile.scripts) {
    // What we wrote ourselves may be at original locations already.
    if (kind !== 'file' || mapping === 'mapped') continue;
    const text = textIfThere(name);
    if (text !== undefined) maps.add({ name, text });
  }
  return applySourceMaps(profile, maps.lookup);
}

/** The text of a file that a profile names: that may be anything, also a folder, a device or a file of another machine. */
export function textIfThere(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined; // then its lines are shown as they were sampled
  }
}

/** The nearest file of this name in the folder of `from` or above it, with its text. */
export function nearestFile(
  name: string,
  from: string,
): { readonly file: string; readonly text: string } | undefined {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const file = join(folder, name);
    const text = textIfThere(file);
    if (text !== undefined) return { file, text };
    if (folder === dirname(folder)) return undefined;
  }
}
