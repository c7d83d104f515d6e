// Whether verdicts can be believed: how often a program is called faster or slower than itself under the shipped stopping rule, and
// how often a real change of 20 % and of 5 % is found, on this machine as it is and busy (several comparisons at once beside a loop
// that never rests); and what hyperfine's mean ± σ says of the same runs. It takes an hour or more, and keeps the runs in
// out/verdicts.json, which `--from` judges again without running anything.
// `npm run bench:verdicts [-- --quick] [--only busy | --only 'as it is'] [--counts 140,60,20] [--keep FILE] [--from FILE]…`
// `--only server [--at-once 2]`: the same of a server, by each metric that it has; it is not a part of the whole.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from '../../src/core/compare';
import { broken, report } from './verdicts/report';
import { type ServerPlan, serverVerdicts } from './verdicts/servers';
import {
  amountsFrom,
  busyLoops,
  type Measure,
  measureIn,
  type RunPair,
  runPairs,
} from './verdicts/runs';
import { type Change, type Comparison, type Condition, pairsIn } from './verdicts/tally';

const base = 300;

/** How many comparisons of each kind are made, how many at once, and beside how many busy loops. */
interface Plan extends Readonly<Record<Change, number>> {
  readonly condition: Condition;
  readonly atOnce: number;
  readonly loops: number;
}

const cores = availableParallelism();
const beside = { condition: 'busy', atOnce: cores + 1, loops: 1 } as const;
const alone = { condition: 'as it is', atOnce: 1, loops: 0 } as const;
const whole: readonly Plan[] = [
  { ...beside, itself: 140, 'by 20 %': 60, 'by 5 %': 20 },
  { ...alone, itself: 60, 'by 20 %': 40, 'by 5 %': 10 },
];
const quick: readonly Plan[] = [
  { ...beside, itself: 9, 'by 20 %': 6, 'by 5 %': 3 },
  { ...alone, itself: 2, 'by 20 %': 2, 'by 5 %': 1 },
];

const servers: ServerPlan = { itself: 60, 'by 20 %': 20, 'by 5 %': 10, atOnce: 1 };

/** When a comparison has runs enough for what is asked of it: both metrics' own verdicts, within 15 pairs for 20 %; CPU time's for 5 %. */
const enough: Record<Change, (pairs: readonly RunPair[]) => boolean> = {
  itself: pairs => isSettled(pairs, 'cpu') && isSettled(pairs, 'wall'),
  'by 20 %': pairs => pairs.length >= 15 || enough.itself(pairs),
  'by 5 %': pairs => isSettled(pairs, 'cpu'),
};

function isSettled(pairs: readonly RunPair[], metric: 'cpu' | 'wall'): boolean {
  return judge(pairsIn(metric, pairs)) !== undefined;
}

async function makeAll(
  plans: readonly Plan[],
  rounds: number,
  keep: string,
): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-verdicts-'));
  const made: Comparison[] = [];
  try {
    const measure = measureIn(folder);
    const amountFor = await amountsFrom(measure, base, rounds);
    const amounts = { itself: base, 'by 20 %': amountFor(1.2), 'by 5 %': amountFor(1.05) };
    console.log(`rounds of work: ${JSON.stringify(amounts)}`);
    for (const plan of plans) {
      const stop = busyLoops(plan.loops);
      try {
        await makePlanned(plan, measure, amounts, comparison => {
          made.push(comparison);
          writeFileSync(keep, JSON.stringify(made));
        });
      } finally {
        stop();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return made;
}

async function makePlanned(
  { condition, atOnce, ...plan }: Plan,
  measure: Measure,
  amounts: Readonly<Record<Change, number>>,
  done: (comparison: Comparison) => void,
): Promise<void> {
  for (const change of ['itself', 'by 20 %', 'by 5 %'] as const) {
    let left = plan[change];
    const oneAfterTheOther = async () => {
      while (left-- > 0) {
        const pairs = await runPairs(measure, [amounts[change], base], enough[change]);
        done({ condition, change, pairs });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
    console.log(`${new Date().toISOString()} ${condition}: ${plan[change]} ${change}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      counts: { type: 'string' },
      'at-once': { type: 'string' },
      keep: { type: 'string', default: join('out', 'verdicts.json') },
      from: { type: 'string', multiple: true },
    },
  });
  const [itself, by20, by5] = values.counts?.split(',').map(Number) ?? [];
  if (values.only === 'server') {
    const few = { itself: 2, 'by 20 %': 1, 'by 5 %': 0 };
    const plan = {
      ...(values.quick ? few : servers),
      ...(values.counts === undefined ? {} : { itself, 'by 20 %': by20, 'by 5 %': by5 }),
      atOnce: Number(values['at-once'] ?? servers.atOnce),
    };
    return serverVerdicts([plan], values.keep, values.from);
  }
  const counts = values.counts === undefined ? {} : { itself, 'by 20 %': by20, 'by 5 %': by5 };
  const plans = (values.quick ? quick : whole)
    .filter(({ condition }) => values.only === undefined || values.only === condition)
    .map(plan => ({ ...plan, ...counts }));
  const made =
    values.from === undefined
      ? await makeAll(plans, values.quick ? 20 : 60, values.keep)
      : values.from.flatMap(file => JSON.parse(readFileSync(file, 'utf8')) as Comparison[]);
  const rows = report(made);
  const failures = broken(rows);
  console.log(
    failures.length === 0
      ? '\nThe verdicts are within their bounds.'
      : `\nOut of bounds:\n  ${failures.join('\n  ')}`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

void main();
