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
  /** CPU time of one call before the fix, in microseconds; time by the clock where it waits. */
  readonly micros: number;
  readonly waits: boolean;
}

/** A pair that threw, and what. */
export interface NotMeasured {
  readonly call: string;
  readonly why: string;
}

/**
 * The text of a script for any Node: takes pairs as text, runs both variants in turns (ABBA), writes `results` and
 * `failures` as JSON to the file that it is given. CPU time, since wall time says more about the neighbours, but for what waits.
 * Runs with `--expose-gc`: garbage of the pair before is not collected in this one's time.
 */
export const measure = `
'use strict';
const { isDeepStrictEqual } = require('node:util');
const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
const wall = () => performance.now() * 1000;
const load = (code, call) =>
  new Function('exports', 'require', '__filename', code + '\\n;return ' + call + ';')({}, require, __filename);
let sink;
async function time(fn, args, times, waits) {
  const clock = waits ? wall : cpu;
  const start = clock();
  for (let i = 0; i < times; i++) {
    sink = fn(...args);
    if (sink instanceof Promise) await sink;
  }
  return clock() - start;
}
async function measurePair(pair) {
  const results = [];
  const before = load(pair.before, pair.call);
  const after = load(pair.after, pair.call);
  for (const size of pair.sizes) {
    const args = new Function('size', 'return ' + pair.inputs)(size);
    const same = isDeepStrictEqual(await before(...args), await after(...args));
    const waits = pair.waits === true;
    gc();
    let times = 1;
    while (times < 2 ** 20 && (await time(before, args, times, waits)) < 10_000) times *= 2;
    await time(after, args, times, waits);
    const rounds = [];
    for (let round = 0; round < 9; round++) {
      const [first, second] = round % 2 === 0 ? [before, after] : [after, before];
      const one = await time(first, args, times, waits);
      const two = await time(second, args, times, waits);
      const [old, now] = round % 2 === 0 ? [one, two] : [two, one];
      rounds.push({ ratio: old / Math.max(now, 1), micros: old / times });
    }
    rounds.sort((a, b) => a.ratio - b.ratio);
    const middle = rounds[rounds.length >> 1];
    results.push({
      call: pair.call, size, same, waits, ratio: middle.ratio, micros: middle.micros,
      least: rounds[0].ratio, most: rounds[rounds.length - 1].ratio,
    });
  }
  return results;
}
async function measure(pairs) {
  const results = [];
  const failures = [];
  for (const pair of pairs) {
    try {
      results.push(...(await measurePair(pair)));
    } catch (error) {
      failures.push({ call: pair.call, why: String(error && error.stack || error) });
    }
  }
  const { writeFileSync } = require('node:fs');
  writeFileSync(process.argv[2], JSON.stringify({ version: process.versions.node, results, failures }));
  process.exit();
}
`;
