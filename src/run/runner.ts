import { join } from 'node:path';
import type { NodeBinary } from './node';

/** What runs the program: `node` as it is, our loader, or the workspace's own runner. */
export type RunnerName = 'node' | 'tuneline' | 'tsx' | 'ts-node' | '@swc-node/register';

export interface Runner {
  readonly name: RunnerName;
  /** Arguments of `node` that put it in. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Which runner runs `file`. */
export async function chooseRunner(
  file: string,
  wanted: RunnerName | 'auto',
  node: NodeBinary,
  dist: string,
): Promise<Runner> {
  void node;
  const needsOne = /\.([mc]?ts|tsx|jsx)$/.test(file);
  if (wanted === 'node' || !needsOne) return { name: 'node', args: [], env: {} };
  return { name: 'tuneline', args: ['--require', join(dist, 'loader.js')], env: {} };
}
