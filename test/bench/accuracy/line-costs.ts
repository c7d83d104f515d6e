import { lineCosts, percent } from '../../run/projects/line-costs';
import { installPackages } from '../../run/projects/packages';
import { rows } from '../../run/projects/rows';
import { createWorkspace } from '../../run/projects/workspace';
import type { Finding } from './table';

/** Of the ways to run one and the same program (`npm run test:nodes` holds all of them to 5 points), those that differ most. */
export const ways = {
  js: 'JavaScript, CommonJS',
  bundle: 'esbuild, on one line',
  tuneline: 'our loader, CommonJS',
  tsx: 'tsx, CommonJS',
  'ts-node': 'ts-node',
  '@swc-node/register': '@swc-node/register',
} as const;
export type Way = keyof typeof ways;

/** A profile of a program that timed its own lines, held against what it measured. */
export async function lines(node: string, way: Way): Promise<Finding> {
  const row = rows.find(({ name }) => name === ways[way]);
  if (row === undefined) throw new Error(`there is no way ${ways[way]}`);
  installPackages();
  const workspace = createWorkspace();
  try {
    const project = workspace.project();
    const program = await row.make(project);
    const { worst, samples, text, trouble } = await lineCosts({
      node,
      program,
      cwd: project.folder,
      milliseconds: 2800,
      interval: 500,
    });
    return {
      what: `lines, ${way}`,
      text: `worst off ${percent(worst)} of ${samples} samples; seen/true: ${text} ${trouble ?? ''}`,
      kept: worst <= 0.03 && samples >= 2000 && trouble === undefined,
    };
  } finally {
    workspace.remove();
  }
}
