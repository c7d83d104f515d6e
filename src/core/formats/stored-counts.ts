import { areFileCounts, type Counts, type FileCounts } from '../counts';

/** Counts as they are kept beside a profile: with the SHA-256 of each text that they are of. */
export function writeCounts(counts: Counts, texts: ReadonlyMap<string, string>): string {
  const files = [...counts].map(([file, of]) => ({ file, text: texts.get(file), ...of }));
  return JSON.stringify({ schema: 1, files });
}

/** Undefined where the text is none that `writeCounts` wrote. `hashOf`: of the text that each file had when it was profiled. */
export function readStoredCounts(
  text: string,
  hashOf: (file: string) => string | undefined,
): Counts | undefined {
  let read: { readonly schema?: unknown; readonly files?: unknown } | null;
  try {
    read = JSON.parse(text) as typeof read;
  } catch {
    return undefined; // somebody changed it: it can be counted again
  }
  if (read?.schema !== 1 || !Array.isArray(read.files)) return undefined;
  const result = new Map<string, FileCounts>();
  for (const one of read.files as readonly unknown[]) {
    const { file, text: hash, lines, columns, times } = (one ?? {}) as Record<string, unknown>;
    const counts = { lines, columns, times };
    if (typeof file === 'string' && hash === hashOf(file) && hash !== undefined)
      if (areFileCounts(counts)) result.set(file, counts);
  }
  return result.size === 0 ? undefined : result;
}

/** The file of the counts that belong to a saved profile: it lies beside that. */
export function countsFileOf(profile: string): string {
  return `${profile.replace(/(\.cpuprofile|\.json\.gz)$/, '')}.counts.json`;
}
