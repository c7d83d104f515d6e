/** What one pair measured at one size. */
export interface Measured {
  readonly call: string;
  readonly size: number;
  /** CPU time before over after: the median of paired rounds, with the least and the most. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  /** Whether both computed the same. */
  readonly same: boolean;
  /** CPU time of one call before the fix, in microseconds. */
  readonly micros: number;
}

/**
 * The text of a script for any Node: takes pairs as text, runs both variants in turns (ABBA), prints `Measured` rows as JSON.
 * CPU time, since wall time says more about the neighbours.
 */
export const measure = `
'use strict';
const { isDeepStrictEqual } = require('node:util');
const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
const load = (code, call) =>
  new Function('exports', 'require', code + '\\n;return ' + call + ';')({}, require);
let sink;
function time(fn, args, times) {
  const start = cpu();
  for (let i = 0; i < times; i++) sink = fn(...args);
  return cpu() - start;
}
function measure(pairs) {
  const results = [];
  for (const pair of pairs) {
    const before = load(pair.before, pair.call);
    const after = load(pair.after, pair.call);
    for (const size of pair.sizes) {
      const args = new Function('size', 'return ' + pair.inputs)(size);
      const same = isDeepStrictEqual(before(...args), after(...args));
      let times = 1;
      while (times < 2 ** 20 && time(before, args, times) < 10_000) times *= 2;
      time(after, args, times);
      const rounds = [];
      for (let round = 0; round < 9; round++) {
        const [first, second] = round % 2 === 0 ? [before, after] : [after, before];
        const one = time(first, args, times);
        const two = time(second, args, times);
        const [old, now] = round % 2 === 0 ? [one, two] : [two, one];
        rounds.push({ ratio: old / Math.max(now, 1), micros: old / times });
      }
      rounds.sort((a, b) => a.ratio - b.ratio);
      const middle = rounds[rounds.length >> 1];
      results.push({
        call: pair.call, size, same, ratio: middle.ratio, micros: middle.micros,
        least: rounds[0].ratio, most: rounds[rounds.length - 1].ratio,
      });
    }
  }
  console.log(JSON.stringify({ version: process.versions.node, results }));
}
`;
