import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const versions = ['20', '22', '24', '26'] as const;
export type NodeMajor = (typeof versions)[number];

export const bench = join(process.cwd(), 'test', 'bench');

/** The executable of a version: the one that runs us, or from the package that carries it; packages are installed on first use. */
export function nodeOf(major: NodeMajor): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const path = join(bench, 'node_modules', `node-${major}`, 'bin', 'node');
  if (!existsSync(path)) installPeers();
  if (!existsSync(path)) throw new Error(`there is no node ${major}: run the benches on Node 20`);
  return path;
}

/** What the benches measure against: nodes, and real programs. */
export function installPeers(): void {
  if (existsSync(join(bench, 'node_modules', 'typescript'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: bench, stdio: 'inherit' });
}
