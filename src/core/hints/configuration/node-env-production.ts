import { formatShare, formatShareRange } from '../../units';
import { defaultGate } from '../hint';
import { atBeginningOf, type ConfigurationRule } from './hint';
import { selfTimeOf } from './self-time';

/** Builds of packages that are only loaded where `NODE_ENV` is not `production`. */
const developmentBuild = /[\\/]node_modules[\\/].*\.development\.(?:js|mjs|cjs)$/;

/** A development build of a package runs hot. Advice, since where the variable is set is the user's. */
export const nodeEnvProduction: ConfigurationRule = {
  id: 'node-env-production',
  explanation: {
    text: 'Some packages have two builds, and load the one for development where `NODE_ENV` is not `production`. It checks and warns at every call. A server that is deployed without the variable runs it too.',
    args: [],
  },
  gate: defaultGate,
  offered: {
    text: 'It is the time of functions in `*.development.js` of packages, with the builtins that they call.',
    args: [],
  },
  measured: [
    { program: 'React 19 renders 500 rows to a string', node: 20, ratio: 12 },
    { program: 'React 19 renders 500 rows to a string', node: 24, ratio: 5.8 },
  ],
  check(profile) {
    const time = selfTimeOf(profile, (_, script) => developmentBuild.test(script));
    if (time === undefined) return undefined;
    const name = time.script.split(/[\\/]/).at(-1) ?? time.script;
    return {
      rule: this.id,
      ...atBeginningOf(time.script),
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
  },
};
