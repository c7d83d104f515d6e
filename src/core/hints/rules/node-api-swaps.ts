import ts from 'typescript';
import { argumentsOf } from '../analysis/arguments';
import { builtinCallee, globalName, seesGlobal } from '../analysis/builtins';
import { hasComment, replace, shortText, textOf } from '../analysis/edits';
import { isModule } from '../analysis/imports';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Calls of Node and the language for which there is one that makes less on the way. */
export const nodeApiSwaps: Rule = {
  id: 'node-api-swaps',
  category: 'code',
  explanation: {
    text: 'A Date that is only asked for its time, a Buffer that is only asked for its size, a text that is only made to compare two Buffers, a Hash object for one text: a direct call gives the same without making it.',
    args: [],
  },
  kinds: [
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.PropertyAccessExpression,
    ts.SyntaxKind.PrefixUnaryExpression,
    ts.SyntaxKind.BinaryExpression,
  ],
  gate: defaultGate,
  check(node, code) {
    const expression = node as ts.Expression; // as `kinds` says
    const swap = swapFor(expression, code);
    return swap && findingOf(expression, swap, code);
  },
};

interface Swap {
  /** What is called instead. */
  readonly name: string;
  readonly text: string;
  readonly open: readonly Template[];
  readonly builtins: RegExp;
  readonly ratio: number;
}

function swapFor(node: ts.Expression, { scopes }: Code): Swap | undefined {
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusToken && isNow(node.operand, scopes)
      ? now
      : undefined;
  if (ts.isBinaryExpression(node)) return sameBytes(node);
  if (ts.isPropertyAccessExpression(node)) return byteLength(node, scopes);
  if (!ts.isCallExpression(node) || ts.isOptionalChain(node)) return undefined;
  return timeNow(node, scopes) ?? oneHash(node, scopes) ?? uuid(node, scopes);
}

const now: Swap = {
  name: 'Date.now',
  text: 'Date.now()',
  open: [],
  builtins: /^(?:new )?Date$|^Date(?:Constructor)?$|DatePrototype|^getTime$|^valueOf$|^now$/,
  ratio: 1.4,
};

/** `new Date()`. */
function isNow(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (!ts.isNewExpression(node) || (node.arguments?.length ?? 0) > 0) return false;
  return builtinCallee(node, scopes) === 'new Date';
}

/** `new Date().getTime()`, `Number(new Date())`. */
function timeNow(call: ts.CallExpression, scopes: Scopes): Swap | undefined {
  const callee = bare(call.expression);
  if (builtinCallee(call, scopes) === 'Number')
    return call.arguments.length === 1 && isNow(call.arguments[0], scopes) ? now : undefined;
  if (!ts.isPropertyAccessExpression(callee) || call.arguments.length > 0) return undefined;
  const asks = callee.name.text === 'getTime' || callee.name.text === 'valueOf';
  return asks && isNow(callee.expression, scopes) ? now : undefined;
}

