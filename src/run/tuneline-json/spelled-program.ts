import { basename, isAbsolute, relative, sep } from 'node:path';
import { commandOf } from '../../core/same-program';
import type { SharePlace } from '../../core/budget';
import type { Offer } from '../targets/offer';
import type { Target } from '../target';
import type { Entry } from './edits';

/**
 * A target as an entry of tuneline.json names it, which `folder` holds: by what it was chosen from where that is known, so that it stays
 * the same when the entry of launch.json or the test is changed. `more`: what the user gave on top of it.
 */
export function spelledProgram(
  target: Target,
  folder: string,
  offer?: Offer,
  more: Pick<Target, 'args' | 'env'> = { args: [], env: {} },
): Entry {
  if (offer?.kind === 'launch')
    return { launch: offer.name, ...argsOf(more.args), ...envOf(more.env) };
  if (offer?.kind === 'test' && basename(offer.file) !== 'package.json') {
    const names = offer.call?.names.map(name => name.text) ?? [];
    return {
      test: pathFrom(folder, offer.file),
      ...(names.length > 0 && { testName: names.join(' ') }),
      ...argsOf(more.args),
      ...envOf(more.env),
    };
  }
  const cwd = pathFrom(folder, target.cwd);
  const around = { ...(cwd !== '' && { cwd }), ...envOf(target.env) };
  if (target.kind === 'file' && (target.nodeArgs ?? []).length === 0)
    return { run: pathFrom(folder, target.file), ...argsOf(target.args), ...around };
  const words = commandOf(target).map(word => inFolder(target.cwd, word));
  return { command: words, ...around };
}

/** `src/parse.ts:12`, `src/parse.ts#parseLine`. */
export function spelledPlace(of: SharePlace, folder: string): string {
  const file = pathFrom(folder, of.file);
  return of.kind === 'line' ? `${file}:${of.line}` : `${file}#${of.name}`;
}

/** Relative and with slashes, as it is on every machine. */
export function pathFrom(folder: string, path: string): string {
  const inside = relative(folder, path);
  return isAbsolute(inside) ? path : inside.replaceAll('\\', '/');
}

/** A word that is a path below the folder, from there. */
function inFolder(folder: string, word: string): string {
  return word.startsWith(folder + sep) ? pathFrom(folder, word) : word;
}

function argsOf(args: readonly string[]): Entry {
  return args.length > 0 ? { args } : {};
}

/** What is unset, or empty, has no spelling. */
function envOf(env: Target['env']): Entry {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  return set.length > 0 ? { env: Object.fromEntries(set) } : {};
}
