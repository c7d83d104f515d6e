import { addProfile } from './merge';
import {
  Activity,
  activities,
  type Lane,
  locatedRow,
  type Profile,
  ProfileBuilder,
} from './profile';
import type { Line, Micros } from './units';

/** A lane's own profile, without roots for lanes. */
export interface LaneProfile {
  readonly lane: Lane;
  readonly profile: Profile;
}

/** One profile of all lanes, the main one first. At least one must be given; a single one needs no root of its own. */
export function joinLanes(parts: readonly LaneProfile[]): Profile {
  const [first, ...others] = parts;
  if (others.length === 0 && first.lane.role === 'program') return first.profile;
  const builder = new ProfileBuilder();
  for (const { lane, profile } of parts) {
    const frame = builder.frame({ name: lane.name, script: -1, line: 0, column: -1, kind: 'lane' });
    addProfile(builder, profile, builder.stack(-1, frame, 0, -1));
  }
  const callLines = parts.map(({ lane }) => lane.callLines);
  return builder.build({
    duration: Math.max(...parts.map(({ profile }) => profile.duration)),
    interval: first.profile.interval,
    source: first.profile.source,
    callLines: callLines.includes('none')
      ? 'none'
      : callLines.includes('estimate')
        ? 'estimate'
        : 'recorded',
    truncated: parts.reduce((sum, { profile }) => sum + profile.truncated, 0),
    lanes: parts.map(({ lane }) => lane),
  });
}

/** The lane of each stack row, as an index into `profile.lanes`; -1 throughout where lanes are not told apart. */
export function laneOfRow(profile: Profile): Int32Array {
  const { frame, parent } = profile.stacks;
  const ids = new Map(profile.lanes?.map((lane, index) => [lane.name, index]));
  const result = new Int32Array(frame.length).fill(-1);
  for (let row = 0; row < frame.length; row++) {
    if (parent[row] >= 0) result[row] = result[parent[row]];
    else {
      const { kind, name } = profile.frames[frame[row]];
      result[row] = kind === 'lane' ? (ids.get(name) ?? -1) : -1;
    }
  }
  return result;
}

/** What one lane spent on a line. */
export interface LanePart {
  readonly lane: Lane;
  readonly self: Micros;
  /** Once per sample, with calls. */
  readonly total: Micros;
}

/** The time of a line by lane, most first; empty where lanes are not told apart. */
export function lineByLane(profile: Profile, file: string, line: Line): LanePart[] {
  const { lanes } = profile;
  if (lanes === undefined) return [];
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const ofRow = laneOfRow(profile);
  const isHere = (row: number) => {
    const { script } = frames[stacks.frame[row]];
    return stacks.line[row] === line && script >= 0 && scripts[script].name === file;
  };
  /** Whether the line stands on the stack that ends in the row. */
  const isOn = new Uint8Array(stacks.frame.length);
  for (let row = 0; row < isOn.length; row++)
    isOn[row] = isHere(row) || (stacks.parent[row] >= 0 && isOn[stacks.parent[row]]) ? 1 : 0;
  const self = new Float64Array(lanes.length);
  const total = new Float64Array(lanes.length);
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    if (isOn[row] === 0 || activity[row] !== Activity.active || ofRow[row] < 0) continue;
    total[ofRow[row]] += samples.weight[i];
    const located = locatedRow(profile, row);
    if (located >= 0 && isHere(located)) self[ofRow[row]] += samples.weight[i];
  }
  return lanes
    .map((lane, index) => ({ lane, self: self[index], total: total[index] }))
    .filter(part => part.total > 0)
    .sort((a, b) => b.self - a.self || b.total - a.total);
}

/** Active and idle time of each lane, in the order of `profile.lanes`. */
export function timesByLane(profile: Profile): { lane: Lane; active: Micros; idle: Micros }[] {
  const { lanes = [] } = profile;
  const { samples } = profile;
  const activity = activities(profile);
  const ofRow = laneOfRow(profile);
  const result = lanes.map(lane => ({ lane, active: 0, idle: 0 }));
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    const sum = result[ofRow[row]];
    if (sum === undefined) continue;
    if (activity[row] === Activity.idle) sum.idle += samples.weight[i];
    // Of a launcher its own time counts, so that it can be named.
    else if (activity[row] !== Activity.tool) sum.active += samples.weight[i];
  }
  return result;
}
