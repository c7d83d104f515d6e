import type { Profile } from '../../profile';
import { type RuleFailure, ruleFailure } from '../rule-failure';
import type { ConfigurationHint, ConfigurationRule, HowItRan, Nearest } from './hint';
import { compileCache } from './compile-cache';
import { nodeEnvProduction } from './node-env-production';
import { runPrecompiled } from './run-precompiled';
import { semiSpace } from './semi-space';
import { tsTarget } from './ts-target';
import { upgradeNode } from './upgrade-node';

export type { ConfigurationHint, HowItRan, Nearest } from './hint';

/** Every rule there is on how a program is built and run. */
export const configurationRules: readonly ConfigurationRule[] = [
  tsTarget,
  nodeEnvProduction,
  compileCache,
  runPrecompiled,
  semiSpace,
  upgradeNode,
];

export interface FoundConfigurationHints {
  /** By the time they are about, most first. */
  readonly hints: readonly ConfigurationHint[];
  readonly failures: readonly RuleFailure[];
}

/** What the profile shows to be better set otherwise. Silent where a profile can't tell. */
export function configurationHints(
  profile: Profile,
  nearest: Nearest,
  ran: HowItRan | undefined,
): FoundConfigurationHints {
  const hints: ConfigurationHint[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of configurationRules) {
    try {
      hints.push(...[rule.check(profile, nearest, ran) ?? []].flat());
    } catch (error) {
      failures.push(...[ruleFailure(error, { rule: rule.id, at: undefined }) ?? []].flat());
    }
  }
  return { hints: hints.sort((a, b) => b.share - a.share), failures };
}
