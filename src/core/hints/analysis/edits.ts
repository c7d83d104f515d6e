import ts from 'typescript';
import type { TextEdit } from '../hint';
import { isModuleName } from './names';
import type { Scopes } from './scopes';
import { isFunctionLike } from './walk';

/** A name that nothing in the file has: `base`, else `base2`, `base3`, … */
export function uniqueName(base: string, scopes: Scopes): string {
  const free = (name: string) => !scopes.taken.has(name) && !isReserved(name);
  if (free(base)) return base;
  for (let i = 2; i <= scopes.taken.size + 3; i++) if (free(`${base}${i}`)) return `${base}${i}`;
  return `${base}${scopes.taken.size + 4}`;
}

function isReserved(name: string): boolean {
  if (['arguments', 'eval', 'undefined', 'NaN'].includes(name) || isModuleName(name)) return true;
  const kind = ts.identifierToKeywordKind(ts.factory.createIdentifier(name));
  if (kind === undefined) return false;
  return kind <= ts.SyntaxKind.LastFutureReservedWord || kind === ts.SyntaxKind.AwaitKeyword;
}

/** The text of a node as it stands, comments inside included. */
export function textOf(node: ts.Node): string {
  return node.getText(node.getSourceFile());
}

/** The text of a node on one line, for a title. */
export function shortText(node: ts.Node): string {
  const line = textOf(node).replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

export function replace(node: ts.Node, text: string): TextEdit {
  return { start: node.getStart(), end: node.end, text };
}

/** Whether a comment lies in the range: an edit that deletes it must not. */
export function hasComment(file: ts.SourceFile, start: number, end: number): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, file.languageVariant);
  scanner.setText(file.text, start, end - start);
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (
      kind === ts.SyntaxKind.SingleLineCommentTrivia ||
      kind === ts.SyntaxKind.MultiLineCommentTrivia
    )
      return true;
  }
  return false;
}

export function newLineOf(file: ts.SourceFile): string {
  const at = file.text.indexOf('\n');
  return file.text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The white space that the line of `position` starts with. */
export function indentAt(file: ts.SourceFile, position: number): string {
  const start = file.text.lastIndexOf('\n', position - 1) + 1;
  return /^[\t ]*/.exec(file.text.slice(start, position))?.[0] ?? '';
}

/** One step of indentation as the file does it: a tab, or as many blanks as its least indented line has. */
export function indentUnit(file: ts.SourceFile): string {
  if (/^\t/m.test(file.text)) return '\t';
  let least = 8;
  for (const [, blanks] of file.text.matchAll(/^( +)[^ *\r\n]/gm))
    if (blanks.length > 1) least = Math.min(least, blanks.length);
  return ' '.repeat(least === 8 ? 2 : least);
}

/** `;`, or nothing in a file that goes without: as the nearest statement that could end in one does. */
export function endOfStatement(statement: ts.Node): string {
  const file = statement.getSourceFile();
  for (let at: ts.Node | undefined = statement; at !== undefined; at = at.parent) {
    if (endsInSemicolon(at)) return file.text[at.end - 1] === ';' ? ';' : '';
  }
  let bare = 0;
  let ended = 0;
  for (const line of file.text.split('\n', 400)) {
    if (/[\w)\]'"`]\s*$/.test(line)) bare++;
    if (/;\s*$/.test(line)) ended++;
  }
  return ended >= bare ? ';' : '';
}

function endsInSemicolon(node: ts.Node): boolean {
  return (
    ts.isVariableStatement(node) ||
    ts.isExpressionStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isPropertyDeclaration(node)
  );
}

/** The innermost statement around `node` that stands in a list of statements: one can be added before and after it. */
export function statementAround(node: ts.Node): ts.Statement | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    if (isStatementList(at.parent)) return at as ts.Statement; // the elements of such a list are statements
    if (isFunctionLike(at.parent)) return undefined;
  }
  return undefined;
}

export function isStatementList(
  node: ts.Node,
): node is ts.SourceFile | ts.Block | ts.ModuleBlock | ts.CaseOrDefaultClause {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseOrDefaultClause(node)
  );
}

