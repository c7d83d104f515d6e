import { Activity, activities, type Profile } from './profile';

/** The profile with the time outside idle multiplied by `factor`; shares stay as they are. */
export function scaledOutsideIdle(profile: Profile, factor: number): Profile {
  const activity = activities(profile);
  const { samples } = profile;
  const weight = samples.weight.map((one, i) =>
    activity[samples.stack[i]] === Activity.idle ? one : one * factor,
  );
  return { ...profile, samples: { ...samples, weight }, truncated: profile.truncated * factor };
}
