import ts from 'typescript';
import { builtinCallee, builtinNames, seesGlobal } from '../analysis/builtins';
import { hasComment, replace, shortText, textOf } from '../analysis/edits';
import { standsAlone } from '../analysis/parentheses';
import { isQuiet } from '../analysis/quiet';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Functions of numbers for which plain arithmetic does, where the last digit does not matter. */
export const numberFunctions: Rule = {
  id: 'number-functions',
  category: 'code',
  explanation: {
    text: 'Math.hypot scales its arguments against overflow, a cube goes through the general power function, parseInt and toFixed make a text of a number and read it again. Plain arithmetic does none of this; results differ in the cases that are named.',
    args: [],
  },
  kinds: [
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.BinaryExpression,
    ts.SyntaxKind.PrefixUnaryExpression,
  ],
  gate: defaultGate,
  check(node, code) {
    const found = replacementFor(node as ts.Expression, code); // as `kinds` says
    return found && findingOf(node as ts.Expression, found, code);
  },
};

interface Replacement {
  /** What is named in the title. */
  readonly title: string;
  readonly text: string;
  /** Whether `text` is a call, a name or in parentheses, and can stand anywhere. */
  readonly tight: boolean;
  /** Undefined where it is the same for all values. */
  readonly differs: Template | undefined;
  readonly open: readonly Template[];
  readonly builtins: RegExp;
  readonly ratio: number;
}

function replacementFor(node: ts.Expression, code: Code): Replacement | undefined {
  const { scopes } = code;
  if (ts.isBinaryExpression(node)) return cube(node, scopes) ?? mask(node, code);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusToken ? rounded(node.operand, code) : undefined;
  if (!ts.isCallExpression(node) || ts.isOptionalChain(node)) return undefined;
  const name = builtinCallee(node, scopes);
  const args = [...node.arguments];
  if (args.some(ts.isSpreadElement)) return undefined;
  if (name === 'Math.hypot') return hypot(args);
  if (name === 'Math.pow' && args.length === 2) return cubeOf(args[0], args[1], scopes);
  if (name === 'parseInt' || name === 'Number.parseInt') return truncated(args, node, code);
  if (name === 'Number' || name === 'parseFloat' || name === 'Number.parseFloat')
    return args.length === 1 ? rounded(args[0], code) : undefined;
  return undefined;
}

/** `Math.hypot(x, y)`. */
function hypot(args: readonly ts.Expression[]): Replacement | undefined {
  if (args.length < 2 || args.length > 3) return undefined;
  return {
    title: 'Take the root of the sum of squares instead of Math.hypot',
    text: `Math.sqrt(${args.map(squared).join(' + ')})`,
    tight: true,
    differs: {
      text: 'in the last digit, and where a square is beyond the range of numbers',
      args: [],
    },
    open: [],
    builtins: builtinNames('Math', 'hypot'),
    ratio: 3,
  };
}

function squared(node: ts.Expression): string {
  const text = textOf(node);
  return isOperand(node) ? `${text} ** 2` : `(${text}) ** 2`;
}

/** Can stand to the left of `**` without parentheses. */
function isOperand(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNumericLiteral(node)
  );
}

/** `x ** 3`. */
function cube(node: ts.BinaryExpression, scopes: Scopes): Replacement | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken) return undefined;
  return cubeOf(node.left, node.right, scopes);
}

function cubeOf(
  base: ts.Expression,
  power: ts.Expression,
  scopes: Scopes,
): Replacement | undefined {
  const node = bare(base);
  if (textOf(bare(power)) !== '3') return undefined;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  if (!isQuiet(node, scopes) || shapeOf(base, scopes).kind === 'bigint') return undefined;
  const text = textOf(node);
  return {
    title: 'Multiply instead of raising to the third power',
    text: `${text} * ${text} * ${text}`,
    tight: false,
    differs: { text: 'in the last digit', args: [] },
    open: [],
    builtins: /^(?:Math\.)?pow$|MathPow|Exponentiate|^pow/,
    ratio: 8,
  };
}

