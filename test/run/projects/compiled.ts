import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What `tsc` writes for the program in `src`, into `dist`. */
export function compile(
  src: string,
  dist: string,
  how: ts.CompilerOptions,
  entry = 'line-costs.ts',
): void {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    rootDir: src,
    outDir: dist,
    // Only what is written counts here: without checking, it takes a tenth of the time.
    noCheck: true,
    noLib: true,
    types: [],
    ...how,
  };
  const { emitSkipped } = ts.createProgram([join(src, entry)], options).emit();
  if (emitSkipped) throw new Error(`tsc wrote nothing for ${src}`);
}

/** Both modules in one file, as a tool that puts files one behind another does it: its map has a section for each. */
export function joinInSections(dist: string): void {
  const sections: object[] = [];
  let text = 'const modules = {};\n';
  for (const name of ['mix', 'line-costs']) {
    text += `((exports, require) => {\n`;
    const line = text.split('\n').length - 1;
    const code = readFileSync(join(dist, `${name}.js`), 'utf8');
    const map = JSON.parse(readFileSync(join(dist, `${name}.js.map`), 'utf8'));
    sections.push({ offset: { line, column: 0 }, map });
    text += `${code.replace(/^\/\/# sourceMappingURL.*$/m, '')}\n})((modules['./${name}'] = {}), name => modules[name]);\n`;
  }
  const map = { version: 3, file: 'line-costs.js', sections };
  writeFileSync(join(dist, 'line-costs.js'), `${text}//# sourceMappingURL=line-costs.js.map\n`);
  writeFileSync(join(dist, 'line-costs.js.map'), JSON.stringify(map));
}
