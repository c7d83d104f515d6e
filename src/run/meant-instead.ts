import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageIn, packagesAbove } from './targets/packages';
import { scriptOffers } from './targets/scripts';

const code = /\.([mc]?[jt]s|[jt]sx)$/;

/**
 * What may have been meant by a name of which there is neither a file nor a command, as words behind `tuneline profile`: a
 * script or a code file of that name, or of one nearly like it. `folder` is where the name was looked for.
 */
export function meantInstead(name: string, folder: string, cwd: string): string | undefined {
  const scripts = packagesAbove(folder).flatMap(scriptOffers);
  const files = filesIn(folder).filter(file => code.test(file));
  const bare = (file: string) => file.replace(code, '');
  const script = scripts.find(one => one.script === name);
  if (script !== undefined) return `-- ${script.name}`;
  const file = files.find(one => one === name || bare(one) === bare(name));
  if (file !== undefined) return relative(cwd, join(folder, file));
  const near = nearest(name, [...scripts.map(one => one.script), ...files]);
  if (near === undefined) return undefined;
  const found = scripts.find(one => one.script === near);
  return found === undefined ? relative(cwd, join(folder, near)) : `-- ${found.name}`;
}

/** What a folder's program may be, in the same words: its package's `main`, an index file, or its `start` script. */
export function programOfFolder(folder: string, cwd: string): string | undefined {
  const of = packageIn(folder);
  const { main } = of?.manifest ?? {};
  const names = [...(typeof main === 'string' ? [main] : []), 'index.ts', 'index.js'];
  const files = filesIn(folder);
  const file = names.find(name => files.includes(name.replace(/^\.\//, '')));
  return file === undefined ? undefined : relative(cwd, join(folder, file));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => entry.name);
  } catch {
    return []; // it is not there, or not ours to read
  }
}

/** The name that differs by the fewest slips of the pen: one in short names, two in others; undefined when none is so near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const most = name.length < 3 ? 0 : name.length < 6 ? 1 : 2;
  const [best] = names
    .map(one => ({ one, slips: slips(name, one) }))
    .filter(found => found.slips <= most)
    .sort((a, b) => a.slips - b.slips);
  return best?.one;
}

/** Letters to put in, take out, replace or swap with the next to make one word of the other. */
function slips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
