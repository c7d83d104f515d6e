import ts from 'typescript';
import { type Change, changeDuring, isConstant } from '../../analysis/changes';
import {
  hasComment,
  insertBefore,
  placeBefore,
  shortText,
  textOf,
  uniqueName,
} from '../../analysis/edits';
import { namesIn } from '../../analysis/declared-names';
import { inOrder } from '../../../text-edit';
import { shapeOf } from '../../analysis/shapes';
import type { Shape } from '../../analysis/types';
import { bare, wrapped } from '../../analysis/walk';
import type { Code, Finding, Template, TextEdit } from '../../hint';
import { isConstantVariable, keepsLength } from './indexed';

type Loop = ts.ForOfStatement | ts.ForInStatement;

/** How a loop goes through a list, and what is to become of it. */
interface Form {
  readonly list: ts.Expression;
  readonly shape: Shape;
  readonly title: string;
  /** The index, by its own name where the loop has one. */
  readonly index: ts.Identifier | undefined;
  /** What the loop declares for an element, as written; undefined where nothing needs it. */
  readonly element: ts.BindingName | undefined;
  readonly isReversed: boolean;
  readonly open: readonly Template[];
  readonly ratio: number;
}

export function loopForm(loop: Loop, code: Code): Finding | undefined {
  const declared = loop.initializer;
  if (!ts.isVariableDeclarationList(declared)) return undefined;
  if ((declared.flags & ts.NodeFlags.BlockScoped) === 0) return undefined;
  const [{ name }] = declared.declarations;
  if (ts.isForOfStatement(loop) && loop.awaitModifier !== undefined) return undefined;
  const form = ts.isForInStatement(loop)
    ? keysForm(loop, name, code)
    : (entriesForm(loop, name, code) ??
      reversedForm(loop, name, code) ??
      textForm(loop, name, code));
  return form && findingOf(loop, form, code);
}

/** `for (const [i, x] of list.entries())`. */
function entriesForm(loop: ts.ForOfStatement, name: ts.BindingName, code: Code): Form | undefined {
  const list = receiverOf(loop.expression, 'entries');
  if (list === undefined || !ts.isArrayBindingPattern(name) || name.elements.length > 2)
    return undefined;
  const [index, element] = name.elements.map(one =>
    ts.isBindingElement(one) && !one.initializer && !one.dotDotDotToken ? one.name : undefined,
  );
  if (name.elements.length === 0 || (index !== undefined && !ts.isIdentifier(index)))
    return undefined;
  if (name.elements.length === 2 && element === undefined) return undefined;
  if (index !== undefined && isWritten(index, code)) return undefined;
  const shape = shapeOf(list, code.scopes);
  if (shape.kind !== 'array') return undefined; // a map has entries too
  return {
    list,
    shape,
    title: 'Count an index instead of making a pair for each element of `{0}`',
    index,
    element,
    isReversed: false,
    open: [],
    ratio: 3,
  };
}

/** `for (const x of [...list].reverse())`, `list.slice().reverse()`, `list.toReversed()`. */
function reversedForm(loop: ts.ForOfStatement, name: ts.BindingName, code: Code): Form | undefined {
  const copy = receiverOf(loop.expression, 'reverse');
  const list = copy ? copiedList(copy) : receiverOf(loop.expression, 'toReversed');
  if (list === undefined || !ts.isIdentifier(list)) return undefined;
  const shape = shapeOf(list, code.scopes);
  const binding = code.scopes.bindingOf(list);
  if ((shape.kind !== 'array' && shape.kind !== 'unknown') || binding === undefined)
    return undefined;
  const change = changeDuring(binding, loop, code.scopes);
  if (change === 'yes') return undefined;
  return {
    list,
    shape,
    title: 'Count down from the end instead of reversing a copy of `{0}`',
    index: undefined,
    element: name,
    isReversed: true,
    open: changeOpen(change, list),
    ratio: 2,
  };
}

function copiedList(copy: ts.Expression): ts.Expression | undefined {
  if (ts.isArrayLiteralExpression(copy)) {
    const [only] = copy.elements;
    return copy.elements.length === 1 && ts.isSpreadElement(only) ? only.expression : undefined;
  }
  return receiverOf(copy, 'slice');
}

/** `x` of `x.method()`. */
function receiverOf(expression: ts.Expression, method: string): ts.Expression | undefined {
  const call = bare(expression);
  if (!ts.isCallExpression(call) || call.arguments.length > 0 || ts.isOptionalChain(call))
    return undefined;
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== method) return undefined;
  return callee.expression;
}

/** `for (const i in list)` over what is known to be an array. */
function keysForm(loop: ts.ForInStatement, name: ts.BindingName, code: Code): Form | undefined {
  const list = loop.expression;
  if (!ts.isIdentifier(name) || !ts.isIdentifier(list)) return undefined;
  const shape = shapeOf(list, code.scopes);
  const binding = code.scopes.bindingOf(list);
  if (shape.kind !== 'array' || binding === undefined || isWritten(name, code)) return undefined;
  if (!keepsLength(loop, list, name, code)) return undefined;
  const keys = code.scopes.declaredBy(name)?.references ?? [];
  const args = [list.text];
  const open: Template[] = [{ text: 'if `{0}` has holes or other properties', args }];
  if (!keys.every(key => isIndex(key)))
    open.push({ text: 'if `{0}` is used as a text: it becomes a number', args: [name.text] });
  return {
    list,
    shape,
    title: 'Count an index instead of listing the keys of `{0}` as texts',
    index: name,
    element: undefined,
    isReversed: false,
    open,
    ratio: 8,
  };
}

