import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scriptName } from '../../core/formats/script-name';
import { requireOption } from '../preload/children';
import type { LookSettings, Seen } from './look-messages';
import { escapedForPattern, type PlainCommand } from './plain-command';
import { isOfPackages, pathInside } from './workspace';

/** What a version was seen to use in a run; paths are relative, and none of an installed package. */
export interface Look {
  /** Whether anything was: no if nothing of it is a node that loads our preload. */
  readonly isSeen: boolean;
  /** Scripts that ran of the copy. */
  readonly scripts: ReadonlySet<string>;
  /** Files of the copy that were looked for. */
  readonly opened: ReadonlySet<string>;
  /** Scripts that ran of the workspace itself. */
  readonly foreignScripts: ReadonlySet<string>;
  /** Files of the workspace itself that were looked for by their absolute path. */
  readonly ofWorkspace: ReadonlySet<string>;
  /** Looked for, and only in the workspace. */
  readonly missing: ReadonlySet<string>;
  readonly readsInput: boolean;
}

/** The command with the preload that writes down what it uses; the preload reaches whatever node it starts, unless it starts it anew. */
export async function lookedAt(
  command: PlainCommand,
  settings: LookSettings,
  dist: string,
): Promise<PlainCommand> {
  await rm(settings.folder, { recursive: true, force: true });
  await mkdir(settings.folder);
  const options = `${requireOption(join(dist, 'look.js'))} ${command.env.NODE_OPTIONS ?? ''}`;
  const env = {
    ...command.env,
    NODE_OPTIONS: options.trim(),
    TUNELINE_LOOK: JSON.stringify(settings),
  };
  return { ...command, env };
}

/** What the preloads of a run have written. `own`: folders that are no part of the program, wherever they lie. */
export async function readLook(
  { folder, copy, root }: LookSettings,
  own: readonly string[],
): Promise<Look> {
  const isOwn = (path: string) => own.some(each => pathInside(each, path) !== undefined);
  const [scripts, foreignScripts] = [new Set<string>(), new Set<string>()];
  const [opened, ofWorkspace, missing] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let readsInput = false;
  const reports = await reportsIn(folder);
  for (const report of reports) {
    let isProgram = false;
    let hasInput = false;
    for (const seen of report) {
      if (seen.kind === 'input') hasInput = true;
      else if (seen.kind === 'script') {
        const { name } = scriptName(seen.url);
        const [inCopy, inRoot] = [pathInside(copy, name), pathInside(root, name)];
        if (isOfPackages(inCopy ?? inRoot ?? '')) continue;
        if (inCopy !== undefined) scripts.add(inCopy);
        else if (inRoot !== undefined && !isOwn(name)) foreignScripts.add(inRoot);
        isProgram ||= inCopy !== undefined;
      } else if (!isOfPackages(seen.path) && !/^\.git([\\/]|$)/.test(seen.path)) {
        if (seen.kind === 'opened') opened.add(seen.path);
        if (seen.kind === 'missing') missing.add(seen.path);
        if (seen.kind === 'of-workspace' && !isOwn(join(root, seen.path)))
          ofWorkspace.add(seen.path);
      }
    }
    // What only starts programs, such as npm, looks at its input for others.
    readsInput ||= hasInput && isProgram;
  }
  for (const script of foreignScripts) ofWorkspace.delete(script);
  const isSeen = reports.length > 0;
  return { isSeen, scripts, opened, foreignScripts, ofWorkspace, missing, readsInput };
}

/** One for each thread. */
async function reportsIn(folder: string): Promise<Seen[][]> {
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
  return texts.map(text => text.split('\n').flatMap(line => seenIn(line)));
}

function seenIn(line: string): Seen[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Seen];
  } catch {
    return []; // cut off, where a process was killed
  }
}

/** Files that a failing program names in its last words, which are in the workspace and not in the copy. */
export function missingByWords(stderr: string, copy: string, root: string): string[] {
  const found = new Set<string>();
  for (const [, path] of stderr.matchAll(
    new RegExp(`${escapedForPattern(copy)}[\\\\/]([^'"\`\\n]+)`, 'g'),
  )) {
    const clean = path.replace(/(:\d+)+\)?$/, '').replace(/[\s),.;]+$/, '');
    if (clean === '' || existsSync(join(copy, clean)) || !existsSync(join(root, clean))) continue;
    if (!isOfPackages(clean)) found.add(clean);
  }
  return [...found];
}
