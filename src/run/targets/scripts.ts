import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandTarget } from '../../core/session';
import { type Package, packageIn } from './packages';

export type PackageManager = 'npm' | 'pnpm' | 'yarn';

/** A script of a package.json. */
export interface ScriptOffer {
  readonly kind: 'script';
  /** As a person would type it: `npm run build`. */
  readonly name: string;
  /** The package.json. */
  readonly file: string;
  readonly script: string;
  /** What it runs. */
  readonly line: string;
  readonly manager: PackageManager;
}

export function scriptOffers(of: Package): ScriptOffer[] {
  const manager = packageManagerOf(of.folder);
  return [...of.scripts].map(([script, line]) => ({
    kind: 'script' as const,
    name: `${manager} run ${script}`,
    file: of.file,
    script,
    line,
    manager,
  }));
}

/** The script of that name, if the package has it now. */
export function scriptOffer(packageFile: string, script: string): ScriptOffer | undefined {
  const found = packageIn(dirname(packageFile));
  return found && scriptOffers(found).find(offer => offer.script === script);
}

export function scriptTarget(offer: ScriptOffer, args: readonly string[] = []): CommandTarget {
  const { manager, script, name, file } = offer;
  // npm keeps what looks like an option of its own; the others hand all on.
  const given = args.length > 0 && manager === 'npm' ? ['--', ...args] : args;
  return {
    kind: 'command',
    name,
    file,
    executable: manager,
    args: ['run', script, ...given],
    cwd: dirname(file),
    env: {},
  };
}

const lockFiles: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** What `packageManager` says, else what the nearest lock file is of, from the folder up to the root of its repository. */
export function packageManagerOf(folder: string): PackageManager {
  for (let at = folder; ; at = dirname(at)) {
    const named = String(packageIn(at)?.manifest.packageManager ?? '').split('@')[0];
    if (named === 'npm' || named === 'pnpm' || named === 'yarn') return named;
    const lock = lockFiles.find(([name]) => existsSync(join(at, name)));
    if (lock !== undefined) return lock[1];
    if (existsSync(join(at, '.git')) || dirname(at) === at) return 'npm';
  }
}
