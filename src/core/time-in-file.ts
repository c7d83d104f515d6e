import { Activity, activities, type Profile } from './profile';
import type { Micros } from './units';

/** How long `file` ran in a profile with anything that it called; undefined when nothing of it ran. */
export function timeInFile(profile: Profile, file: string): Micros | undefined {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const isOnStack = new Uint8Array(stacks.frame.length);
  for (let row = 0; row < isOnStack.length; row++) {
    const { script } = frames[stacks.frame[row]];
    const isHere = script >= 0 && scripts[script].name === file;
    isOnStack[row] = isHere || (stacks.parent[row] >= 0 && isOnStack[stacks.parent[row]]) ? 1 : 0;
  }
  let time: Micros | undefined;
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    if (isOnStack[row] && activity[row] === Activity.active) time = (time ?? 0) + samples.weight[i];
  }
  return time;
}