/** `Buffer.from(text).length`. */
function byteLength(node: ts.PropertyAccessExpression, scopes: Scopes): Swap | undefined {
  if (node.name.text !== 'length' && node.name.text !== 'byteLength') return undefined;
  const call = bare(node.expression);
  if (!ts.isCallExpression(call) || ts.isOptionalChain(node)) return undefined;
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'from') return undefined;
  if (!isBuffer(callee.expression, scopes)) return undefined;
  const [text, encoding] = call.arguments;
  if (text === undefined || call.arguments.length > 2 || ts.isSpreadElement(text)) return undefined;
  /** For hex and base64 byteLength only estimates. */
  if (encoding !== undefined && !/^['"`](?:utf-?8|latin1|ascii)['"`]$/.test(textOf(encoding)))
    return undefined;
  const { kind } = shapeOf(text, scopes);
  if (kind !== 'string' && kind !== 'unknown') return undefined;
  const args = call.arguments.map(textOf).join(', ');
  const open =
    kind === 'string' ? [] : [{ text: 'if `{0}` is not a string', args: [shortText(text)] }];
  return {
    name: 'Buffer.byteLength',
    text: `${textOf(callee.expression)}.byteLength(${args})`,
    open,
    builtins: /^(?:Buffer\.)?from$|^fromString|^(?:utf8|latin1)Write|Buffer|byteLength/,
    ratio: 1.8,
  };
}

function isBuffer(node: ts.Expression, scopes: Scopes): boolean {
  if (globalName(node, scopes) === 'Buffer') return true;
  if (!ts.isIdentifier(node)) return false;
  const specifier = scopes.bindingOf(node)?.names[0].parent;
  if (specifier === undefined || !ts.isImportSpecifier(specifier)) return false;
  const from = specifier.parent.parent.parent.moduleSpecifier;
  return /^['"](?:node:)?buffer['"]$/.test(textOf(from)) && specifier.propertyName === undefined;
}

/** `a.toString('hex') === b.toString('hex')`. */
function sameBytes(node: ts.BinaryExpression): Swap | undefined {
  const operator = textOf(node.operatorToken);
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const left = encoded(node.left);
  const right = encoded(node.right);
  if (left === undefined || right === undefined) return undefined;
  if (left.encoding !== right.encoding) return undefined;
  const not = operator.startsWith('!') ? '!' : '';
  return {
    name: 'equals',
    text: `${not}${textOf(left.of)}.equals(${textOf(right.of)})`,
    open: [
      {
        text: 'if `{0}` or `{1}` is not a Buffer',
        args: [shortText(left.of), shortText(right.of)],
      },
    ],
    builtins: /^toString$|^(?:hex|base64|base64url|latin1)Slice$|Slice$/,
    ratio: 2,
  };
}

function encoded(node: ts.Expression) {
  const call = bare(node);
  if (!ts.isCallExpression(call) || call.arguments.length !== 1 || ts.isOptionalChain(call))
    return undefined;
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'toString') return undefined;
  const [encoding] = call.arguments;
  if (!ts.isStringLiteralLike(encoding) || !/^(?:hex|base64|base64url)$/.test(encoding.text))
    return undefined;
  return { of: callee.expression, encoding: encoding.text };
}

/** `crypto.createHash(a).update(b).digest(e)`. */
function oneHash(digest: ts.CallExpression, scopes: Scopes): Swap | undefined {
  const update = calledOn(digest, 'digest');
  const create = update && calledOn(update, 'update');
  if (update === undefined || create === undefined) return undefined;
  const crypto = cryptoOf(create, 'createHash', scopes);
  if (crypto === undefined || create.arguments.length !== 1 || update.arguments.length !== 1)
    return undefined;
  if (digest.arguments.length > 1 || [...update.arguments].some(ts.isSpreadElement))
    return undefined;
  const [encoding] = digest.arguments;
  if (encoding !== undefined && !/^['"`](?:hex|base64|base64url)['"`]$/.test(textOf(encoding)))
    return undefined;
  const output = encoding === undefined ? `'buffer'` : textOf(encoding);
  return {
    name: 'crypto.hash',
    text: `${crypto}.hash(${textOf(create.arguments[0])}, ${textOf(update.arguments[0])}, ${output})`,
    open: [{ text: 'Node before {0} and {1} has no such function', args: ['20.12', '21.7'] }],
    builtins: /^(?:createHash|Hash|update|digest)$|^Hash\b/,
    ratio: 1.4,
  };
}

/** `crypto.randomBytes(16).toString('hex')`, which is as unique as a UUID. */
function uuid(text: ts.CallExpression, scopes: Scopes): Swap | undefined {
  const bytes = calledOn(text, 'toString');
  if (bytes === undefined || text.arguments.length !== 1 || bytes.arguments.length !== 1)
    return undefined;
  if (!/^['"`]hex['"`]$/.test(textOf(text.arguments[0]))) return undefined;
  const crypto = cryptoOf(bytes, 'randomBytes', scopes);
  if (crypto === undefined || textOf(bytes.arguments[0]) !== '16') return undefined;
  return {
    name: 'crypto.randomUUID',
    text: `${crypto}.randomUUID()`,
    open: [{ text: 'in form: a UUID has dashes, and 122 random bits instead of 128', args: [] }],
    builtins: /^(?:randomBytes|toString|hexSlice)$|^RandomBytes/,
    ratio: 8,
  };
}

/** The call `x` of `x.method(…)`. */
function calledOn(call: ts.CallExpression, method: string): ts.CallExpression | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== method) return undefined;
  if (ts.isOptionalChain(call)) return undefined;
  const owner = bare(callee.expression);
  return ts.isCallExpression(owner) ? owner : undefined;
}

/** The name of the module, for `crypto.name(…)`. */
function cryptoOf(call: ts.CallExpression, name: string, scopes: Scopes): string | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== name) return undefined;
  const { expression } = callee;
  if (!ts.isIdentifier(expression) || ts.isOptionalChain(call)) return undefined;
  return isModule(expression, 'crypto', scopes) ? expression.text : undefined;
}

function findingOf(node: ts.Expression, swap: Swap, code: Code): Finding | undefined {
  const { name, text, open, builtins, ratio } = swap;
  const comment = hasComment(code.file, node.getStart(), node.end);
  if (swap === now && !seesGlobal('Date', node, code.scopes)) return undefined;
  return {
    node,
    title: { text: 'Call `{0}` instead', args: [name] },
    safety: comment ? 'advice' : open.length === 0 ? 'safe' : 'review',
    differs: comment ? { text: 'not as an edit: a comment is in the way', args: [] } : open[0],
    edits: comment ? [] : [replace(node, text)],
    cost: {
      start: node.getStart(),
      end: node.end,
      apart: argumentsOf(node),
      builtins,
      withCalls: true,
      ratio,
    },
  };
}
