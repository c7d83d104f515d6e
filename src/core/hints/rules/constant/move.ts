import ts from 'typescript';
import { hasComment, indentAt, textOf } from '../../analysis/edits';
import type { FilePlace } from '../../analysis/file-level';
import type { Binding } from '../../analysis/scopes';
import { some } from '../../analysis/walk';
import type { TextEdit } from '../../hint';

/**
 * Moves the declaration of a variable, alone in its statement, to the level of the file as `code`. The comments above it go
 * with it; undefined where another would be lost.
 */
export function moveToFile(
  binding: Binding,
  code: string,
  place: FilePlace,
): TextEdit[] | undefined {
  const declaration = binding.names[0].parent as ts.VariableDeclaration; // the caller's matter
  const statement = declaration.parent.parent;
  const file = statement.getSourceFile();
  const { text } = file;
  const value = declaration.initializer;
  if (value === undefined || hasLinesInText(value)) return undefined;
  if (hasComment(file, statement.getStart(), value.getStart())) return undefined;
  const indent = indentAt(file, statement.getStart());
  const start = startOfLines(statement, indent);
  const rest = /^[\t ]*(?:\r?\n|$)/.exec(text.slice(statement.end));
  const ownLines = start !== undefined && rest !== null;
  if (!ownLines && ts.getLeadingCommentRanges(text, statement.pos) !== undefined) return undefined;
  const outdented = (lines: string) => lines.replaceAll(`\n${indent}`, '\n');
  if (ownLines) {
    const comments = outdented(text.slice(start, statement.getStart()).replace(/^[\t ]*/, ''));
    const end = statement.end + rest[0].length;
    return [place.insert(comments + outdented(code)), { start, end, text: '' }];
  }
  const gap = /^[\t ]*/.exec(text.slice(statement.end))?.[0].length ?? 0;
  return [place.insert(code), { start: statement.getStart(), end: statement.end + gap, text: '' }];
}

/** The start of the lines that hold nothing but the statement and the comments right above it. */
function startOfLines(statement: ts.Statement, indent: string): number | undefined {
  const { text } = statement.getSourceFile();
  const first = statement.getStart() - indent.length;
  if (first > 0 && text[first - 1] !== '\n') return undefined;
  let start = first;
  for (const comment of (ts.getLeadingCommentRanges(text, statement.pos) ?? []).toReversed()) {
    const line = text.lastIndexOf('\n', comment.pos) + 1;
    if (/\S/.test(text.slice(line, comment.pos))) break;
    if (/\n[\t ]*\r?\n/.test(text.slice(comment.end, start))) break;
    start = line;
  }
  return start;
}

/** A text that goes over several lines: their white space belongs to it. */
function hasLinesInText(node: ts.Node): boolean {
  return some(node, at => ts.isNoSubstitutionTemplateLiteral(at) && textOf(at).includes('\n'));
}
