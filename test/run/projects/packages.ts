import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Sources of the fixture projects, and the package.json of what runs and bundles them. */
export const fixtures = join(process.cwd(), 'test', 'fixtures', 'projects');

/** The same for test runners, which take as long again to install. */
export const testRunners = join(fixtures, 'test-runners');

/** Installs the runners and bundlers, unless they are there as the lock file has them. */
export function installPackages(folder = fixtures): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...quiet], { cwd: folder, stdio: 'inherit' });
  writeFileSync(stamp, lock);
}

/** One of the packages, loaded from where they are installed. */
export function load<T>(name: string): T {
  return createRequire(join(fixtures, 'package.json'))(name) as T;
}

/** The path of a module of one of the packages. */
export function pathOf(name: string): string {
  return createRequire(join(fixtures, 'package.json')).resolve(name);
}
