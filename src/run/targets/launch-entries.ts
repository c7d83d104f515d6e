import { dirname, join } from 'node:path';
import { nearest } from '../meant-instead';
import { isRecord, readJsonWithComments } from './json-with-comments';
import { TargetError } from './target-error';

/** An entry of a launch.json, as it is listed. Variables stand in it as they are written. */
export interface LaunchOffer {
  readonly kind: 'launch';
  readonly name: string;
  /** The launch.json or .code-workspace that it stands in. */
  readonly file: string;
  /** The workspace folder that it belongs to; undefined for one of a workspace file. */
  readonly folder: string | undefined;
  readonly entry: Entry;
  /** Names of the compounds that start it beside others. */
  readonly compounds: readonly string[];
  /** What its `${input:…}` stand for, by id. */
  readonly inputs: readonly Entry[];
  /** It starts nothing, but attaches to a program that runs already. */
  readonly attaches?: true;
  /** It is a compound: the names of the entries that it starts side by side, one of which can be profiled. */
  readonly members?: readonly string[];
  /** Why it can't be profiled; absent when it can. */
  readonly whyNot?: WhyNot;
}

export type Entry = Readonly<Record<string, unknown>>;

export interface WhyNot {
  readonly code: 'other-type' | 'no-program';
  /** The type that it has instead. */
  readonly detail: string;
}

/** A launch.json, or a workspace file with its `launch`. */
export interface LaunchFile {
  readonly file: string;
  /** The folder whose `.vscode` it lies in. */
  readonly folder: string | undefined;
}

/** The entries of one file, in its order, and its compounds behind them; none when there is no such file. @throws TargetError when it can't be read. */
export async function launchOffers({ file, folder }: LaunchFile): Promise<LaunchOffer[]> {
  const read = await readJsonWithComments(file);
  const all = isRecord(read) && file.endsWith('.code-workspace') ? read.launch : read;
  if (!isRecord(all)) return [];
  const compounds = records(all.compounds);
  const inputs = records(all.inputs);
  const common = { kind: 'launch' as const, file, folder, inputs };
  const entries = records(all.configurations).map((written): LaunchOffer => {
    const entry = forPlatform(written);
    const name = typeof entry.name === 'string' ? entry.name : '';
    const whyNot = whyNotPossible(entry);
    return {
      ...common,
      name,
      entry,
      compounds: compounds
        .filter(one => membersOf(one).includes(name))
        .map(one => String(one.name)),
      ...(whyNot === undefined && entry.request === 'attach' ? { attaches: true } : {}),
      ...(whyNot === undefined ? {} : { whyNot }),
    };
  });
  const together = compounds
    .filter(({ name }) => isText(name) && entries.every(entry => entry.name !== name))
    .map((entry): LaunchOffer => {
      const name = String(entry.name);
      return { ...common, name, entry, compounds: [], members: membersOf(entry) };
    });
  return [...entries, ...together];
}

/** The launch.json of the folder, or of the nearest one above it. @throws TargetError */
export async function findLaunchOffer(name: string, from: string): Promise<LaunchOffer> {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, '.vscode', 'launch.json');
    const offers = await launchOffers({ file, folder });
    const found = offers.find(offer => offer.name === name);
    if (found !== undefined) return found;
    if (offers.length > 0) {
      const names = offers.map(offer => offer.name);
      const near = nearest(name, names);
      throw new TargetError(
        'no-entry',
        `${file} has no entry “${name}”.`,
        near === undefined
          ? `It has: ${names.map(one => `“${one}”`).join(', ')}.`
          : `Did you mean “${near}”?`,
        name,
      );
    }
    if (dirname(folder) === folder)
      throw new TargetError(
        'no-launch-file',
        `There is no .vscode/launch.json with entries in ${from} or above it.`,
        'Run it from inside the project, or name the program’s file.',
        name,
      );
  }
}

/** `windows`, `osx` and `linux` change an entry where they hold. */
function forPlatform(entry: Entry): Entry {
  const names: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows', darwin: 'osx' };
  const ofPlatform = entry[names[process.platform] ?? 'linux'];
  return isRecord(ofPlatform) ? { ...entry, ...ofPlatform } : entry;
}

function whyNotPossible(entry: Entry): WhyNot | undefined {
  const type = String(entry.type ?? '');
  if (type !== 'node' && type !== 'pwa-node') return { code: 'other-type', detail: type };
  if (entry.request === 'attach') return undefined;
  if (!isText(entry.program) && !isText(entry.runtimeExecutable) && !hasWords(entry))
    return { code: 'no-program', detail: type };
  return undefined;
}

function hasWords({ runtimeArgs, args }: Entry): boolean {
  return [runtimeArgs, args].some(words => isText(words) || (Array.isArray(words) && words[0]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Of another folder of a workspace a compound names an entry as `{ "name", "folder" }`. */
function membersOf({ configurations }: Entry): string[] {
  const members: unknown[] = Array.isArray(configurations) ? configurations : [];
  return members
    .map(one => (isRecord(one) ? one.name : one))
    .filter(name => typeof name === 'string');
}

function records(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
