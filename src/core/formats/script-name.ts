import type { ScriptKind } from '../profile';

/**
 * The one spelling of a script's name, from whatever V8 or a source map calls it. A file is named by its absolute path, decoded:
 * CommonJS scripts come as paths, modules as `file:` URLs, and both must be the same script.
 */
export function scriptName(raw: string): { readonly name: string; readonly kind: ScriptKind } {
  if (raw.startsWith('file://')) return { name: pathOfFileUrl(raw), kind: 'file' };
  if (raw.startsWith('/') || /^[A-Za-z]:[\\/]/.test(raw)) return { name: raw, kind: 'file' };
  if (raw.startsWith('node:')) return { name: raw, kind: 'node' };
  return { name: raw, kind: 'other' };
}

function pathOfFileUrl(url: string): string {
  const end = url.search(/[?#]/);
  const path = url.slice('file://'.length, end < 0 ? undefined : end);
  const decoded = decode(path);
  return /^\/[A-Za-z]:\//.test(decoded) ? decoded.slice(1).replaceAll('/', '\\') : decoded;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is not an escape: the path is then meant as it stands
  }
}
