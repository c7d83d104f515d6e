import type { Profile } from '../../profile';
import { defaultGate, type Template } from '../hint';
import { compilingOf } from './compiling';
import {
  atBeginningOf,
  type ConfigurationRule,
  figures,
  type HowItRan,
  type Nearest,
} from './hint';
import { isEdited, type StartEdit, variableInLaunchEntry, variableInScript } from './start-edits';

const variable = 'NODE_COMPILE_CACHE';
const folder = 'node_modules/.cache/node-compile-cache';

/** A short run spends much of its time on compiling what it loads, each time anew. */
export const compileCache: ConfigurationRule = {
  id: 'compile-cache',
  explanation: {
    text: 'V8 compiles the code of all modules anew at each start. With `NODE_COMPILE_CACHE` Node.js keeps in a folder what was compiled, and reads it from there at the next start.',
    args: [],
  },
  gate: { share: 0.2, samples: defaultGate.samples },
  offered: {
    text: 'It is the time in which V8 compiles what files of the program load and call, on Node.js 22.1 or newer, where neither a variable nor the program itself (`enableCompileCache`) names such a folder. Not all of it goes away, since what is kept must be read.',
    args: [],
  },
  measured: [
    ...figures('Loads typescript', [2, 2, 2], 22),
    ...figures('Loads terser', [1.3, 1.2, 1.2], 22),
    ...figures('Loads markdown-it', [1.1, 1, 1.2], 22),
  ],
  check(profile, nearest, ran) {
    if (ran === undefined || !hasCache(ran.nodeVersion)) return undefined;
    const { target } = ran;
    if (target.kind !== 'file' && target.kind !== 'command') return undefined;
    const compiling = compilingOf(profile, this.gate);
    if (compiling === undefined || isDecided(profile, ran, nearest)) return undefined;
    const edited =
      variableInLaunchEntry(target, variable, `\${workspaceFolder}/${folder}`, nearest) ??
      variableInScript(target, variable, folder, nearest);
    if (edited !== undefined && /COMPILE_CACHE/.test(edited.was)) return undefined;
    return {
      rule: this.id,
      ...(edited?.place ?? atBeginningOf(target.file)),
      edits: edited?.edits ?? [],
      safety: isEdited(edited) ? 'review' : 'advice',
      title: titleFor(edited),
      ...compiling,
      differs: {
        text: 'the first start takes longer, the folder grows with each version of what is loaded, and coverage is less exact with it',
        args: [],
      },
    };
  },
};

/** From 22.1 on. */
function hasCache(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  return Number(major) > 22 || (major === '22' && Number(minor) >= 1);
}

/** Files that are read for the call that makes a program keep its code: it stands in one of the first. */
const mostFiles = 50;

/** By a variable, or by the program itself, as those of eslint, prettier and tsc do. */
function isDecided(
  { scripts }: Profile,
  { target, environment }: HowItRan,
  nearest: Nearest,
): boolean {
  const names = Object.keys({ ...environment, ...target.env });
  if (names.some(name => /^NODE_(?:DISABLE_)?COMPILE_CACHE$/.test(name))) return true;
  return scripts
    .filter(({ kind }) => kind === 'file')
    .slice(0, mostFiles)
    .some(({ name }) => {
      const text = nearest(name.split(/[\\/]/).at(-1) ?? '', name)?.text;
      return text?.includes('enableCompileCache') === true;
    });
}

function titleFor(edited: StartEdit | undefined): Template {
  if (isEdited(edited))
    return {
      text: 'Keep what was compiled for the next start: `{0}` in “{1}”',
      args: [variable, edited.name],
    };
  return {
    text: 'Keep what was compiled for the next start: run it with `{0}`',
    args: [`${variable}=${folder}`],
  };
}
