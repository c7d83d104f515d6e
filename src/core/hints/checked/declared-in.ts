import type ts from 'typescript';

/** Whether the language or Node.js declares it: a class of the program that is called Set is no Set. */
export function isOfPlatform(node: ts.Node, program: ts.Program): boolean {
  const file = node.getSourceFile();
  return (
    program.isSourceFileDefaultLibrary(file) ||
    /[\\/]node_modules[\\/]@types[\\/]node[\\/]/.test(file.fileName)
  );
}

/** Whether what it says is nowhere checked: JavaScript and JSON. */
export function isUnchecked(node: ts.Node): boolean {
  return !/\.[mc]?tsx?$/i.test(node.getSourceFile().fileName);
}
