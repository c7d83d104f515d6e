import { existsSync, readFileSync } from 'node:fs';
import type { Profile } from '../core/profile';
import { applySourceMaps } from '../core/source-maps';
import { ScriptMaps } from './maps';

/** A profile from elsewhere at original locations, by the scripts and maps as they are on this machine now. */
export function mappedOnDisk(profile: Profile): Profile {
  const maps = new ScriptMaps(() => 'program');
  for (const { name, kind } of profile.scripts) {
    if (kind === 'file' && existsSync(name)) maps.add({ name, text: readFileSync(name, 'utf8') });
  }
  return applySourceMaps(profile, maps.lookup);
}
