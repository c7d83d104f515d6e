import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where in the private folder of a run the `node` lies that is first on the PATH of what the program starts. */
export function shimFolder(folder: string): string {
  return join(folder, 'bin');
}

/** Makes a `node` that starts the real one with our flags: shells, npm and `#!/usr/bin/env node` find it on PATH. */
export async function writeShim(
  folder: string,
  node: string,
  flags: readonly string[],
): Promise<void> {
  await mkdir(shimFolder(folder));
  if (process.platform === 'win32') {
    const line = `@${[node, ...flags].map(part => `"${part}"`).join(' ')} %*\r\n`;
    await writeFile(join(shimFolder(folder), 'node.cmd'), line);
    return;
  }
  const path = join(shimFolder(folder), 'node');
  const quoted = [node, ...flags].map(part => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
  await writeFile(path, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  await chmod(path, 0o700);
}
