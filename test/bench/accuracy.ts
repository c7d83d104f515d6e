// Whether the profile tells the truth: `npm run bench:accuracy [-- --node 20,24] [--only lines,calls,builtins,recursion,cpu,recordings,agreement]`.
import { parseArgs } from 'node:util';
import { agreeing, agreement } from './accuracy/agreement';
import { builtin, families, startingUp } from './accuracy/builtins';
import { calls, callWays } from './accuracy/calls';
import { cpuTime, loads } from './accuracy/cpu-time';
import { lines, type Way, ways } from './accuracy/line-costs';
import { type NodeMajor, nodeOf, versions } from './accuracy/nodes';
import { recordings } from './accuracy/recordings';
import { recursion } from './accuracy/recursion';
import { type Finding, printFinding } from './accuracy/table';

const { values } = parseArgs({
  options: {
    node: { type: 'string' },
    only: { type: 'string' },
    ways: { type: 'string' },
    families: { type: 'string' },
    programs: { type: 'string' },
  },
});
const chosen = (list: string | undefined, all: readonly string[]) =>
  list === undefined ? all : all.filter(one => list.split(',').includes(one));

const parts = [
  'lines',
  'calls',
  'builtins',
  'recursion',
  'cpu',
  'recordings',
  'agreement',
] as const;

async function* findings(major: NodeMajor, only: readonly string[]): AsyncGenerator<Finding> {
  const node = nodeOf(major);
  if (only.includes('lines')) {
    for (const way of chosen(values.ways, Object.keys(ways))) yield await lines(node, way as Way);
  }
  if (only.includes('calls')) {
    for (const way of callWays) {
      if (chosen(values.ways, callWays).includes(way)) yield* await calls(node, way);
    }
  }
  if (only.includes('recursion')) yield await recursion(node);
  if (only.includes('cpu')) {
    for (const load of loads) yield await cpuTime(node, load);
  }
  if (only.includes('recordings')) {
    for (const load of loads) yield await recordings(node, load);
  }
  if (only.includes('builtins')) {
    const starting = await startingUp(node);
    for (const family of chosen(values.families, families))
      yield await builtin(node, family, starting);
  }
  if (only.includes('agreement') && (major === '20' || major === '24')) {
    for (const name of chosen(values.programs, Object.keys(agreeing)))
      yield await agreement(node, name);
  }
}

async function main(): Promise<void> {
  let broken = 0;
  for (const major of versions) {
    if (!chosen(values.node, versions).includes(major)) continue;
    for await (const finding of findings(major, chosen(values.only, parts))) {
      printFinding(major, finding);
      if (!finding.kept) broken++;
    }
  }
  console.log(broken === 0 ? 'All within bounds.' : `${broken} out of bounds.`);
  process.exitCode = broken === 0 ? 0 : 1;
}

void main();
