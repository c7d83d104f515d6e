import { Activity, activities, locatedRow, type Profile } from '../core/profile';
import type { RunNote } from '../core/session';
import type { MapLookup } from '../core/source-maps';

/** Scripts with less than this share of the active time are not worth a word: many packages ship without the maps they name. */
const worthSaying = 0.01;
const named = 3;

/** What to tell of scripts whose map is missing or broken, the hottest first. `profile` is at original locations. */
export function mapNotes(profile: Profile, lookup: (script: string) => MapLookup): RunNote[] {
  const { active, ofScript } = timeOfScripts(profile);
  const hottest = [...ofScript]
    .filter(([, time]) => time >= active * worthSaying)
    .sort((a, b) => b[1] - a[1])
    .map(([script]) => profile.scripts[script]);
  return (['map-missing', 'map-broken'] as const).flatMap(code => {
    const details = hottest
      .filter(({ mapping }) => mapping === code)
      .map(({ name }) => {
        const found = lookup(name);
        return 'detail' in found ? `${name}: ${found.detail}` : name;
      });
    const more = details.length > named ? ['…'] : [];
    return details.length === 0
      ? []
      : [{ code, detail: [...details.slice(0, named), ...more].join('; ') }];
  });
}

function timeOfScripts(profile: Profile): { active: number; ofScript: Map<number, number> } {
  const { samples, stacks, frames } = profile;
  const activity = activities(profile);
  const ofScript = new Map<number, number>();
  let active = 0;
  samples.stack.forEach((row, i) => {
    if (activity[row] !== Activity.active) return;
    active += samples.weight[i];
    const located = locatedRow(profile, row);
    if (located < 0) return;
    const { script } = frames[stacks.frame[located]];
    ofScript.set(script, (ofScript.get(script) ?? 0) + samples.weight[i]);
  });
  return { active, ofScript };
}
