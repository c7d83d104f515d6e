import { Activity, activities, type Profile, times } from './profile';
import type { Micros } from './units';

/** With less time of its own a file may as well not have run. */
const doneAtOnce: Micros = 20_000;

/** A program that was idle for longer waits for something: it does not only export. */
const waitsFor: Micros = 1e6;

/** Whether a file that was profiled did nothing itself, as one that only exports: Node's own start is no work of it. */
export function didNothing(profile: Profile, file: string): boolean {
  return times(profile).idle < waitsFor && ownTime(profile, file) < doneAtOnce;
}

/** Time in a file and in what it called, but not in loading what it imports. */
export function ownTime(profile: Profile, file: string): Micros {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const isIn = new Uint8Array(stacks.frame.length);
  for (let row = 0; row < isIn.length; row++) {
    const { script } = frames[stacks.frame[row]];
    const { name, kind } = scripts[script] ?? { name: '', kind: 'other' };
    if (name === file) isIn[row] = 1;
    else if (kind === 'node' && loadsModules.test(name)) isIn[row] = 0;
    else isIn[row] = stacks.parent[row] < 0 ? 0 : isIn[stacks.parent[row]];
  }
  let time = 0;
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    if (isIn[row] === 1 && activity[row] === Activity.active) time += samples.weight[i];
  }
  return time;
}

const loadsModules = /^node:internal\/modules\//;

/** Whether a text exports something, by its look. */
export function exportsSomething(text: string): boolean {
  return /^[ \t]*export\b|\bmodule\.exports\b|\bexports\.[\w$]+\s*=/m.test(text);
}