/** Adds `code` as a statement or class member of its own after `statement`, below the comment that may end its line. */
export function insertAfter(statement: ts.Statement | ts.ClassElement, code: string): TextEdit {
  const file = statement.getSourceFile();
  const { text } = file;
  const leading = /\n\s*;$/.exec(text.slice(statement.pos, statement.end));
  if (leading !== null) {
    /** The semicolon stands before the next statement, as is done where there are none: it ends the added one. */
    const end = statement.end - leading[0].length;
    const line = newLineOf(file) + indentAt(file, statement.getStart()) + code;
    return { start: end, end, text: line };
  }
  const rest = /[^\r\n]*/.exec(text.slice(statement.end))?.[0] ?? '';
  const comments = /^(?:[\t ]*\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*[\t ]*(?:\/\/.*)?$/;
  const line = code + endOfStatement(statement);
  if (!comments.test(rest)) {
    const gap = text[statement.end - 1] === ';' ? ' ' : '; ';
    return { start: statement.end, end: statement.end, text: `${gap}${code};` };
  }
  const at = statement.end + rest.length;
  const indent = indentAt(file, statement.getStart());
  const guard = line.endsWith(';') || !/^\s*[([`+\-/]/.test(text.slice(at)) ? '' : ';';
  return { start: at, end: at, text: `${newLineOf(file)}${indent}${line}${guard}` };
}

/** Adds `code` as a statement of its own before `statement` and the comments that belong to it. */
export function insertBefore(statement: ts.Statement, code: string): TextEdit {
  const file = statement.getSourceFile();
  const start = startWithComments(statement);
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const alone = /^[\t ]*$/.test(file.text.slice(lineStart, start));
  if (!alone) return { start, end: start, text: `${code}; ` };
  const line = code + endOfStatement(statement);
  return { start, end: start, text: `${line}${newLineOf(file)}${indentAt(file, start)}` };
}

/** Where the comments start that stand right above a statement, with no empty line between. */
function startWithComments(statement: ts.Statement): number {
  const { text } = statement.getSourceFile();
  let start = statement.getStart();
  const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  for (const comment of comments.toReversed()) {
    if (/\n[\t ]*\r?\n/.test(text.slice(comment.end, start))) break;
    start = comment.pos;
  }
  return start;
}

/** Where statements can be added that run right before something is evaluated. */
export interface Place {
  /** All that runs after the added statements and up to that something: a statement, or the expression of an arrow function. */
  readonly before: ts.Node;
  insert(...statements: readonly string[]): TextEdit[];
}

/**
 * The place right before `node` is evaluated for the first time, inside `limit`: before the statement that it stands in, in
 * braces where there is no list of statements, in a block made from an arrow function's expression. Undefined where none of
 * this can be done.
 */
export function placeBefore(node: ts.Node, limit: ts.Node): Place | undefined {
  for (let at = node; at !== limit; at = at.parent) {
    const { parent } = at;
    if (isStatementList(parent)) {
      if (!parent.statements.some(one => one === at)) return undefined;
      const statement = at as ts.Statement; // as it stands in a list of them
      return {
        before: at,
        insert: (...codes) => codes.map(code => insertBefore(statement, code)),
      };
    }
    if (ts.isArrowFunction(parent) && parent.body === at)
      return { before: at, insert: (...codes) => intoBlock(parent, at, codes) };
    if (isFunctionLike(parent)) return undefined;
    if (ts.isStatement(at) && !ts.isLabeledStatement(parent)) {
      const statement = at;
      return { before: at, insert: (...codes) => inBraces(statement, codes) };
    }
  }
  return undefined;
}

function intoBlock(fn: ts.ArrowFunction, body: ts.Node, codes: readonly string[]): TextEdit[] {
  const outer = indentAt(fn.getSourceFile(), lineStartingAt(fn));
  return braces(body, outer, codes, 'return ', ';');
}

function inBraces(statement: ts.Statement, codes: readonly string[]): TextEdit[] {
  const outer = indentAt(statement.getSourceFile(), lineStartingAt(statement.parent));
  return braces(statement, outer, codes, '', '');
}

/** `{`, the added statements and the node on lines of their own, `}`; the brace goes up to what stands before the node. */
function braces(
  node: ts.Node,
  outer: string,
  codes: readonly string[],
  before: string,
  after: string,
): TextEdit[] {
  const file = node.getSourceFile();
  const start = node.getStart();
  const line = newLineOf(file) + outer + indentUnit(file);
  const blank = /^\s*$/.test(file.text.slice(node.pos, start));
  const opening = `${blank ? ' ' : ''}{${codes.map(code => `${line}${code};`).join('')}${line}${before}`;
  return [
    { start: blank ? node.pos : start, end: start, text: opening },
    { start: node.end, end: node.end, text: `${after}${newLineOf(file)}${outer}}` },
  ];
}

/** The end of the white space of the line that a node starts on. */
function lineStartingAt(node: ts.Node): number {
  const { text } = node.getSourceFile();
  const start = text.lastIndexOf('\n', node.getStart() - 1) + 1;
  return start + (/^[\t ]*/.exec(text.slice(start))?.[0].length ?? 0);
}
