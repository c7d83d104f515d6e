import ts from 'typescript';
import { isExportedBinding } from '../analysis/changes';
import {
  hasComment,
  insertAfter,
  placeBefore,
  replace,
  shortText,
  textOf,
  uniqueName,
} from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { canMoveBefore } from '../analysis/order';
import { isQuiet } from '../analysis/quiet';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** The largest of an array by handing all its elements over as arguments: a loop looks at them where they are. */
export const mathMaxSpread: Rule = {
  id: 'math-max-spread',
  category: 'code',
  explanation: {
    text: 'A spread copies every element into a list of arguments before Math.max looks at the first, and fails with a RangeError for more than about {0}. A loop that calls Math.max for two numbers at a time gives the same result, NaN and -0 included.',
    args: ['120,000'],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const extreme = extremeOf(node as ts.CallExpression, code.scopes); // as `kinds` says
    return extreme && findingOf(extreme, code);
  },
};

/** `Math.max(...list)`, with numbers beside it perhaps, or `Math.max.apply(Math, list)`. */
interface Extreme {
  readonly call: ts.CallExpression;
  readonly name: 'max' | 'min';
  readonly list: ts.Expression;
  readonly others: readonly ts.Expression[];
}

function extremeOf(call: ts.CallExpression, scopes: Scopes): Extreme | undefined {
  if (ts.isOptionalChain(call)) return undefined;
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = extremeName(callee, scopes);
  if (name !== undefined) {
    const spreads = call.arguments.filter(ts.isSpreadElement);
    const others = call.arguments.filter(one => !ts.isSpreadElement(one));
    if (spreads.length !== 1 || others.some(one => !isQuiet(one, scopes))) return undefined;
    if (others.some(one => shapeOf(one, scopes).kind !== 'number')) return undefined;
    return { call, name, list: spreads[0].expression, others };
  }
  const applied = bare(callee.expression);
  if (callee.name.text !== 'apply' || call.arguments.length !== 2) return undefined;
  const [self, list] = call.arguments;
  if (textOf(self) !== 'Math' && self.kind !== ts.SyntaxKind.NullKeyword) return undefined;
  const of = ts.isPropertyAccessExpression(applied) ? extremeName(applied, scopes) : undefined;
  return of && !ts.isSpreadElement(list) ? { call, name: of, list, others: [] } : undefined;
}

function extremeName(
  callee: ts.PropertyAccessExpression,
  scopes: Scopes,
): 'max' | 'min' | undefined {
  const owner = bare(callee.expression);
  if (!ts.isIdentifier(owner) || owner.text !== 'Math') return undefined;
  if (scopes.bindingOf(owner) !== undefined) return undefined;
  const { text } = callee.name;
  return text === 'max' || text === 'min' ? text : undefined;
}

function findingOf(extreme: Extreme, code: Code): Finding | undefined {
  const { call, name, list } = extreme;
  const { kind } = shapeOf(list, code.scopes);
  if (kind !== 'array' && kind !== 'unknown') return undefined;
  if (ts.isArrayLiteralExpression(bare(list))) return undefined;
  const edits = editsOf(extreme, code);
  const isArray = kind === 'array';
  const args = [shortText(list)];
  const title = { text: 'Go through `{0}` in a loop instead of spreading it', args };
  const notArray = { text: 'if `{0}` is not an array', args };
  return {
    node: call,
    title,
    safety: edits === undefined ? 'advice' : isArray ? 'safe' : 'review',
    differs:
      edits === undefined
        ? { text: 'there is no place for a loop here', args: [] }
        : isArray
          ? undefined
          : notArray,
    edits: edits ?? [],
    cost: {
      start: call.getStart(),
      end: call.end,
      builtins: new RegExp(
        `^(?:Math\\.)?${name}$|^Math${name === 'max' ? 'Max' : 'Min'}|[Ss]pread|IterableToList|CloneFastJSArray|^apply$|Apply`,
      ),
      withCalls: false,
      ratio: 2.2,
    },
  };
}

/** A loop before the statement; undefined where none can stand, or a comment is in the way. */
function editsOf({ call, name, list, others }: Extreme, code: Code): TextEdit[] | undefined {
  const { scopes, file } = code;
  const place = placeBefore(call, file);
  if (place === undefined || hasComment(file, call.getStart(), call.end)) return undefined;
  if (!canMoveBefore(list, call, place.before, scopes)) return undefined;
  if (others.some(one => !canMoveBefore(one, call, place.before, scopes))) return undefined;
  const none = name === 'max' ? '-Infinity' : 'Infinity';
  const texts = others.map(textOf);
  const start = texts.length > 1 ? `Math.${name}(${texts.join(', ')})` : (texts[0] ?? none);
  const items = ts.isIdentifier(list) ? list.text : uniqueName('values', scopes);
  const first = items === textOf(list) ? [] : [`const ${items} = ${textOf(list)}`];
  const index = uniqueName('i', scopes);
  const loop = (result: string) =>
    `for (let ${index} = 0; ${index} < ${items}.length; ${index}++) ${result} = Math.${name}(${result}, ${items}[${index}])`;
  const own = ownVariable(call, scopes);
  if (own !== undefined) {
    return inOrder([
      ...place.insert(...first),
      ...own.edits,
      replace(call, start),
      insertAfter(own.statement, loop(own.name)),
    ]);
  }
  const result = uniqueName(name, scopes);
  return inOrder([
    ...place.insert(...first, `let ${result} = ${start}`, loop(result)),
    replace(call, result),
  ]);
}

/** The variable that is declared for the result alone, and what makes it one that can be set again. */
function ownVariable(call: ts.CallExpression, scopes: Scopes) {
  const declaration = call.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list)) return undefined;
  const statement = list.parent;
  if (list.declarations.length !== 1 || !ts.isVariableStatement(statement)) return undefined;
  const binding = scopes.declaredBy(declaration.name);
  if (binding === undefined || isExportedBinding(binding)) return undefined;
  if (declaration.type !== undefined && declaration.type.kind !== ts.SyntaxKind.NumberKeyword)
    return undefined;
  if ((list.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) return undefined;
  const start = list.getStart();
  const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
  const edits = isConst ? [{ start, end: start + 'const'.length, text: 'let' }] : [];
  return { name: declaration.name.text, statement, edits };
}
