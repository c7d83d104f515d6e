import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isRecord } from './json-with-comments';
import { type Package, packageIn, packagesBelow } from './packages';

/** Packages that npm, pnpm or yarn link with each other, so that one imports another by its name. */
export interface Workspace {
  /** Its folder, which may hold a package of its own and tests of all. */
  readonly root: string;
  readonly members: readonly Package[];
}

/** The workspace that a package is a member of; undefined when it is none's. */
export async function workspaceOf(
  folder: string,
  signal: AbortSignal,
): Promise<Workspace | undefined> {
  for (let root = folder; ; root = dirname(root)) {
    const isMember = memberTest(patternsOf(root));
    if (isMember !== undefined && (root === folder || isMember(relative(root, folder)))) {
      const below = await packagesBelow(root, signal);
      return { root, members: below.filter(one => isMember(relative(root, one.folder))) };
    }
    if (existsSync(join(root, '.git')) || dirname(root) === root) return undefined;
  }
}

/** Members that depend on a package, themselves or by way of others. */
export function dependentsOn(name: string, members: readonly Package[]): Package[] {
  const names = new Set([name]);
  const found = new Set<Package>();
  // A dependent's dependents are found in the next round, as long as there are new ones.
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const member of members) {
      if (![...member.dependencies].some(one => names.has(one))) continue;
      found.add(member);
      if (member.name !== undefined) names.add(member.name);
    }
  }
  return [...found].filter(one => one.name !== name);
}

/** Patterns of the members' folders, as `package.json` (npm, yarn) or `pnpm-workspace.yaml` lists them; none: no workspace. */
function patternsOf(root: string): readonly string[] {
  const { workspaces } = packageIn(root)?.manifest ?? {};
  const listed = isRecord(workspaces) ? workspaces.packages : workspaces;
  const patterns: readonly unknown[] = Array.isArray(listed) ? listed : ofPnpm(root);
  return patterns.filter(one => typeof one === 'string');
}

/** The list `packages:` alone is read, which nobody writes in another way than one entry a line, or in brackets. */
function ofPnpm(root: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  } catch {
    return []; // not of pnpm
  }
  const [, inBrackets, inLines = ''] =
    /^packages:[ \t]*(?:\[([^\]]*)\]|(?:#.*)?\r?\n((?:[ \t]*(?:-.*|#.*)?(?:\r?\n|$))*))/m.exec(
      text,
    ) ?? [];
  const entries =
    inBrackets === undefined
      ? [...inLines.matchAll(/^[ \t]*-[ \t]*(.*)$/gm)].map(([, entry]) => entry)
      : inBrackets.split(',');
  return entries.flatMap(
    entry => /^\s*(?:'([^']*)'|"([^"]*)"|([^\s#]+))/.exec(entry)?.slice(1).find(Boolean) ?? [],
  );
}

function memberTest(patterns: readonly string[]): ((inRoot: string) => boolean) | undefined {
  if (patterns.length === 0) return undefined;
  const rules = patterns.map(pattern => ({
    isOut: pattern.startsWith('!'),
    fits: folderPattern(pattern.replace(/^!/, '')),
  }));
  return inRoot => {
    const path = inRoot.split(sep).join('/');
    return (
      rules.some(({ isOut, fits }) => !isOut && fits.test(path)) &&
      !rules.some(({ isOut, fits }) => isOut && fits.test(path))
    );
  };
}

/** `packages/*`, `apps/**`, `tools/{a,b}`: folders. */
function folderPattern(pattern: string): RegExp {
  const parts = pattern.replace(/^\.\//, '').replace(/\/$/, '').split('/');
  const text = parts
    .map(part =>
      part === '**'
        ? '.*'
        : part
            .replace(/[.+^$()|[\]\\]/g, '\\$&')
            .replaceAll('*', '[^/]*')
            .replaceAll('?', '[^/]')
            .replace(/\{([^}]*)\}/g, (_, any: string) => `(?:${any.replaceAll(',', '|')})`),
    )
    .join('/')
    .replaceAll('.*/', '(?:.*/)?');
  return new RegExp(`^${text}$`);
}
