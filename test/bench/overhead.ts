// What recording costs a program, its processes and threads: CPU time in each mode against the program alone and `--cpu-prof` at the
// same interval. Runs are interleaved and their order turns round every other time, since shared machines drift.
// `npm run bench:overhead [-- --node 20,24 --rounds 7 --only WORDS]`: WORDS of a workload's name.
import { parseArgs } from 'node:util';
import { installPeers, type NodeMajor, nodeOf } from './accuracy/nodes';
import { clean, cpuOf, logRate, type Mode, modesFor } from './overhead/modes';
import { type Workload, workloads } from './overhead/workloads';

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function ratios(of: readonly number[], to: readonly number[]): string {
  const each = of.map((value, round) => value / to[round]).sort((a, b) => a - b);
  return `${median(each).toFixed(2)} (${each[0].toFixed(2)}–${each[each.length - 1].toFixed(2)})`;
}

/** The bound on the default source, the V8 log: to `--cpu-prof`, and on Node 24 to the program alone. */
const bounds = { toCpuProf: 1.15, toAlone: 1.25 };

/** Prints one workload on one Node; returns which bounds the default source broke. */
async function measure(major: NodeMajor, workload: Workload, rounds: number): Promise<string[]> {
  const node = nodeOf(major);
  const names = modesFor(workload);
  const cpu = new Map<Mode, number[]>(names.map(mode => [mode, []]));
  const of = (mode: Mode) => cpu.get(mode) ?? [];
  for (let round = -1; round < rounds; round++) {
    for (const mode of round % 2 === 0 ? names : [...names].reverse()) {
      const seconds = await cpuOf(mode, node, workload);
      if (round >= 0) of(mode).push(seconds); // the first round only warms caches
    }
  }
  const rate = workload.hasChildren ? '' : `; ${await logRate(node, workload)}`;
  console.log(
    `\nNode ${major}: ${workload.name} (${median(of('alone')).toFixed(2)} s alone${rate})`,
  );
  console.log('  CPU ratio, median (least–most)   to the program alone   to --cpu-prof');
  for (const mode of names.slice(1)) {
    const toProf = names.includes('cpu-prof') ? ratios(of(mode), of('cpu-prof')) : '';
    console.log(`  ${mode.padEnd(32)} ${ratios(of(mode), of('alone')).padEnd(22)} ${toProf}`);
  }
  const ratio = (to: Mode) => median(of('v8-log').map((value, round) => value / of(to)[round]));
  const broken: string[] = [];
  if (names.includes('cpu-prof') && ratio('cpu-prof') > bounds.toCpuProf)
    broken.push(`${workload.name}, Node ${major}: ${ratio('cpu-prof').toFixed(2)} of --cpu-prof`);
  if (major === '24' && ratio('alone') > bounds.toAlone)
    broken.push(`${workload.name}, Node 24: ${ratio('alone').toFixed(2)} of the program alone`);
  return broken;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      node: { type: 'string', default: '20,24' },
      rounds: { type: 'string', default: '7' },
      only: { type: 'string', default: '' },
    },
  });
  installPeers();
  const broken: string[] = [];
  try {
    for (const major of values.node.split(',') as NodeMajor[]) {
      for (const workload of workloads.filter(({ name }) => name.includes(values.only)))
        broken.push(...(await measure(major, workload, Number(values.rounds))));
    }
  } finally {
    clean();
  }
  const { toCpuProf, toAlone } = bounds;
  console.log(
    broken.length === 0
      ? `\nThe default source costs at most ${toCpuProf} of --cpu-prof, and on Node 24 ${toAlone} of the program alone.`
      : `\nOut of bounds:\n  ${broken.join('\n  ')}`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

void main();
