import type { Profile } from '../../profile';
import { formatShare, formatShareRange } from '../../units';
import type { ConfigurationHint } from './index';
import { selfTimeOf } from './self-time';

/** Builds of packages that are only loaded where `NODE_ENV` is not `production`; React's took 6 to 12 times as long. */
const developmentBuild = /[\\/]node_modules[\\/].*\.development\.(?:js|mjs|cjs)$/;

/** A development build of a package runs hot: it checks and warns at every call. Advice, since where the variable is set is the user's. */
export function nodeEnvProduction(profile: Profile): ConfigurationHint | undefined {
  const time = selfTimeOf(profile, (_, script) => developmentBuild.test(script));
  if (time === undefined) return undefined;
  const name = time.script.split(/[\\/]/).at(-1) ?? time.script;
  return {
    rule: 'node-env-production',
    file: time.script,
    line: 1,
    start: 0,
    end: 0,
    safety: 'advice',
    title: {
      text: 'Profile with `NODE_ENV=production`: `{0}` is a build for development',
      args: [name],
    },
    evidence: {
      text: 'about {0} ({1}) of active time is in development builds of packages',
      args: [formatShare(time.share), formatShareRange(time.share, time.interval)],
    },
    share: time.share,
    interval: time.interval,
    differs: { text: 'other packages may read the variable too', args: [] },
    edits: [],
  };
}