/** `parseInt(x)` of what is a number already. */
function truncated(
  [value, radix]: readonly ts.Expression[],
  node: ts.Node,
  { scopes }: Code,
): Replacement | undefined {
  if (value === undefined || (radix !== undefined && textOf(radix) !== '10')) return undefined;
  if (shapeOf(value, scopes).kind !== 'number' || !seesGlobal('Math', node, scopes))
    return undefined;
  return {
    title: 'Cut the fraction off instead of making a text of a number and reading it',
    text: `Math.trunc(${textOf(value)})`,
    tight: true,
    differs: {
      text: 'for numbers that are written with an exponent, infinite ones and -0',
      args: [],
    },
    open: [],
    builtins: builtinNames('Number', 'parseInt'),
    ratio: 2.2,
  };
}

/** `Number(x.toFixed(2))`, `+x.toFixed(2)`. */
function rounded(fixed: ts.Expression, { scopes }: Code): Replacement | undefined {
  const call = bare(fixed);
  if (!ts.isCallExpression(call) || ts.isOptionalChain(call)) return undefined;
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'toFixed') return undefined;
  const [digits] = call.arguments;
  if (call.arguments.length !== 1 || !/^[1-6]$/.test(textOf(digits))) return undefined;
  if (!seesGlobal('Math', call, scopes)) return undefined;
  const factor = `1${'0'.repeat(Number(textOf(digits)))}`;
  const value = callee.expression;
  const { kind } = shapeOf(value, scopes);
  if (kind !== 'number' && kind !== 'unknown') return undefined;
  const inner = isOperand(value) ? textOf(value) : `(${textOf(value)})`;
  const open: Template[] = [];
  if (kind !== 'number') open.push({ text: 'if `{0}` is not a number', args: [shortText(value)] });
  return {
    title: 'Round by Math.round instead of making a text of a number and reading it',
    text: `Math.round(${inner} * ${factor}) / ${factor}`,
    tight: false,
    differs: { text: 'for halves and for very large numbers', args: [] },
    open,
    builtins: /toFixed|ToFixed|^Number$|^parseFloat$|StringToNumber|NumberParseFloat/,
    ratio: 10,
  };
}

/** `x & 0xffffffffffffffffn`: exactly the 64 lowest bits. */
function mask(node: ts.BinaryExpression, { scopes }: Code): Replacement | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandToken) return undefined;
  if (!seesGlobal('BigInt', node, scopes)) return undefined;
  const value = isMask(node.right, scopes)
    ? node.left
    : isMask(node.left, scopes)
      ? node.right
      : undefined;
  if (value === undefined || shapeOf(value, scopes).kind !== 'bigint') return undefined;
  return {
    title: 'Keep 64 bits by BigInt.asUintN instead of a mask',
    text: `BigInt.asUintN(64, ${textOf(ts.isParenthesizedExpression(value) ? value.expression : value)})`,
    tight: true,
    differs: undefined,
    open: [],
    builtins: /BigInt/,
    ratio: 3,
  };
}

const mask64 = 2n ** 64n - 1n;

function isMask(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.replace(/[n_]/g, '')) === mask64;
  if (ts.isBinaryExpression(node))
    return ['(1n << 64n) - 1n', '2n ** 64n - 1n'].includes(textOf(node));
  if (!ts.isIdentifier(node)) return false;
  const declaration = scopes.bindingOf(node)?.names[0].parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  const value = declaration.initializer;
  return isConst && value !== undefined && !ts.isIdentifier(value) && isMask(value, scopes);
}

function findingOf(node: ts.Expression, found: Replacement, code: Code): Finding {
  const { text, tight, open, ratio, builtins } = found;
  const comment = hasComment(code.file, node.getStart(), node.end);
  const advice = comment || open.length > 0;
  const inTheWay: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node,
    title: { text: found.title, args: [] },
    safety: advice ? 'advice' : found.differs === undefined ? 'safe' : 'review',
    differs: comment ? inTheWay : (open[0] ?? found.differs),
    edits: advice ? [] : [replace(node, tight || standsAlone(node) ? text : `(${text})`)],
    cost: { start: node.getStart(), end: node.end, builtins, withCalls: false, ratio },
  };
}
