import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TsConfig } from './tsconfig';

export type ModuleFormat = 'commonjs' | 'module';

/** Files that node can't run as they are. */
export const needsLoader = /\.([mc]?ts|tsx|jsx)$/;

/**
 * Whether a TypeScript or JSX file is an ES module, as node and TypeScript decide it: by its extension, by the nearest
 * `package.json`, and where that says nothing, by what only one of the two can hold, by who imports it (an ES module can
 * import either, but a module that it imports may itself need ES modules), and by the `module` of its `tsconfig.json`.
 */
export function moduleFormats(
  tsConfigOf: (file: string) => TsConfig,
): (file: string, text: string, importedByModule: boolean) => ModuleFormat {
  const typeOf = packageTypes();
  return (file, text, importedByModule) => {
    if (file.endsWith('.mts')) return 'module';
    if (file.endsWith('.cts')) return 'commonjs';
    return typeOf(dirname(file)) ?? formatBySyntax(text, importedByModule, tsConfigOf(file));
  };
}

/** For a file whose package says nothing. Top-level statements are taken to start at the line's start. */
function formatBySyntax(text: string, importedByModule: boolean, config: TsConfig): ModuleFormat {
  if (/^(?:(?:export\s+)?(?:const|let|var)\s[^=\n]*=\s*)?await\s|^for\s+await\b/m.test(text))
    return 'module';
  if (/\b(require\s*\(|module\.exports\b|__dirname\b|__filename\b)/.test(text)) return 'commonjs';
  if (/\bimport\.meta\b/.test(text)) return 'module';
  const meansModule = /^(es|preserve)/i.test(String(config.options.module ?? ''));
  return (importedByModule || meansModule) && /^\s*(import|export)\b/m.test(text)
    ? 'module'
    : 'commonjs';
}

/** The `type` of the nearest `package.json` of a folder; each folder once. */
function packageTypes(): (folder: string) => ModuleFormat | undefined {
  const known = new Map<string, ModuleFormat | undefined>();
  const typeOf = (folder: string): ModuleFormat | undefined => {
    if (known.has(folder)) return known.get(folder);
    const path = join(folder, 'package.json');
    const above = dirname(folder);
    let type: ModuleFormat | undefined;
    if (existsSync(path)) type = declaredType(path);
    else if (above !== folder) type = typeOf(above);
    known.set(folder, type);
    return type;
  };
  return typeOf;
}

function declaredType(path: string): ModuleFormat | undefined {
  try {
    const { type } = JSON.parse(readFileSync(path, 'utf8'));
    return type === 'module' || type === 'commonjs' ? type : undefined;
  } catch {
    return undefined; // node itself will say what is wrong with it
  }
}
