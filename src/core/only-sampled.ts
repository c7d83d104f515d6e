import { type Profile, ProfileBuilder, type Trust } from './profile';

/** The same profile without stacks, frames and scripts that no sample stands on. */
export function onlySampled(profile: Profile): Profile {
  const { scripts, frames, stacks, samples, ...rest } = profile;
  const isNeeded = new Uint8Array(stacks.frame.length);
  for (const row of samples.stack) isNeeded[row] = 1;
  for (let row = isNeeded.length - 1; row >= 0; row--) {
    if (isNeeded[row] === 1 && stacks.parent[row] >= 0) isNeeded[stacks.parent[row]] = 1;
  }
  const builder = new ProfileBuilder();
  const rows = new Int32Array(isNeeded.length);
  for (let row = 0; row < rows.length; row++) {
    if (isNeeded[row] === 0) continue;
    const { script, ...frame } = frames[stacks.frame[row]];
    const parent = stacks.parent[row] < 0 ? -1 : rows[stacks.parent[row]];
    const id = builder.frame({
      ...frame,
      script: script < 0 ? -1 : builder.script(scripts[script]),
    });
    rows[row] = builder.stack(parent, id, stacks.line[row], stacks.column[row]);
  }
  for (let i = 0; i < samples.stack.length; i++) {
    const trust = samples.trust[i] as Trust; // columns of a profile hold nothing else
    builder.sample(rows[samples.stack[i]], samples.weight[i], samples.count[i], trust);
  }
  return builder.build(rest);
}
