import { dirname } from 'node:path';
import ts from 'typescript';
import type { NoTypes } from './type-service';

/** The options under which a project's types are asked for; `config` is its tsconfig.json, if it has one. */
export function typeOptions(config: string | undefined): Options | NoTypes {
  // Without one, the language and not the browser: that takes half the time.
  const lenient = { options: { lib: ['lib.esnext.d.ts'] } };
  const given = config === undefined ? lenient : readOptions(config);
  return 'problem' in given ? given : { options: forTypes(given.options) };
}

interface Options {
  readonly options: ts.CompilerOptions;
}

function forTypes(options: ts.CompilerOptions): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    ...options,
    // TypeScript takes all of them where a tsconfig.json of before version 6 names none: those of Node.js are what counts.
    types: options.types ?? ['node'],
    allowJs: false,
    noEmit: true,
    skipLibCheck: true,
    composite: false,
    incremental: false,
    tsBuildInfoFile: undefined,
    plugins: undefined,
    // Stricter than the project may be: what may be missing must not look as if it were there.
    strictNullChecks: true,
    noUncheckedIndexedAccess: true,
    noImplicitAny: true,
  };
}

function readOptions(config: string): Options | NoTypes {
  const { config: json, error } = ts.readConfigFile(config, ts.sys.readFile);
  if (error !== undefined) return { problem: `${config} can't be read: ${textOf(error)}` };
  // Its files are not looked for: the program is what the file that is asked about imports.
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: () => [],
  };
  const { options, errors } = ts.parseJsonConfigFileContent(json, host, dirname(config));
  const lost = errors.find(({ code }) => code === fileNotFound || code === cantRead);
  return lost === undefined ? { options } : { problem: `${config}: ${textOf(lost)}` };
}

/** What `extends` names is not there. An option that we don't know is no trouble. */
const fileNotFound = 6053;
const cantRead = 5083;

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, ' ');
}
