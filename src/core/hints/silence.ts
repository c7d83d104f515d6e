import ts from 'typescript';
import type { Line } from '../units';

/** Whether a rule is silenced on a line by a comment of the file. */
export type Silence = (rule: string, line: Line) => boolean;

const comment =
  /tuneline-disable(-next-line|-line)?(?![\w-])[ \t]*([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)?/g;

/**
 * What the comments of a file silence: `tuneline-disable-next-line`, `tuneline-disable-line`, and `tuneline-disable` for the whole
 * file; each for the rules that follow (`queue-shift, membership-set`), or for all. A reason may stand behind `--`.
 */
export function silencesIn(file: ts.SourceFile): Silence {
  const { text } = file;
  if (!text.includes('tuneline-disable')) return () => false;
  const silences: { readonly line: Line | undefined; readonly rules: readonly string[] }[] = [];
  for (const found of text.matchAll(comment)) {
    if (!isInComment(file, found.index)) continue;
    const [, where, rules] = found;
    const line = file.getLineAndCharacterOfPosition(found.index).line + 1;
    silences.push({
      line: where === undefined ? undefined : where === '-line' ? line : line + 1,
      rules: rules?.split(',').map(rule => rule.trim()) ?? [],
    });
  }
  return (rule, line) =>
    silences.some(
      one =>
        (one.line === undefined || one.line === line) &&
        (one.rules.length === 0 || one.rules.includes(rule)),
    );
}

/** Between tokens stand only blanks and comments. */
function isInComment(file: ts.SourceFile, position: number): boolean {
  let node: ts.Node = file;
  for (;;) {
    const child = node
      .getChildren(file)
      .find(one => one.getStart(file) <= position && position < one.end);
    if (child === undefined) return node.getChildCount(file) > 0;
    if (ts.isJSDoc(child)) return true;
    node = child;
  }
}

/** Whether a comment of its own can stand above a line: not inside a template, nor where text of an element would begin. */
export function canHoldComment(file: ts.SourceFile, line: Line): boolean {
  const position = file.getLineStarts()[line - 1];
  let node: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = node
      .getChildren(file)
      .find(one => one.pos <= position && position < one.end && !ts.isJSDoc(one));
    if (child === undefined) break;
    node = child;
  }
  return !ts.isJsxText(node) && (node.getChildCount(file) > 0 || node.getStart(file) >= position);
}
