import { defaultGate } from '../hint';
import { garbageOf } from './garbage';
import { atBeginningOf, type ConfigurationRule } from './hint';

/**
 * Much of the time is garbage collection on Node.js 20: 24 often takes less for it. Advice, to be tried: which Node.js a program may
 * run on is the user's.
 */
export const upgradeNode: ConfigurationRule = {
  id: 'upgrade-node',
  explanation: {
    text: 'V8 collects garbage in other ways with each version: what Node.js 20 spends on it, 24 often spends in part.',
    args: [],
  },
  /** The least that was measured of a program that gained by it. */
  gate: { share: 0.1, samples: defaultGate.samples },
  offered: {
    text: 'It is the time of garbage collection, on Node.js 20. On a newer one nothing is advised: no version was faster with all programs.',
    args: [],
  },
  measured: [
    { program: 'A window of living objects, on Node.js 20 instead', node: 24, ratio: 2.5 },
    { program: 'Objects that die at once, on Node.js 20 instead', node: 24, ratio: 2.2 },
    { program: 'A growing map, on Node.js 20 instead', node: 24, ratio: 1.12 },
    { program: 'A growing map, on Node.js 20 instead', node: 26, ratio: 0.69 },
    { program: 'Indexes built and dropped, on Node.js 20 instead', node: 24, ratio: 1.05 },
  ],
  check(profile, _, ran) {
    // Of a program that was attached to, the file may not be known: there is no place to say it at.
    if (ran === undefined || ran.target.file === '') return undefined;
    if (!/^v?20\./.test(ran.nodeVersion)) return undefined;
    const garbage = garbageOf(profile, this.gate);
    if (garbage === undefined) return undefined;
    return {
      rule: this.id,
      ...atBeginningOf(ran.target.file),
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
  },
};
