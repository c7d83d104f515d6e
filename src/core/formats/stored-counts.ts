import { areFileCounts, type Counts, type FileCounts } from '../counts';

/** Counts as they are kept beside a profile: with the SHA-256 of each text that they are of. */
export function writeCounts(counts: Counts, texts: ReadonlyMap<string, string>): string {
  const files = [...counts].map(([file, of]) => ({ file, text: texts.get(file), ...of }));
  return JSON.stringify({ schema: 1, files });
}

/** Whether the text is one that `writeCounts` wrote. */
export function areStoredCounts(text: string): boolean {
  return filesIn(text) !== undefined;
}

function filesIn(text: string): readonly unknown[] | undefined {
  try {
    const read = JSON.parse(text) as { readonly schema?: unknown; readonly files?: unknown } | null;
    return read?.schema === 1 && Array.isArray(read.files) ? read.files : undefined;
  } catch {
    return undefined; // somebody changed it: it can be counted again
  }
}

/** Undefined where the text is none that `writeCounts` wrote. `hashOf`: of the text that each file had when it was profiled. */
export function readStoredCounts(
  text: string,
  hashOf: (file: string) => string | undefined,
): Counts | undefined {
  const result = new Map<string, FileCounts>();
  for (const one of filesIn(text) ?? []) {
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
