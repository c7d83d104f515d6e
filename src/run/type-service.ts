import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { typeOptions } from './type-options';

/** Why there are no types for a file, in words for a log. */
export interface NoTypes {
  readonly problem: string;
}

export interface TypeLimits {
  /** Files of a program, those of its packages included. */
  readonly files: number;
  /** For making a program, in ms. */
  readonly time: number;
}

export const usualLimits: TypeLimits = { files: 3000, time: 20_000 };

/** Knows the types of files of projects, as they read now. */
export interface TypeService {
  /**
   * A program with the file, which reads `text`, and what it imports, as that is on disk. Made once for a project and then kept up.
   * A project that took too long is not asked again.
   */
  programOf(file: string, text: string): ts.Program | NoTypes;
}

/** Files that were asked about stay in the program of their project: so many, the last ones. */
const mostRoots = 8;

/**
 * TypeScript's language service, our own and not the workspace's, with the options of the nearest tsconfig.json. It reads files and runs
 * none: plugins are left out. Takes seconds: not for a thread that somebody waits for.
 */
export function startTypeService(limits: TypeLimits = usualLimits): TypeService {
  const registry = ts.createDocumentRegistry(ts.sys.useCaseSensitiveFileNames);
  const projects = new Map<string, Project | NoTypes>();
  return {
    programOf(file, text) {
      const name = file.replaceAll('\\', '/');
      const config = configOf(name);
      const changed = config && statSync(config, { throwIfNoEntry: false })?.mtimeMs;
      const key = `${config ?? dirname(name)} ${changed ?? ''}`;
      try {
        const project = projects.get(key) ?? openProject(config, dirname(name), registry, limits);
        projects.set(key, project);
        return 'problem' in project ? project : project.programOf(name, text);
      } catch (error) {
        const given = { problem: problemOf(error) };
        projects.set(key, given); // not again
        return given;
      }
    },
  };
}

function configOf(file: string): string | undefined {
  const find = (name: string) => ts.findConfigFile(dirname(file), ts.sys.fileExists, name);
  return find('tsconfig.json') ?? find('jsconfig.json');
}

class TooMuch extends Error {}

function problemOf(error: unknown): string {
  if (error instanceof TooMuch) return error.message;
  return `TypeScript failed: ${error instanceof Error ? error.message : String(error)}`;
}

interface Project {
  programOf(file: string, text: string): ts.Program | NoTypes;
}

function openProject(
  config: string | undefined,
  folder: string,
  registry: ts.DocumentRegistry,
  limits: TypeLimits,
): Project | NoTypes {
  const read = typeOptions(config);
  if ('problem' in read) return read;
  const { options } = read;
  const roots = new Map<string, { readonly text: string; readonly version: number }>();
  let versions = 0;
  /** Only the file that is asked about reads otherwise than on disk. */
  let current = '';
  let deadline = Infinity;
  let files = new Set<string>();
  const checkLimits = (file: string) => {
    files.add(file);
    if (files.size > limits.files)
      throw new TooMuch(`the program has more than ${limits.files} files`);
    if (performance.now() > deadline)
      throw new TooMuch(`making the program took more than ${limits.time / 1000} s`);
  };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getCurrentDirectory: () => (config === undefined ? folder : dirname(config)),
    getDefaultLibFileName: given => join(libraries(), basename(ts.getDefaultLibFilePath(given))),
    getScriptFileNames: () => [...roots.keys()],
    getScriptVersion(file) {
      if (file === current) return `own ${roots.get(file)?.version}`;
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? 'none' : `${found.mtimeMs} ${found.size}`;
    },
    getScriptSnapshot(file) {
      checkLimits(file);
      const text = file === current ? roots.get(file)?.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists(file) {
      if (performance.now() > deadline) checkLimits(file);
      return ts.sys.fileExists(file);
    },
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  };
  const service = ts.createLanguageService(host, registry, ts.LanguageServiceMode.Semantic);
  return {
    programOf(file, text) {
      const before = roots.get(file);
      roots.delete(file); // to the end: the last one asked for
      roots.set(file, before?.text === text ? before : { text, version: ++versions });
      const [oldest] = roots.keys();
      if (roots.size > mostRoots) roots.delete(oldest);
      current = file;
      files = new Set();
      deadline = performance.now() + limits.time;
      return service.getProgram() ?? { problem: 'TypeScript makes no program of it' };
    },
  };
}

/** Where the types of the language lie: beside TypeScript, in a folder of their own where we ship them. */
function libraries(): string {
  const beside = dirname(ts.getDefaultLibFilePath({}));
  const own = join(beside, 'lib');
  return existsSync(own) ? own : beside;
}
