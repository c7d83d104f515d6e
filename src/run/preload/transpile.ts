// TypeScript itself is large: it is a file of its own, loaded only when a text is not in the cache.
import { Script } from 'node:vm';
import ts from 'typescript';

export interface TranspileOptions {
  readonly format: 'commonjs' | 'module';
  /** The `compilerOptions` of the file's `tsconfig.json` that change what runs, as written there. */
  readonly options: Readonly<Record<string, unknown>>;
  /** A module that is loaded with `require`: `import.meta` must be made of what CommonJS has. */
  readonly shimImportMeta: boolean;
}

/** JavaScript for one file, with its map inline. @throws SyntaxError that says where the file does not parse */
export function transpile(path: string, text: string, how: TranspileOptions): string {
  const output = ts.transpileModule(text, {
    fileName: nameForFormat(path, how.format),
    reportDiagnostics: true,
    compilerOptions: compilerOptions(path, how),
    transformers: how.shimImportMeta ? { before: [shimImportMeta] } : {},
  });
  const wrong = output.diagnostics?.find(one => one.category === ts.DiagnosticCategory.Error);
  if (wrong !== undefined) throw syntaxError(path, wrong);
  return withInlineMap(output.outputText, output.sourceMapText ?? '', path, text);
}

/** `transpileModule` sees no package.json: the extension tells it what a `.ts` file is. */
function nameForFormat(path: string, format: 'commonjs' | 'module'): string {
  if (!path.endsWith('.ts') || /\.[mc]ts$/.test(path)) {
    return format === 'commonjs' ? path.replace(/\.mts$/, '.cts') : path;
  }
  return path.replace(/\.ts$/, format === 'module' ? '.mts' : '.cts');
}

function compilerOptions(path: string, how: TranspileOptions): ts.CompilerOptions {
  const { target, module: _module, ...written } = how.options;
  const { options } = ts.convertCompilerOptionsFromJson(written, '');
  const fields = how.options.useDefineForClassFields ?? isModern(target);
  const asEsNext = how.format === 'module' && /x$/.test(path);
  return {
    ...options,
    useDefineForClassFields: fields === true,
    // Every node that is supported knows ES2022; older targets would only hide the lines that ran.
    target: ts.ScriptTarget.ES2022,
    module: asEsNext ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
    moduleResolution: asEsNext ? ts.ModuleResolutionKind.Bundler : ts.ModuleResolutionKind.NodeNext,
    jsx: runnableJsx(options.jsx),
    esModuleInterop: true,
    isolatedModules: true,
    allowJs: true,
    sourceMap: true,
    inlineSources: true,
    removeComments: false,
  };
}

/** Fields are defined, not assigned, from ES2022 on, which is also the default. */
function isModern(target: unknown): boolean {
  return target === undefined || /^es(next|202[2-9]|20[3-9]\d)$/i.test(String(target));
}

/** What leaves JSX in place is meant for a bundler; node needs calls. */
function runnableJsx(jsx: ts.JsxEmit | undefined): ts.JsxEmit {
  const runnable = [ts.JsxEmit.React, ts.JsxEmit.ReactJSX, ts.JsxEmit.ReactJSXDev];
  return jsx !== undefined && runnable.includes(jsx) ? jsx : ts.JsxEmit.ReactJSX;
}

const shimImportMeta: ts.TransformerFactory<ts.SourceFile> = context => file => {
  const { factory } = context;
  const visit = (node: ts.Node): ts.Node => {
    const isMeta = ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
    return isMeta ? importMeta(factory) : ts.visitEachChild(node, visit, context);
  };
  return ts.visitNode(file, visit) as ts.SourceFile;
};

/** `{ url: require("node:url").pathToFileURL(__filename).href, filename: __filename, dirname: __dirname }` */
function importMeta(factory: ts.NodeFactory): ts.Expression {
  const name = (text: string) => factory.createIdentifier(text);
  const call = (callee: ts.Expression, argument: ts.Expression) =>
    factory.createCallExpression(callee, undefined, [argument]);
  const url = call(name('require'), factory.createStringLiteral('node:url'));
  const href = call(
    factory.createPropertyAccessExpression(url, 'pathToFileURL'),
    name('__filename'),
  );
  return factory.createParenthesizedExpression(
    factory.createObjectLiteralExpression([
      factory.createPropertyAssignment('url', factory.createPropertyAccessExpression(href, 'href')),
      factory.createPropertyAssignment('filename', name('__filename')),
      factory.createPropertyAssignment('dirname', name('__dirname')),
    ]),
  );
}

function withInlineMap(js: string, mapText: string, path: string, text: string): string {
  const map = JSON.parse(mapText);
  const name = path.split(/[\\/]/).pop();
  const json = JSON.stringify({ ...map, file: name, sources: [name], sourcesContent: [text] });
  const data = Buffer.from(json).toString('base64');
  const code = js.replace(/\/\/# sourceMappingURL=[^\n]*\s*$/, '');
  return `${code}//# sourceMappingURL=data:application/json;base64,${data}`;
}

/**
 * Says what node says of JavaScript that does not parse: the place, its line and what is wrong. Node shows the source line where
 * an error was thrown, which is a line of ours and may be megabytes long, unless it has already put a line before the stack. Of
 * an error that it met while compiling it has, so such an error is made, and told what it is about.
 */
function syntaxError(path: string, wrong: ts.Diagnostic): SyntaxError {
  const text = ts.flattenDiagnosticMessageText(wrong.messageText, '\n');
  const error = shownSyntaxError();
  error.message = text;
  error.stack = `SyntaxError: ${text}\n    at ${path}`;
  if (wrong.file === undefined) return error;
  const { line, character } = wrong.file.getLineAndCharacterOfPosition(wrong.start ?? 0);
  const starts = wrong.file.getLineStarts();
  const source = wrong.file.text.slice(starts[line], starts[line + 1]).trimEnd();
  const shown = source.length > longestLine ? '' : `${source}\n${indent(source, character)}^\n`;
  error.stack = `${path}:${line + 1}\n${shown}\n${error.stack}:${line + 1}:${character + 1}`;
  return error;
}

/** UTF-16 units of a source line that help to find a mistake in it; a bundle's only line does not. */
const longestLine = 500;

function indent(source: string, width: number): string {
  return source.slice(0, width).replace(/[^\t]/g, ' ').padEnd(width);
}

function shownSyntaxError(): SyntaxError {
  try {
    new Script('(');
  } catch (error) {
    return error as SyntaxError;
  }
  return new SyntaxError();
}
