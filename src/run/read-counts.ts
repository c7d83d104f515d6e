import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addedCounts, type FileCounts } from '../core/counts';
import { scriptName } from '../core/formats/script-name';
import { type CountedScript, readV8Coverage } from '../core/formats/v8-coverage';
import { originalCounts, plainCounts } from '../core/original-counts';
import { parseSourceMap } from '../core/source-maps';
import { textHash } from './maps';
import { textIfThere } from './mapped-on-disk';
import { type Renaming, renamed } from './symlinks';

/** What is to be read. Handed to a thread. */
export interface CountsAsked {
  /** Where NODE_V8_COVERAGE had its files written. */
  readonly folder: string;
  /** Files that are asked about, with the SHA-256 of the text that is meant: counts of another text say nothing. */
  readonly texts: ReadonlyMap<string, string>;
  readonly renaming: Renaming | undefined;
}

/** A larger file is left out: it would not fit into memory beside what is made of it. */
const largestFile = 256 * 1024 * 1024;

/** How often the code of each file ran, in all processes and threads that wrote it down; one file is in memory at a time. */
export function readCounts(asked: CountsAsked): Map<string, FileCounts> {
  const result = new Map<string, FileCounts>();
  const add = (file: string, counts: FileCounts) => {
    const known = result.get(file);
    result.set(file, known === undefined ? counts : addedCounts(known, counts));
  };
  for (const path of countFilesIn(asked.folder)) {
    if (statSync(path).size > largestFile) continue;
    for (const script of scriptsIn(readFileSync(path, 'utf8'))) addScript(script, asked, add);
  }
  return result;
}

/** What Node.js wrote. The program knows the folder too, and may have put anything in it, or in its place. */
function countFilesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && /^coverage-\d+-\d+-\d+\.json$/.test(entry.name))
    .map(({ name }) => join(folder, name));
}

/** Those that may have been made of a file of the program. A process that was killed may have left half a file. */
function* scriptsIn(text: string): Generator<CountedScript> {
  try {
    yield* readV8Coverage(text, url => !url.startsWith('node:'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
}

function addScript(
  { url, steps, map: cached }: CountedScript,
  { texts, renaming }: CountsAsked,
  add: (file: string, counts: FileCounts) => void,
): void {
  const script = scriptName(url).name;
  if (cached === undefined) {
    const file = renamed(script, renaming);
    const text = texts.has(file) ? textOf(script) : undefined;
    if (text !== undefined && textHash(text) === texts.get(file))
      add(file, plainCounts(steps, text));
    return;
  }
  if (cached === 'unread') return;
  const map = mapOf(cached.json, script);
  if (map === undefined) return;
  const isWhatRan = (source: number) => {
    const path = map.sources[source];
    const wanted = texts.get(renamed(path, renaming));
    if (wanted === undefined) return false;
    const text = map.trace.sourcesContent?.[source] ?? textIfThere(path);
    return text !== undefined && textHash(text) === wanted;
  };
  const { lineLengths } = cached;
  const ran = textOf(script);
  const text = ran !== undefined && areLengthsOf(lineLengths, ran) ? ran : undefined;
  for (const [file, counts] of originalCounts(steps, map, lineLengths, isWhatRan, text))
    add(renamed(file, renaming), counts);
}

/** As V8 had it; what a loader compiled in memory is no file. */
function textOf(script: string): string | undefined {
  return textIfThere(script)?.replace(/^\uFEFF/, '');
}

function areLengthsOf(lineLengths: readonly number[], text: string): boolean {
  const lines = text.split('\n');
  return lineLengths.every((length, at) => length === lines[at]?.length);
}

function mapOf(json: object, script: string) {
  try {
    return parseSourceMap(JSON.stringify(json), script, existsSync, script);
  } catch {
    return undefined; // a broken map: the profile that the counts are for has told of it
  }
}
