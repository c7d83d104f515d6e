import ts from 'typescript';
import type { Column, Line } from '../../units';
import { iteratingArrayMethods } from '../analysis/builtins';
import { iterationOfCallback } from '../analysis/iterations';
import { bare, functionAround, isFunction, walk, wrapped } from '../analysis/walk';
import { placeOfCall } from './v8-place';

/** What a profile knows of a function: its name as V8 gives it, and where it starts. */
export interface FunctionPlace {
  readonly name: string;
  readonly line: Line;
  readonly column: Column;
}

/** The calls that the code of one file makes, function by function. */
export interface CallSites {
  /** The one line of `caller` that can have called `callee`; 0 where none or more than one can. */
  lineOf(caller: FunctionPlace, callee: FunctionPlace, sameFile: boolean): Line;
}

type Owner = ts.FunctionLikeDeclaration | ts.SourceFile;

export function callSites(file: ts.SourceFile): CallSites {
  const functions: ts.FunctionLikeDeclaration[] = [];
  const sites = new Map<ts.Node, Map<string, Set<Line>>>();
  const add = (owner: ts.Node, name: string | undefined, at: number) => {
    if (name === undefined) return;
    const ofOwner = sites.get(owner) ?? new Map<string, Set<Line>>();
    sites.set(owner, ofOwner);
    const lines = ofOwner.get(name) ?? new Set();
    ofOwner.set(name, lines.add(lineAt(file, at)));
  };
  walk(file, node => {
    if (isFunction(node)) functions.push(node);
    const owner = functionAround(node) ?? file;
    for (const { name, at } of callsAt(node)) add(owner, name, at);
    return undefined;
  });
  const byLine = functionsByLine(file, functions);
  return {
    lineOf(caller, callee, sameFile) {
      const owner = ownerOf(file, byLine, caller);
      if (owner === undefined) return 0;
      if (sameFile) {
        const inline = callOfInline(file, byLine, callee, owner);
        if (inline > 0) return inline;
      }
      const name = calledName(callee.name);
      const ofOwner = sites.get(owner);
      const lines = ofOwner?.get(name) ?? ofOwner?.get(passed(name));
      return lines?.size === 1 ? [...lines][0] : 0;
    },
  };
}

function lineAt(file: ts.SourceFile, position: number): Line {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

/** Names that a node may call, each with where V8 puts the call. */
export function callsAt(
  node: ts.Node,
): { readonly name: string | undefined; readonly at: number }[] {
  if (ts.isCallExpression(node)) {
    const callee = bare(node.expression);
    const at = placeOfCall(node);
    return [
      { name: nameOf(callee), at },
      ...node.arguments.flatMap(one => passedAt(one, callee, at)),
    ];
  }
  if (ts.isNewExpression(node))
    return [{ name: nameOf(bare(node.expression)), at: placeOfCall(node) }];
  if (ts.isTaggedTemplateExpression(node))
    return [{ name: nameOf(bare(node.tag)), at: placeOfCall(node) }];
  if (ts.isPropertyAccessExpression(node))
    return [{ name: `get ${node.name.text}`, at: node.name.getStart() }];
  return [];
}

const callsBack = new Set([...iteratingArrayMethods, 'from', 'sort', 'toSorted', 'replace']);

/** A function handed to `map` and the like by its name is called from there: noted apart from calls by that name. */
function passedAt(argument: ts.Expression, callee: ts.Expression, at: number) {
  if (!ts.isPropertyAccessExpression(callee) || !callsBack.has(callee.name.text)) return [];
  const name = nameOf(bare(argument));
  return name === undefined ? [] : [{ name: passed(name), at }];
}

export function passed(name: string): string {
  return `passed ${name}`;
}

function nameOf(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text.replace(/^#/, '');
  if (ts.isElementAccessExpression(callee) && ts.isStringLiteralLike(callee.argumentExpression))
    return callee.argumentExpression.text;
  return callee.kind === ts.SyntaxKind.SuperKeyword ? superName(callee) : undefined;
}

/** `super(…)` calls the constructor of the class that is extended. */
function superName(node: ts.Node): string | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    if (!ts.isClassLike(at)) continue;
    const base = at.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
    const expression = base?.types[0]?.expression;
    return expression === undefined ? undefined : nameOf(bare(expression));
  }
  return undefined;
}

/** `Parser.next`, `exports.run`, `#work` and `get size` are called as `next`, `run`, `work` and by reading `size`. */
export function calledName(name: string): string {
  const last = name.split('.').at(-1) ?? '';
  if (name.startsWith('get ')) return `get ${last.replace(/^get /, '').replace(/^#/, '')}`;
  return last.replace(/^#/, '');
}

function functionsByLine(file: ts.SourceFile, functions: readonly ts.FunctionLikeDeclaration[]) {
  const byLine = new Map<Line, ts.FunctionLikeDeclaration[]>();
  for (const fn of functions) {
    if (fn.body === undefined) continue;
    const first = lineAt(file, fn.getStart());
    const last = Math.min(lineAt(file, fn.body.getStart()), first + 50);
    for (let line = first; line <= last; line++) {
      const known = byLine.get(line);
      if (known === undefined) byLine.set(line, [fn]);
      else known.push(fn);
    }
  }
  return byLine;
}

type ByLine = ReadonlyMap<Line, readonly ts.FunctionLikeDeclaration[]>;

/** The function that starts there: the innermost whose head holds the place, or the only one of that name on the line. */
function ownerOf(file: ts.SourceFile, byLine: ByLine, place: FunctionPlace): Owner | undefined {
  const { name, line, column } = place;
  const starts = byLine.get(line) ?? [];
  if (column >= 0 && line <= file.getLineStarts().length) {
    const position = file.getLineStarts()[line - 1] + column;
    const holding = starts.filter(fn => fn.getStart() <= position && position <= headEnd(fn));
    const found = holding.at(-1);
    if (found !== undefined && fits(found, name)) return found;
  }
  const named = starts.filter(fn => name !== '' && functionName(fn) === calledName(name));
  if (named.length === 1) return named[0];
  return name === '' && line <= 1 && column <= 0 ? file : undefined;
}

function headEnd(fn: ts.FunctionLikeDeclaration): number {
  return fn.body?.getStart() ?? fn.end;
}

function fits(fn: ts.FunctionLikeDeclaration, name: string): boolean {
  const known = functionName(fn);
  if (name === '') return known === undefined;
  return known === undefined || known === calledName(name).replace(/^get /, '');
}

/** The name that V8 gives the function, as far as its own syntax says it. */
function functionName(fn: ts.FunctionLikeDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(fn)) return fn.parent.name?.text;
  if (fn.name !== undefined)
    return ts.isComputedPropertyName(fn.name) ? undefined : fn.name.text.replace(/^#/, '');
  const { parent } = wrapped(fn as ts.Expression); // without a name it is an expression
  const named = parent as { readonly name?: ts.Node };
  return named.name !== undefined && ts.isIdentifier(named.name) ? named.name.text : undefined;
}

/** The line of the call that a callback stands in as an argument, such as `xs.map(x => …)`, if `owner` makes that call. */
function callOfInline(
  file: ts.SourceFile,
  byLine: ByLine,
  callee: FunctionPlace,
  owner: Owner,
): Line {
  const fn = ownerOf(file, byLine, callee);
  const call = fn === undefined || ts.isSourceFile(fn) ? undefined : iterationOfCallback(fn);
  if (call === undefined || (functionAround(call) ?? file) !== owner) return 0;
  return lineAt(file, placeOfCall(call));
}
