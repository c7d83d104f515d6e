import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { judge, type Pair } from '../../../src/core/compare';
import type { RunMetric } from '../../../src/core/metric';
import type { Costs } from '../../../src/core/verification';
import { scratchVariable } from '../../../src/run/verify/clear-away';
import { asMeasured } from '../../../src/run/verify/serving/as-server';
import { costsOfRun } from '../../../src/run/verify/serving/costs';
import { serveMeasured } from '../../../src/run/verify/serving/serve-measured';
import { pairOf } from '../../../src/run/verify/times';
import { random } from '../../core/noise';
import { atMost, type Change, inOrder, resampled } from './tally';
import { freePort } from '../../free-port';

/** What one run of the server tells: under load, and of its start. */
interface ServerRun {
  readonly load: Costs;
  readonly startUp: Costs;
}

interface ServerPair {
  readonly before: ServerRun;
  readonly after: ServerRun;
}

/** One comparison that was really made. */
export interface ServerComparison {
  readonly change: Change;
  readonly atOnce: number;
  readonly pairs: readonly ServerPair[];
}

/** How much it does for each request, and to start. */
interface Amount {
  readonly characters: number;
  readonly rounds: number;
}

type Measure = (amount: Amount) => Promise<ServerRun>;

const judged = ['cpu', 'requests-per-second', 'latency-p50', 'latency-p99', 'start-up'] as const;
const base: Amount = { characters: 6000, rounds: 300 };
/** Shorter than usual, so that there are many: each run is then noisier. */
const times = { warmUp: 0.4e6, duration: 0.8e6 };
const connections = 10;
const resamples = 2000;

export interface ServerPlan extends Readonly<Record<Change, number>> {
  /** Comparisons at the same time: two on two cores make a busy machine. */
  readonly atOnce: number;
}

/** Runs a server against itself and against one that does more, and prints by each metric what was said of it. */
export async function serverVerdicts(
  plans: readonly ServerPlan[],
  keep: string,
  from: readonly string[] | undefined,
): Promise<void> {
  const made =
    from === undefined
      ? await makeAll(plans, keep)
      : from.flatMap(file => JSON.parse(readFileSync(file, 'utf8')) as ServerComparison[]);
  report(made);
}

