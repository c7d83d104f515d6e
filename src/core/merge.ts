import { type Profile, ProfileBuilder } from './profile';

/** Several runs of one target as one profile: samples of one stack are added up. At least one profile must be given. */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const [first] = profiles;
  if (profiles.length === 1) return first;
  const builder = new ProfileBuilder();
  for (const { scripts, frames, stacks, samples } of profiles) {
    const scriptIds = scripts.map(script => builder.script(script));
    const frameIds = frames.map(frame =>
      builder.frame({ ...frame, script: frame.script < 0 ? -1 : scriptIds[frame.script] }),
    );
    const rows = new Int32Array(stacks.frame.length);
    for (let row = 0; row < rows.length; row++) {
      const parent = stacks.parent[row];
      rows[row] = builder.stack(
        parent < 0 ? -1 : rows[parent],
        frameIds[stacks.frame[row]],
        stacks.line[row],
        stacks.column[row],
      );
    }
    for (let i = 0; i < samples.stack.length; i++) {
      const trust = samples.trust[i] as 0 | 1 | 2; // columns hold a `Trust` each
      builder.sample(rows[samples.stack[i]], samples.weight[i], samples.count[i], trust);
    }
  }
  const sum = (of: (profile: Profile) => number) =>
    profiles.reduce((all, profile) => all + of(profile), 0);
  return builder.build({
    duration: sum(profile => profile.duration),
    interval: first.interval,
    source: first.source,
    callLines: leastKnown(profiles),
    truncated: sum(profile => profile.truncated),
  });
}

function leastKnown(profiles: readonly Profile[]): Profile['callLines'] {
  const kinds = new Set(profiles.map(profile => profile.callLines));
  return kinds.has('none') ? 'none' : kinds.has('estimate') ? 'estimate' : 'recorded';
}
