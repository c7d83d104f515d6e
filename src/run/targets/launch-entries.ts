import { dirname, join } from 'node:path';
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
  /** Why it can't be profiled; absent when it can. */
  readonly whyNot?: WhyNot;
}

export type Entry = Readonly<Record<string, unknown>>;

export interface WhyNot {
  readonly code: 'other-type' | 'attaches' | 'no-program';
  /** The type that it has instead. */
  readonly detail: string;
}

/** A launch.json, or a workspace file with its `launch`. */
export interface LaunchFile {
  readonly file: string;
  /** The folder whose `.vscode` it lies in. */
  readonly folder: string | undefined;
}

/** The entries of one file, in its order; none when there is no such file. @throws TargetError when it can't be read. */
export async function launchOffers({ file, folder }: LaunchFile): Promise<LaunchOffer[]> {
  const read = await readJsonWithComments(file);
  const all = isRecord(read) && file.endsWith('.code-workspace') ? read.launch : read;
  if (!isRecord(all)) return [];
  const compounds = records(all.compounds);
  const inputs = records(all.inputs);
  return records(all.configurations).map(written => {
    const entry = forPlatform(written);
    const name = typeof entry.name === 'string' ? entry.name : '';
    const whyNot = whyNotPossible(entry);
    return {
      kind: 'launch' as const,
      name,
      file,
      folder,
      entry,
      compounds: compounds.filter(one => starts(one, name)).map(one => String(one.name)),
      inputs,
      ...(whyNot === undefined ? {} : { whyNot }),
    };
  });
}

/** The launch.json of the folder, or of the nearest one above it. @throws TargetError */
export async function findLaunchOffer(name: string, from: string): Promise<LaunchOffer> {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, '.vscode', 'launch.json');
    const offers = await launchOffers({ file, folder });
    const found = offers.find(offer => offer.name === name);
    if (found !== undefined) return found;
    if (offers.length > 0) {
      const names = offers.map(offer => `“${offer.name}”`).join(', ');
      throw new TargetError(
        'no-entry',
        `${file} has no entry “${name}”.`,
        `It has: ${names}.`,
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
  if (entry.request === 'attach') return { code: 'attaches', detail: type };
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

function starts(compound: Entry, name: string): boolean {
  const members = Array.isArray(compound.configurations) ? compound.configurations : [];
  return members.some(one => one === name || (isRecord(one) && one.name === name));
}

function records(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
