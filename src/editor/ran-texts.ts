import { readFile } from 'node:fs/promises';
import { hotSpots } from '../core/hot-lines';
import { type RanText, ranText, standsWhereItRan } from '../core/line-anchors';
import type { Profile } from '../core/profile';
import type { Line } from '../core/units';
import { textHash } from '../run/maps';

/** Files whose texts are looked at, hottest first: the rest is too cold to be opened for its heat. */
const mostFiles = 300;

/**
 * Gathers what is kept of the texts of one recording. While the program runs a file is read as soon as it shows up; when the
 * run's own hashes are known, only a text that is proven to be what ran is believed.
 */
export class RanTexts {
  readonly #seen = new Map<string, { readonly hash: string; readonly lines: readonly string[] }>();

  /** For a program that still runs: files as they are on disk, moments after they were loaded. */
  async guess(profile: Profile): Promise<ReadonlyMap<string, RanText>> {
    await Promise.all(hotFiles(profile).map(file => this.#see(file)));
    return this.#of(profile, () => true);
  }

  /**
   * By the hashes of the run, or by what was `kept` of texts that were proven before; a file without either is believed where
   * its functions stand where they ran.
   */
  async settle(
    profile: Profile,
    hashes: ReadonlyMap<string, string>,
    kept: ReadonlyMap<string, RanText> = new Map(),
  ): Promise<ReadonlyMap<string, RanText>> {
    const files = hotFiles(profile).filter(file => !kept.has(file));
    await Promise.all(
      files.map(file => {
        const hash = hashes.get(file);
        return this.#see(file, hash !== undefined && hash !== this.#seen.get(file)?.hash);
      }),
    );
    const proven = this.#of(profile, (file, hash, lines) =>
      hashes.has(file) ? hashes.get(file) === hash : standsWhereItRan(profile, file, lines),
    );
    return new Map([...proven, ...kept]);
  }

  /** The whole texts of files that were found to be what ran. */
  believed(ran: ReadonlyMap<string, RanText>): ReadonlyMap<string, string> {
    const files = [...this.#seen].filter(([file]) => ran.has(file));
    return new Map(files.map(([file, { lines }]) => [file, lines.join('\n')]));
  }

  #of(
    profile: Profile,
    believe: (file: string, hash: string, lines: readonly string[]) => boolean,
  ): ReadonlyMap<string, RanText> {
    const result = new Map<string, RanText>();
    const starts = functionStarts(profile);
    for (const file of hotFiles(profile)) {
      const seen = this.#seen.get(file);
      if (seen === undefined || !believe(file, seen.hash, seen.lines)) continue;
      result.set(file, ranText(seen.lines, starts.get(file) ?? []));
    }
    return result;
  }

  async #see(file: string, again = false): Promise<void> {
    if (this.#seen.has(file) && !again) return;
    try {
      const text = await readFile(file, 'utf8');
      const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
      this.#seen.set(file, { hash: textHash(text), lines });
    } catch {
      // A file that is gone has no lines to paint; its heat stays in the list.
    }
  }
}

function hotFiles(profile: Profile): string[] {
  return [...hotSpots(profile).byFile.keys()].slice(0, mostFiles);
}

function functionStarts(profile: Profile): Map<string, Set<Line>> {
  const starts = new Map<string, Set<Line>>();
  for (const { script, line, kind } of profile.frames) {
    if (script < 0 || kind !== 'function') continue;
    const { name } = profile.scripts[script];
    const known = starts.get(name);
    if (known === undefined) starts.set(name, new Set([line]));
    else known.add(line);
  }
  return starts;
}