async function makeAll(plans: readonly ServerPlan[], keep: string): Promise<ServerComparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-servers-'));
  const made: ServerComparison[] = [];
  try {
    const amounts = await amountsFrom(measureIn(join(folder, 'amounts'), await freePort()));
    console.log(`amounts: ${JSON.stringify(amounts)}`);
    for (const { atOnce, ...counts } of plans) {
      for (const change of ['itself', 'by 20 %', 'by 5 %'] as const) {
        let left = counts[change];
        const one = async (_: unknown, index: number) => {
          const measure = measureIn(join(folder, `at-${index}`), await freePort());
          while (left-- > 0) {
            const pairs = await pairsOf(measure, amounts[change], change);
            made.push({ change, atOnce, pairs });
            writeFileSync(keep, JSON.stringify(made));
          }
        };
        await Promise.all(Array.from({ length: atOnce }, one));
        console.log(`${new Date().toISOString()} ${atOnce} at once: ${counts[change]} ${change}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return made;
}

/** As the product does: the order turns round, until all metrics have their verdict, or 15 pairs for a change that is to be found. */
async function pairsOf(measure: Measure, more: Amount, change: Change): Promise<ServerPair[]> {
  await measure(more);
  await measure(base);
  const pairs: ServerPair[] = [];
  const isEnough = () =>
    (change !== 'itself' && pairs.length >= 15) ||
    judged.every(metric => judge(valuesOf(metric, pairs)) !== undefined);
  while (!isEnough()) {
    if (pairs.length % 2 === 0) {
      const before = await measure(more);
      pairs.push({ before, after: await measure(base) });
    } else {
      const after = await measure(base);
      pairs.push({ before: await measure(more), after });
    }
  }
  return pairs;
}

/** Runs the server by the same code as a verification, but for the process that owns it. */
function measureIn(scratch: string, port: number): Measure {
  const dist = join(process.cwd(), 'dist');
  const url = `http://127.0.0.1:${port}/`;
  const load = { kind: 'url', url, connections, ...times } as const;
  return async ({ characters, rounds }) => {
    mkdirSync(scratch, { recursive: true });
    const program = join(process.cwd(), 'test', 'bench', 'programs', 'serves.js');
    const plain = {
      executable: process.execPath,
      args: [program, characters, rounds, port].map(String),
      cwd: process.cwd(),
      env: { PATH: process.env.PATH ?? '', [scratchVariable]: scratch },
    };
    const command = asMeasured(plain, { metric: 'cpu', load, dist }, { folder: scratch });
    const [stdout, stderr] = ['stdout', 'stderr'].map(name => join(scratch, name));
    const full = { ...command, stdout, stderr, timeout: 60_000 };
    if (command.serving === undefined) throw new Error('it is a server');
    const ran = await serveMeasured(full, command.serving, scratch).done;
    if (ran.served?.kind !== 'served')
      throw new Error(`${JSON.stringify(ran)} ${readFileSync(stderr, 'utf8')}`);
    return { load: costsOfRun(ran, 'cpu'), startUp: ran.served.startUp };
  };
}

/** What takes so much more CPU time for each request, and so much longer to start, as measured in turn. */
async function amountsFrom(measure: Measure): Promise<Readonly<Record<Change, Amount>>> {
  const double: Amount = { characters: base.characters * 2, rounds: base.rounds * 2 };
  const ratios: { cpu: number; startUp: number }[] = [];
  await measure(base);
  for (let round = 0; round < 9; round++) {
    const [one, two] = [await measure(base), await measure(double)];
    ratios.push({
      cpu: (two.load.cpu ?? 0) / (one.load.cpu ?? 1),
      startUp: two.startUp.wall / one.startUp.wall,
    });
  }
  const middle = (of: (ratio: (typeof ratios)[number]) => number) =>
    ratios.map(of).sort((a, b) => a - b)[ratios.length >> 1] - 1;
  const [cpu, startUp] = [middle(ratio => ratio.cpu), middle(ratio => ratio.startUp)];
  const by = (more: number): Amount => ({
    characters: Math.round(base.characters * (1 + more / cpu)),
    rounds: Math.round(base.rounds * (1 + more / startUp)),
  });
  return { itself: base, 'by 20 %': by(0.2), 'by 5 %': by(0.05) };
}

function valuesOf(metric: RunMetric, pairs: readonly ServerPair[]): Pair[] {
  const of = (run: ServerRun) => (metric === 'start-up' ? run.startUp : run.load);
  return pairs.map(({ before, after }) => pairOf({ before: of(before), after: of(after) }, metric));
}

function report(made: readonly ServerComparison[]): void {
  console.log(`\n${'metric'.padEnd(20)} ${'change'.padEnd(8)} ${'comparisons'.padEnd(34)} said`);
  const runs = made.filter(({ change }) => change === 'itself');
  const next = random(7);
  for (const metric of judged) {
    for (const change of ['itself', 'by 20 %', 'by 5 %'] as const) {
      const all = made.filter(one => one.change === change);
      const kinds = [...new Set(all.map(({ atOnce }) => atOnce))];
      tell(
        metric,
        change,
        'real',
        all.map(({ pairs }) => valuesOf(metric, pairs)),
      );
      for (const atOnce of kinds.length > 1 ? kinds : []) {
        const some = all.filter(one => one.atOnce === atOnce);
        tell(
          metric,
          change,
          `  ${atOnce} at once`,
          some.map(({ pairs }) => valuesOf(metric, pairs)),
        );
      }
    }
    for (const atOnce of new Set(runs.map(one => one.atOnce))) {
      const inTurn = runs
        .filter(one => one.atOnce === atOnce)
        .flatMap(({ pairs }) => inOrder(pairs));
      if (inTurn.length < 300) continue; // too few to be drawn from
      const drawn = Array.from({ length: resamples }, () => resampled(inTurn, next));
      const values = drawn.map(pairs => valuesOf(metric, pairs));
      const longer = values.map(pairs =>
        pairs.map(({ before, after }) => ({ before: before * 1.2, after })),
      );
      tell(metric, 'itself', `drawn, ${atOnce} at once`, values);
      tell(metric, 'by 20 %', `drawn, ${atOnce} at once`, longer);
    }
  }
}

function tell(
  metric: RunMetric,
  change: Change,
  what: string,
  comparisons: readonly (readonly Pair[])[],
): void {
  const count = comparisons.length;
  if (count === 0) return;
  const verdicts = comparisons.map(
    pairs => judge(pairs) ?? { kind: 'unclear', pairs: pairs.length, ratio: 1 },
  );
  const number = (kind: string) => verdicts.filter(one => one.kind === kind).length;
  const share = (part: number) => `${((100 * part) / count).toFixed(1)}%`;
  const soon = verdicts.filter(one => one.kind === 'faster' && one.pairs <= 15).length;
  const wrong = change === 'itself' ? number('faster') + number('slower') : number('slower');
  const logs = comparisons.flat().map(({ before, after }) => Math.log(before / after));
  const first = comparisons.map(([pair]) => Math.log(pair.before / pair.after));
  const spread = Math.sqrt(mean(first.map(log => (log - mean(logs)) ** 2)));
  console.log(
    [
      metric.padEnd(20),
      change.padEnd(8),
      `${String(count).padStart(5)} ${what}`.padEnd(34),
      `faster ${share(number('faster'))} (${share(soon)} in 15), slower ${share(number('slower'))},`,
      `same ${share(number('same'))}, unclear ${share(number('unclear'))},`,
      `wrong ${wrong}, at most ${(100 * atMost(wrong, count)).toFixed(1)}%,`,
      `${mean(verdicts.map(({ pairs }) => pairs)).toFixed(1)} pairs,`,
      `all runs ${Math.exp(mean(logs)).toFixed(3)}, one pair ±${(100 * spread).toFixed(0)}%`,
    ].join(' '),
  );
}
