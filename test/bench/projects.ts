// Whether the right source lines are heated whatever way a program is run or bundled, on every version of node:
// `npm run test:nodes [-- --node 20,24] [--only webpack,tsx]`.
import { parseArgs } from 'node:util';
import { percent } from '../run/projects/line-costs';
import { installPackages, testRunners } from '../run/projects/packages';
import { mostOff, profileRows } from '../run/projects/profiled';
import { canRun, type Row, rows } from '../run/projects/rows';
import { testRows } from '../run/projects/test-rows';
import { createWorkspace, type Workspace } from '../run/projects/workspace';
import { type NodeMajor, nodeOf, versions } from './accuracy/nodes';
import { printFinding } from './accuracy/table';

const { values } = parseArgs({
  options: {
    node: { type: 'string' },
    only: { type: 'string' },
    milliseconds: { type: 'string', default: '2000' },
    interval: { type: 'string', default: '500' },
  },
});

async function main(): Promise<void> {
  installPackages();
  installPackages(testRunners);
  let broken = 0;
  for (const major of versions) {
    if (!(values.node?.split(',').includes(major) ?? true)) continue;
    broken += await broke(major, rows, createWorkspace());
    broken += await broke(major, testRows, createWorkspace(testRunners));
  }
  console.log(broken === 0 ? 'All within 5 points.' : `${broken} out of bounds.`);
  process.exitCode = broken === 0 ? 0 : 1;
}

/** How many of the rows are out of bounds, on one version of node. */
async function broke(major: NodeMajor, all: readonly Row[], workspace: Workspace): Promise<number> {
  const node = nodeOf(major);
  const chosen = all.filter(
    row =>
      canRun(row, major) && (values.only?.split(',').some(part => row.name.includes(part)) ?? true),
  );
  let broken = 0;
  const how = { milliseconds: Number(values.milliseconds), interval: Number(values.interval) };
  try {
    for (const [name, result] of profileRows(chosen, node, workspace, how)) {
      const finding = await result.then(
        ({ worst, samples, text, trouble }) => ({
          text: `worst off ${percent(worst)} of ${samples} samples; seen/true: ${text} ${trouble ?? ''}`,
          kept: worst <= mostOff && trouble === undefined,
        }),
        (error: Error) => ({ text: error.stack ?? error.message, kept: false }),
      );
      printFinding(major, { what: name, ...finding });
      if (!finding.kept) broken++;
    }
  } finally {
    workspace.remove();
  }
  return broken;
}

void main();
