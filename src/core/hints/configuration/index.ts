import type { Profile } from '../../profile';
import type { Run, TargetDescription } from '../../session';
import type { Hint } from '../hint';
import { nodeEnvProduction } from './node-env-production';
import { semiSpace } from './semi-space';
import { tsTarget } from './ts-target';
import { upgradeNode } from './upgrade-node';

/** A hint with the file that it is about: of configuration, where the program's own lines are not the place to change. */
export type ConfigurationHint = Hint & { readonly file: string };

/** The nearest file of this name in the folder of `from` or above it. */
export type Nearest = (
  name: string,
  from: string,
) => { readonly file: string; readonly text: string } | undefined;

/** What was run, and how. */
export interface HowItRan extends Pick<Run, 'nodeVersion'> {
  readonly target: TargetDescription;
  /** `NODE_OPTIONS` of the environment that it was started from. */
  readonly nodeOptions: string | undefined;
}

/**
 * What the profile shows to be better set otherwise, by the time that is about, most first. Silent where a profile can't tell;
 * `ran` is undefined where it is not known, as of a profile from elsewhere.
 */
export function configurationHints(
  profile: Profile,
  nearest: Nearest,
  ran: HowItRan | undefined,
): ConfigurationHint[] {
  return [
    tsTarget(profile, nearest),
    nodeEnvProduction(profile),
    semiSpace(profile, nearest, ran),
    upgradeNode(profile, ran),
  ]
    .filter(hint => hint !== undefined)
    .sort((a, b) => b.share - a.share);
}
