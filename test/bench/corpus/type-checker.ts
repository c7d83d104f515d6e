import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Says what the type checker has against a file of a package, with another text in its place. */
export interface TypeChecker {
  errorsIn(file: string, text: string): readonly string[];
}

/** A checker over the sources of one package. Only what a change adds counts: what the package itself lacks stays as it is. */
export function typeChecker(files: readonly string[], folder: string): TypeChecker {
  const changed = new Map<string, { readonly text: string; readonly version: number }>();
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    experimentalDecorators: true,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: existsSync(join(folder, 'node_modules', '@types', 'node')) ? ['node'] : [],
    jsx: ts.JsxEmit.Preserve,
  };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [...files],
    getScriptVersion: file => String(changed.get(file)?.version ?? 0),
    getScriptSnapshot: file => {
      const text = changed.get(file)?.text ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  };
  const service = ts.createLanguageService(host);
  let version = 0;
  return {
    errorsIn(file, text) {
      if (text === readFileSync(file, 'utf8')) changed.delete(file);
      else changed.set(file, { text, version: ++version });
      return service
        .getSemanticDiagnostics(file)
        .map(one => ts.flattenDiagnosticMessageText(one.messageText, ' '))
        .sort();
    },
  };
}

/** What is in the second list more often than in the first. */
export function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter(one => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
