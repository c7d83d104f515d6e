import ts from 'typescript';
import { builtinCallee } from '../../analysis/builtins';
import { isPrimitiveLiteral, literalElements, literalEntries } from '../../analysis/constants';
import type { PureCall } from '../../analysis/pure-calls';
import type { Scopes } from '../../analysis/scopes';
import { bare } from '../../analysis/walk';

/** From so many elements on a Set that is made once is faster than a list that stands in the code. */
export const leastListed = 5;

/** From so many entries on V8 takes long enough to make an object. */
const leastEntries = 10;

/** Something made of constants alone, and so the same each time. */
export interface Collection {
  readonly node: ts.Expression;
  readonly kind: 'list' | 'shared';
  /** What it is named where the code has no name for it. */
  readonly name: string;
  readonly result: PureCall['result'];
  readonly builtins: RegExp;
  /** Time before over after at the least size, the least of Node 20 and 24. */
  readonly ratio: number;
  /** False where `hoist-invariant-call` has a say: it takes it out of the loop. */
  readonly inLoops?: false;
}

export function collectionOf(node: ts.Expression, scopes: Scopes): Collection | undefined {
  if (ts.isNewExpression(node)) return constructionOf(node, scopes);
  const common = { node, name: 'table', result: 'array', builtins: /^Create|^Clone/ } as const;
  if (ts.isArrayLiteralExpression(node)) {
    const size = literalElements(node, isPrimitiveLiteral)?.length ?? 0;
    return size < leastListed ? undefined : { ...common, kind: 'list', ratio: 1.6 };
  }
  const entries = literalEntries(node, isPrimitiveLiteral) ?? 0;
  return entries < leastEntries ? undefined : { ...common, kind: 'shared', ratio: 1.3 };
}

function constructionOf(node: ts.NewExpression, scopes: Scopes): Collection | undefined {
  const name = builtinCallee(node, scopes)?.slice(4);
  const args = [...(node.arguments ?? [])];
  const common = {
    node,
    kind: 'shared',
    builtins: new RegExp(`^(?:new )?${name}$|^${name}(?:Constructor)?$`),
  } as const;
  if (name === 'Set' || name === 'Map') {
    const test = name === 'Set' ? isPrimitiveLiteral : isPair;
    const elements = args.length === 1 ? literalElements(args[0], test) : undefined;
    if (elements === undefined || elements.length === 0) return undefined;
    return { ...common, name: name.toLowerCase(), result: 'set', ratio: 5 };
  }
  if (name === 'RegExp' && isPattern(args))
    return { ...common, name: 'pattern', result: 'regexp', ratio: 5, inLoops: false };
  if (name === 'TextDecoder' && isUtf8(args))
    return { ...common, name: 'decoder', result: 'decoder', ratio: 1.5 };
  return undefined;
}

function isPair(node: ts.Expression): boolean {
  return literalElements(node, isPrimitiveLiteral)?.length === 2;
}

/** A pattern that every Node since 20 takes, with flags that let it start anew each time. */
function isPattern(args: readonly ts.Expression[]): boolean {
  const texts = args.map(arg => (ts.isStringLiteralLike(bare(arg)) ? bare(arg) : undefined));
  if (args.length === 0 || args.length > 2 || texts.includes(undefined)) return false;
  const [pattern, flags = ''] = texts.map(one => (one as ts.StringLiteral).text); // as just found
  if (!/^[dimsu]*$/.test(flags) || /\(\?(?![:=!]|<[=!])/.test(pattern)) return false;
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false; // it throws when it is called, and must not when the file is loaded
  }
}

/** Without options it never throws and keeps nothing between calls. */
function isUtf8(args: readonly ts.Expression[]): boolean {
  if (args.length > 1) return false;
  return args.length === 0 || /^['"`]utf-?8['"`]$/i.test(args[0].getText());
}
