import { type Lane, type Profile, ProfileBuilder, type Trust, times } from './profile';
import { executionsOf, type Recording, type RunNote } from './session';
import { formatMicros, type Micros } from './units';

/** Adds the samples of a profile to a builder, its stacks below the row `root` (-1: as they are). */
export function addProfile(builder: ProfileBuilder, profile: Profile, root = -1): void {
  const { stacks, samples } = profile;
  const scripts = profile.scripts.map(script => builder.script(script));
  const frames = profile.frames.map(frame =>
    builder.frame(frame.script < 0 ? frame : { ...frame, script: scripts[frame.script] }),
  );
  const rows = new Int32Array(stacks.frame.length);
  for (let row = 0; row < rows.length; row++) {
    const parent = stacks.parent[row] < 0 ? root : rows[stacks.parent[row]];
    const frame = frames[stacks.frame[row]];
    rows[row] = builder.stack(parent, frame, stacks.line[row], stacks.column[row]);
  }
  for (let i = 0; i < samples.stack.length; i++) {
    const trust = samples.trust[i] as Trust; // columns of a profile hold nothing else
    builder.sample(rows[samples.stack[i]], samples.weight[i], samples.count[i], trust);
  }
}

/** One profile with the samples of all, such as runs of a program that is too short for one. Times are sums. At least one must be given. */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  if (profiles.length === 1) return profiles[0];
  const builder = new ProfileBuilder();
  for (const profile of profiles) addProfile(builder, profile);
  const sum = (of: (profile: Profile) => Micros) => profiles.reduce((all, one) => all + of(one), 0);
  return builder.build({
    duration: sum(one => one.duration),
    interval: profiles[0].interval,
    source: profiles[0].source,
    callLines: weakest(profiles),
    truncated: sum(one => one.truncated),
    lanes: sameLanes(profiles),
  });
}

/** Lanes of the same name are one, with the sum of their CPU times. */
function sameLanes(profiles: readonly Profile[]): Profile['lanes'] {
  const all = profiles.flatMap(({ lanes }) => lanes ?? []);
  if (all.length === 0) return undefined;
  const byName = new Map<string, Lane>();
  for (const lane of all) {
    const known = byName.get(lane.name);
    const cpu = known === undefined ? lane.cpu : sumOfKnown([known.cpu, lane.cpu]);
    byName.set(lane.name, { ...(known ?? lane), cpu });
  }
  return [...byName.values()];
}

function weakest(profiles: readonly Profile[]): Profile['callLines'] {
  if (profiles.some(one => one.callLines === 'none')) return 'none';
  return profiles.some(one => one.callLines === 'estimate') ? 'estimate' : 'recorded';
}

/** The note `idle`, for a recording of this length in which the program had next to nothing to do. */
export function idleNote(profile: Profile, wall: Micros): RunNote | undefined {
  const { idle, active, activeSamples } = times(profile);
  // V8 takes hardly a sample of a thread that sleeps; what keeps a server alive takes some.
  const isLittle = activeSamples < fewSamples || active < wall / 100;
  if (!isLittle || idle < 0.9 * (idle + active)) return undefined;
  return { code: 'idle', detail: formatMicros(wall) };
}

/** Below this many samples on lines of files a profile says little: the note `few-samples`. */
export const fewSamples = 50;

/**
 * Runs of one program as one recording, with sums of their times. A text that differs between the runs is left out, so that
 * its file counts as changed.
 */
export function mergeRecordings(recordings: readonly Recording[], id: string): Recording {
  if (recordings.length === 1) return recordings[0];
  const profile = mergeProfiles(recordings.map(one => one.profile));
  const last = recordings[recordings.length - 1].run;
  const runs = recordings.map(one => one.run);
  const { samplesOnLines } = times(profile);
  const notes = distinct(
    runs.flatMap(run => run.notes).filter(note => note.code !== 'few-samples'),
  );
  if (samplesOnLines < fewSamples) notes.push({ code: 'few-samples', detail: `${samplesOnLines}` });
  const texts = commonTexts(recordings);
  const counts = lastCounts(recordings, texts);
  return {
    run: {
      ...last,
      id,
      ended: runs.some(run => run.ended === 'stopped') ? 'stopped' : 'by-itself',
      wall: runs.reduce((all, run) => all + run.wall, 0),
      executions: executionsOf(runs),
      cpu: sumOfKnown(runs.map(run => run.cpu)),
      startCpu: sumOfKnown(runs.map(run => run.startCpu)),
      syncWait: sumOfKnown(runs.map(run => run.syncWait)),
      notes,
    },
    profile,
    texts,
    ...(counts && { counts }),
  };
}

/** What was counted last, of the texts that all of them ran. */
function lastCounts(
  recordings: readonly Recording[],
  texts: ReadonlyMap<string, string>,
): Recording['counts'] {
  const counts = recordings.findLast(one => one.counts !== undefined)?.counts;
  return counts && new Map([...counts].filter(([file]) => texts.has(file)));
}

function sumOfKnown(values: readonly (Micros | undefined)[]): Micros | undefined {
  return values.reduce<Micros | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

/** One note of each kind: details of several runs would repeat themselves. */
function distinct(notes: readonly RunNote[]): RunNote[] {
  return [...new Map(notes.map(note => [note.code, note])).values()];
}

function commonTexts(recordings: readonly Recording[]): Map<string, string> {
  const result = new Map<string, string>();
  const conflicting = new Set<string>();
  for (const { texts } of recordings) {
    for (const [file, hash] of texts) {
      const known = result.get(file);
      if (known !== undefined && known !== hash) conflicting.add(file);
      result.set(file, hash);
    }
  }
  for (const file of conflicting) result.delete(file);
  return result;
}