/** Whether a key only picks an element, or is made a number first. */
function isIndex(key: ts.Identifier): boolean {
  const node = wrapped(key);
  const { parent } = node;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusToken;
  return ts.isCallExpression(parent) && textOf(parent.expression) === 'Number';
}

/** `for (const c of text)` and `[...text]`. */
function textForm(loop: ts.ForOfStatement, name: ts.BindingName, code: Code): Form | undefined {
  const list = copiedList(bare(loop.expression)) ?? loop.expression;
  const shape = shapeOf(list, code.scopes);
  if (shape.kind !== 'string' || !ts.isIdentifier(name)) return undefined;
  return {
    list,
    shape,
    title: 'Count an index instead of taking `{0}` apart into characters',
    index: undefined,
    element: name,
    isReversed: false,
    open: [
      {
        text: 'if `{0}` has characters of two code units, such as emoji',
        args: [shortText(list)],
      },
    ],
    ratio: 1.4,
  };
}

function isWritten(name: ts.Identifier, { scopes }: Code): boolean {
  const binding = scopes.declaredBy(name);
  return binding === undefined || !isConstant(binding, scopes);
}

function changeOpen(change: Change, list: ts.Expression): Template[] {
  if (change === 'never') return [];
  return [{ text: 'if `{0}` changes while the loop runs', args: [textOf(list)] }];
}

function findingOf(loop: Loop, form: Form, code: Code): Finding | undefined {
  const { list, shape, ratio } = form;
  const args = [shortText(list)];
  const open = [...form.open];
  if (shape.kind === 'unknown') open.unshift({ text: 'if `{0}` is not an array', args });
  const edits = editsOf(loop, form, code);
  const advice = edits === undefined || open.length > 1;
  return {
    node: loop.initializer.parent,
    title: { text: form.title, args },
    safety: advice ? 'advice' : open.length === 0 ? 'safe' : 'review',
    differs:
      open[0] ?? (advice ? { text: 'a name or a comment is in the way', args: [] } : undefined),
    edits: advice ? [] : edits,
    cost: {
      start: loop.getStart(),
      end: loop.expression.end,
      builtins:
        /[Ii]terator|ForIn|KeyedHasProperty|[Ss]pread|(?:^|\.)(?:next|entries|reverse|toReversed|slice)$/,
      withCalls: false,
      ratio,
    },
  };
}

/** Undefined where names or comments are in the way. */
function editsOf(loop: Loop, form: Form, code: Code): TextEdit[] | undefined {
  const { list, element, isReversed } = form;
  const { scopes, file } = code;
  const header = { start: loop.initializer.getStart(), end: loop.expression.end };
  if (hasComment(file, header.start, header.end)) return undefined;
  const index = form.index?.text ?? uniqueName('i', scopes);
  const stays = isConstantVariable(list, scopes);
  const name = stays
    ? textOf(list)
    : uniqueName(form.shape.kind === 'string' ? 'text' : 'list', scopes);
  if (name === index || (element !== undefined && declares(element, name))) return undefined;
  const place = stays ? undefined : placeBefore(loop, file);
  if (!stays && place === undefined) return undefined;
  const edits = stays ? [] : (place?.insert(`const ${name} = ${textOf(list)}`) ?? []);
  edits.push({
    ...header,
    text: isReversed
      ? `let ${index} = ${name}.length - 1; ${index} >= 0; ${index}--`
      : `let ${index} = 0; ${index} < ${name}.length; ${index}++`,
  });
  const first = element && firstStatement(loop, element, { name, index }, code);
  if (first !== undefined && 'clash' in first) return undefined;
  return inOrder([...edits, ...(first ?? [])]);
}

function declares(name: ts.BindingName, text: string): boolean {
  return namesIn(name).some(one => one.text === text);
}

/** The element as a variable at the start of the body, if anything there needs it. */
function firstStatement(
  loop: Loop,
  element: ts.BindingName,
  { name, index }: { readonly name: string; readonly index: string },
  { scopes }: Code,
): TextEdit[] | { readonly clash: true } {
  if (ts.isIdentifier(element) && scopes.declaredBy(element)?.references.length === 0) return [];
  const { statement } = loop;
  const word = loop.initializer.getText().startsWith('const') ? 'const' : 'let';
  const code = `${word} ${textOf(element)} = ${name}[${index}]`;
  if (!ts.isBlock(statement)) return placeBefore(statement, loop)?.insert(code) ?? { clash: true };
  const [first] = statement.statements;
  if (first === undefined) return { clash: true };
  const inner = scopes.scopeAt(statement);
  const declared = inner.node === statement ? [...inner.bindings.keys()] : [];
  const isTaken = declared.some(one => one === name || one === index || declares(element, one));
  return isTaken ? { clash: true } : [insertBefore(first, code)];
}
