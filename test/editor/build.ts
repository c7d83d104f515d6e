import { spawnSync } from 'node:child_process';
import { root } from './places';

/** Builds the extension, so that what is looked at is what the sources say. */
export function build(): void {
  const done = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('The build failed; its messages are above.');
}
