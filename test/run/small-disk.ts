import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of a few pages; undefined where this user may not mount one. */
export function mountSmallDisk(
  folder: string,
): { readonly path: string; readonly unmount: () => void } | undefined {
  const path = join(folder, 'small');
  mkdirSync(path, { recursive: true });
  const how = ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', path];
  const { status } = spawnSync('mount', how);
  return status === 0 ? { path, unmount: () => void spawnSync('umount', [path]) } : undefined;
}
