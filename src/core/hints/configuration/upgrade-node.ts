import type { Profile } from '../../profile';
import { garbageOf } from './garbage';
import type { ConfigurationHint, HowItRan } from './index';

/** The least that was measured of a program that gained by it. */
const leastShare = 0.1;

/**
 * Much of the time is garbage collection on Node.js 20: 24 often takes less for it. Advice, to be tried: which Node.js a program may
 * run on is the user's.
 */
export function upgradeNode(
  profile: Profile,
  ran: HowItRan | undefined,
): ConfigurationHint | undefined {
  // Of a program that was attached to, the file may not be known: there is no place to say it at.
  if (ran === undefined || ran.target.file === '') return undefined;
  if (!/^v?20\./.test(ran.nodeVersion)) return undefined;
  const garbage = garbageOf(profile, leastShare);
  if (garbage === undefined) return undefined;
  return {
    rule: 'upgrade-node',
    file: ran.target.file,
    line: 1,
    start: 0,
    end: 0,
    safety: 'advice',
    title: {
      text: 'Try it on Node.js 24 instead of {0}, which often collects garbage in less time',
      args: [ran.nodeVersion.replace(/^v/, '')],
    },
    ...garbage,
    differs: {
      text: 'four programs that make much garbage took 1.05 to 2.5 times as much CPU time on 20, so it may gain nothing; native add-ons must be built anew',
      args: [],
    },
    edits: [],
  };
}
