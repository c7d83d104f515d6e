import { type CpuProfile, profileOfCpuProfile } from '../core/formats/cpuprofile';
import { addProfile } from '../core/merge';
import { type Profile, ProfileBuilder, type ScriptRole, times } from '../core/profile';
import { scaledOutsideIdle } from '../core/scale';
import type { Micros } from '../core/units';
import { busyPart, type Usage } from './usage';

/** What the inspector's segments of one thread add up to; each can be dropped once it was added. */
export class Segments {
  readonly #builder = new ProfileBuilder();
  #duration = 0;
  #truncated = 0;
  samples = 0;

  constructor(
    readonly interval: Micros,
    readonly roleOf: (script: string) => ScriptRole,
  ) {}

  add(segment: CpuProfile): void {
    const profile = profileOfCpuProfile(segment, { source: 'inspector', roleOf: this.roleOf });
    addProfile(this.#builder, profile);
    this.#duration += profile.duration;
    this.#truncated += profile.truncated;
    this.samples += segment.samples?.length ?? 0;
  }

  /** Times between samples hold what other programs took of the core: the system knows how much that was. */
  profile(usage: Usage | undefined): Profile {
    const profile = this.#builder.build({
      duration: this.#duration,
      interval: this.interval,
      source: 'inspector',
      callLines: 'none',
      truncated: this.#truncated,
    });
    const { active, idle, tool } = times(profile);
    const part = busyPart(usage, idle);
    if (part === undefined || active + tool === 0) return profile;
    const busy = part * (this.#duration - idle);
    return busy < active + tool ? scaledOutsideIdle(profile, busy / (active + tool)) : profile;
  }
}
