import { readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where our loader keeps the JavaScript it made: in the user's own cache, never where others can write, since it runs. */
export function cacheFolder(): string {
  const { platform, env } = process;
  const home = homedir();
  const base =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : env.XDG_CACHE_HOME || join(home, '.cache');
  return join(base, 'tuneline', 'transpiled');
}

const kept = { milliseconds: 30 * 24 * 3600 * 1000, files: 5000 } as const;

/** Removes what was made long ago, and the oldest of too many. Never throws: a cache that can't be swept only takes room. */
export async function sweepTranspileCache(): Promise<void> {
  const folder = cacheFolder();
  const names = await readdir(folder).catch(() => []);
  const files: { readonly path: string; readonly made: number }[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const made = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (made !== undefined) files.push({ path, made });
  }
  files.sort((a, b) => b.made - a.made);
  const oldest = Date.now() - kept.milliseconds;
  const stale = files.filter((file, at) => at >= kept.files || file.made < oldest);
  for (const { path } of stale) await rm(path, { force: true }).catch(() => undefined);
}
