import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hotSpots } from '../../../src/core/hot-lines';
import { Activity, activities, locatedRow, type Profile, Trust } from '../../../src/core/profile';
import { bench } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

const folder = join(bench, 'programs', 'builtins');
const interval = 250;

/** Programs that spend nearly all of their time in one builtin, called on one line through a small method. */
export const families = readdirSync(folder).map(name => name.replace('.js', ''));

/** Samples that stand in no file: starting up, or lost altogether. Measured on an empty program they are the start alone. */
export async function startingUp(node: string): Promise<number> {
  const file = join(bench, 'programs', 'starting-up.js');
  const { profile } = await profileProgram({ node, file, interval });
  return countSamples(profile, file, 0).nowhere;
}

/** Whether the builtin's line was found: the share of ticks, garbage collection aside. */
export async function builtin(node: string, family: string, starting: number): Promise<Finding> {
  const file = join(folder, `${family}.js`);
  const text = readFileSync(file, 'utf8').split('\n');
  const line = text.findIndex(one => one.endsWith('// here')) + 1;
  const { profile } = await profileProgram({ node, file, interval });
  const counts = countSamples(profile, file, line);
  const lost = Math.max(0, counts.nowhere - starting * 1.5);
  const all = counts.right + counts.restored + counts.uncertain + counts.elsewhere + lost;
  const share = (count: number) => `${((100 * count) / all).toFixed(1)}`.padStart(5);
  const right = counts.right + counts.restored;
  return {
    what: `builtin, ${family}`,
    text: `right ${share(right)} (put back ${share(counts.restored)})  uncertain ${share(counts.uncertain)}  wrong ${share(counts.elsewhere + lost)}  of ${Math.round(all)}${mostWrong(counts.wrong, lost)}`,
    kept: right >= 0.85 * all && right + counts.uncertain >= 0.95 * all && totalsFit(profile),
  };
}

function mostWrong(wrong: ReadonlyMap<number, number>, lost: number): string {
  const [first] = [...wrong].sort((a, b) => b[1] - a[1]);
  return first === undefined || lost > first[1] ? '' : `, most on line ${first[0]}`;
}

function countSamples(profile: Profile, file: string, line: number) {
  const wrong = new Map<number, number>();
  const counts = { right: 0, restored: 0, uncertain: 0, elsewhere: 0, nowhere: 0, wrong };
  const { samples, stacks, frames, scripts } = profile;
  const activity = activities(profile);
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    if (activity[row] !== Activity.active || frames[stacks.frame[row]].kind === 'gc') continue;
    const at = locatedRow(profile, row);
    const script = at < 0 ? undefined : scripts[frames[stacks.frame[at]].script];
    const count = samples.count[i];
    if (script?.name !== file) counts.nowhere += count;
    else if (samples.trust[i] === Trust.uncertain) counts.uncertain += count;
    else if (stacks.line[at] !== line) {
      counts.elsewhere += count;
      wrong.set(stacks.line[at], (wrong.get(stacks.line[at]) ?? 0) + count);
    } else if (samples.trust[i] === Trust.restored) counts.restored += count;
    else counts.right += count;
  }
  return counts;
}

/** No line and no function has more than all of the time. */
export function totalsFit(profile: Profile): boolean {
  const { lines, functions } = hotSpots(profile);
  const active = lines.length === 0 ? 0 : lines[0].self / lines[0].selfShare;
  const most = active * (1 + 1e-9);
  return (
    lines.every(line => (line.total ?? 0) <= most) && functions.every(one => one.total <= most)
  );
}
