import ts from 'typescript';

interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What the type checker says of the code after a change that it did not say before, all changes in one program. */
export function newTypeErrors(changes: readonly Change[]): string[] {
  const texts = new Map<string, string>();
  for (const [index, { file, before, after }] of changes.entries()) {
    const ending = /\.\w+$/.exec(file)?.[0] ?? '.ts';
    texts.set(`/before-${index}${ending}`, `${before}\nexport {};`);
    texts.set(`/after-${index}${ending}`, `${after}\nexport {};`);
  }
  const program = programOf(texts);
  const errorsIn = (name: string) => {
    const file = program.getSourceFile(name);
    return [...program.getSemanticDiagnostics(file), ...program.getSyntacticDiagnostics(file)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
    );
  };
  return changes.flatMap((change, index) => {
    const ending = /\.\w+$/.exec(change.file)?.[0] ?? '.ts';
    const before = errorsIn(`/before-${index}${ending}`);
    return errorsIn(`/after-${index}${ending}`)
      .filter(error => !before.includes(error))
      .map(error => `${error}\n${change.after}`);
  });
}

function programOf(texts: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.Preserve,
    strict: true,
    noEmit: true,
    types: [],
    jsx: ts.JsxEmit.Preserve,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, target) => {
    const text = texts.get(name);
    if (text === undefined) return getSourceFile(name, target);
    return ts.createSourceFile(name, text, target, true);
  };
  host.fileExists = name => texts.has(name) || fileExists(name);
  host.readFile = name => texts.get(name) ?? readFile(name);
  return ts.createProgram([...texts.keys()], options, host);
}
