import { areFileCounts, type Counts, type FileCounts } from '../counts';

/** Counts as a value of JSON: with the SHA-256 of each text that they are of. */
export function storedCounts(counts: Counts, texts: ReadonlyMap<string, string>): object {
  const files = [...counts].map(([file, of]) => ({ file, text: texts.get(file), ...of }));
  return { schema: 1, files };
}

/** Counts as they are kept beside a profile. */
export function writeCounts(counts: Counts, texts: ReadonlyMap<string, string>): string {
  return JSON.stringify(storedCounts(counts, texts));
}

/** Whether the text is one that `writeCounts` wrote. */
export function areStoredCounts(text: string): boolean {
  return filesIn(parsed(text)) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // somebody changed it: it can be counted again
  }
}

function filesIn(value: unknown): readonly unknown[] | undefined {
  const read = value as { readonly schema?: unknown; readonly files?: unknown } | null | undefined;
  return read?.schema === 1 && Array.isArray(read.files) ? read.files : undefined;
}

/** Undefined where the text is none that `writeCounts` wrote. `hashOf`: of the text that each file had when it was profiled. */
export function readStoredCounts(
  text: string,
  hashOf: (file: string) => string | undefined,
): Counts | undefined {
  return countsIn(parsed(text), hashOf);
}

/** The same of what was read as JSON already. */
export function countsIn(
  stored: unknown,
  hashOf: (file: string) => string | undefined,
): Counts | undefined {
  const result = new Map<string, FileCounts>();
  for (const one of filesIn(stored) ?? []) {
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
