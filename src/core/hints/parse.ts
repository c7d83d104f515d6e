import ts from 'typescript';
import { scopesOf } from './analysis/scopes';
import { checkedTypes, type ProgramOf } from './checked/types';
import type { Code } from './hint';

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  '.ts': ts.ScriptKind.TS,
  '.mts': ts.ScriptKind.TS,
  '.cts': ts.ScriptKind.TS,
  '.tsx': ts.ScriptKind.TSX,
  '.js': ts.ScriptKind.JSX,
  '.mjs': ts.ScriptKind.JSX,
  '.cjs': ts.ScriptKind.JSX,
  '.jsx': ts.ScriptKind.JSX,
};

function kindOf(file: string): ts.ScriptKind | undefined {
  return kinds[/\.\w+$/.exec(file.toLowerCase())?.[0] ?? ''];
}

/** Whether a file's ending is one of those that are read. */
export function canRead(file: string): boolean {
  return kindOf(file) !== undefined;
}

/** A file's syntax tree, broken text included; undefined for a file of another language and for one nested too deep to read. */
export function parse(file: string, text: string): ts.SourceFile | undefined {
  const kind = kindOf(file);
  if (kind === undefined) return undefined;
  try {
    return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the parser recurses: a text nested deeper than the stack
    throw error;
  }
}

/** The file as rules see it. A checker is asked of TypeScript only: what it makes of JavaScript nobody has checked. */
export function readCode(file: ts.SourceFile, programOf?: ProgramOf): Code {
  const typed = /\.[mc]?tsx?$/i.test(file.fileName);
  const scopes = scopesOf(file);
  if (!typed || programOf === undefined) return { file, scopes, typed };
  return { file, scopes: { ...scopes, types: checkedTypes(file, programOf) }, typed };
}

/** Whether the parser had to guess somewhere. */
export function isBroken(file: ts.SourceFile): boolean {
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics?: readonly unknown[] };
  return (parseDiagnostics?.length ?? 0) > 0;
}
