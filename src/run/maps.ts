import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceMappingUrl } from '../core/formats/magic-comments';
import type { LoggedScript } from '../core/formats/v8-log';
import type { Profile, ScriptRole } from '../core/profile';
import { type MapLookup, parseSourceMap, type SourceMap } from '../core/source-maps';

/** Text of maps that is kept unread at most, in UTF-16 units; maps of later scripts are then read when they are asked for. */
const keptAtMost = 256 * 1024 * 1024;

/** A map that a script names, from when the script showed up until somebody asks for it. */
type NamedMap =
  | { readonly kind: 'text'; readonly text: string; readonly base: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'broken'; readonly detail: string };

/**
 * The source maps of the scripts of one run, and the texts that ran. A map's text is taken as soon as its script shows up,
 * since a program may delete its own files; it is parsed only when the script was sampled.
 */
export class ScriptMaps {
  readonly #named = new Map<string, NamedMap>();
  readonly #lookups = new Map<string, MapLookup>();
  /** SHA-256 of texts by path: of scripts as they ran, of originals once their map was asked for. */
  readonly #texts = new Map<string, string>();
  #kept = 0;

  /** `target`: the program's path; relative sources of evaluated code, which stands nowhere itself, are looked for from there. */
  constructor(
    readonly roleOf: (script: string) => ScriptRole,
    readonly target?: string,
  ) {}

  add(script: LoggedScript): void {
    this.#add(script.name, sourceMappingUrl(script.text), () => script.text);
  }

  /** A script whose text is not told, but the map that it names. */
  addNamed(name: string, mapUrl: string | undefined): void {
    this.#add(name, mapUrl, () => readText(name));
  }

  #add(name: string, mapUrl: string | undefined, textOf: () => string | undefined): void {
    // Evaluated code can only bring its map along; where another would be is not known.
    if (!isFile(name) && mapUrl?.startsWith('data:') !== true) return;
    if (this.roleOf(name) === 'tool') return;
    this.#lookups.delete(name);
    if (mapUrl !== undefined) {
      const before = this.#named.get(name);
      const now = this.#take(mapUrl, name);
      // What was read before the map was deleted still holds.
      this.#named.set(name, now.kind === 'missing' && before?.kind === 'text' ? before : now);
      return;
    }
    this.#named.delete(name);
    const text = textOf();
    if (text !== undefined) this.#texts.set(name, textHash(text));
  }

  /** For `applySourceMaps`. */
  readonly lookup = (script: string): MapLookup => {
    let known = this.#lookups.get(script);
    if (known === undefined) {
      known = this.#parse(this.#named.get(script), script);
      this.#lookups.set(script, known);
    }
    return known;
  };

  /** Texts of the program's files that are in `profile`, which is at original locations. */
  textsOf(profile: Profile): Map<string, string> {
    const result = new Map<string, string>();
    for (const { name, kind, role } of profile.scripts) {
      const hash = this.#texts.get(name);
      if (kind === 'file' && role === 'program' && hash !== undefined) result.set(name, hash);
    }
    return result;
  }

  #take(url: string, script: string): NamedMap {
    if (url.startsWith('data:')) {
      const text = textOfDataUri(url);
      if (text === undefined) return { kind: 'broken', detail: 'the inline map can not be read' };
      this.#kept += text.length;
      return { kind: 'text', text, base: isFile(script) ? script : (this.target ?? script) };
    }
    const path = pathOfMap(url, script);
    if (path === undefined)
      return { kind: 'missing', detail: `the map ${url.slice(0, 200)} is not a file` };
    if (this.#kept > keptAtMost) return { kind: 'file', path };
    const named = readMap(path);
    if (named.kind === 'text') this.#kept += named.text.length;
    return named;
  }

  #parse(named: NamedMap | undefined, script: string): MapLookup {
    const found = named?.kind === 'file' ? readMap(named.path) : named;
    if (found === undefined) return { kind: 'none' };
    if (found.kind !== 'text') return found.kind === 'file' ? { kind: 'none' } : found;
    try {
      const map = parseSourceMap(found.text, found.base, existsSync, script);
      this.#rememberOriginals(map);
      this.#named.delete(script);
      this.#kept -= found.text.length;
      return { kind: 'map', map };
    } catch (error) {
      return { kind: 'broken', detail: (error as Error).message };
    }
  }

  /** The map's own copy of a source is what ran; without one, what is on disk now, within half a second of its first sample. */
  #rememberOriginals(map: SourceMap): void {
    map.sources.forEach((path, index) => {
      if (!isFile(path) || this.#texts.has(path)) return;
      const text = map.trace.sourcesContent?.[index] ?? readText(path);
      if (text !== undefined) this.#texts.set(path, textHash(text));
    });
  }
}

/** SHA-256 (hex) of a text in UTF-8, without its byte order mark: the same for an editor's document and its file. */
export function textHash(text: string): string {
  return createHash('sha256')
    .update(text.replace(/^\uFEFF/, ''))
    .digest('hex');
}

function isFile(name: string): boolean {
  return /^([/\\]|[A-Za-z]:[\\/])/.test(name);
}

function textOfDataUri(uri: string): string | undefined {
  const comma = uri.indexOf(',');
  if (comma < 0) return undefined;
  const data = uri.slice(comma + 1);
  try {
    return /;base64$/i.test(uri.slice(0, comma))
      ? Buffer.from(data, 'base64').toString('utf8')
      : decodeURIComponent(data);
  } catch {
    return undefined; // a broken escape
  }
}

function pathOfMap(url: string, script: string): string | undefined {
  if (url.startsWith('file:')) return fileURLToPath(url);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url) && !/^[A-Za-z]:[\\/]/.test(url)) return undefined;
  const bare = resolve(dirname(script), url);
  if (existsSync(bare)) return bare;
  try {
    return resolve(dirname(script), decodeURIComponent(url.replace(/[?#].*$/, '')));
  } catch {
    return bare; // a lone % is part of the name
  }
}

function readMap(path: string): NamedMap {
  const text = readText(path);
  return text === undefined
    ? { kind: 'missing', detail: `${path} can not be read` }
    : { kind: 'text', text, base: path };
}

/** A script may name anything as its map: reading a device or a pipe would never end. */
function readText(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined; // deleted, or never shipped
  }
}
