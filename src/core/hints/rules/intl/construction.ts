import ts from 'typescript';
import { globalName } from '../../analysis/builtins';
import { isPrimitiveLiteral, literalElements, literalEntries } from '../../analysis/constants';
import type { Scopes } from '../../analysis/scopes';
import { bare } from '../../analysis/walk';
import type { Template } from '../../hint';

export type Service =
  | 'NumberFormat'
  | 'DateTimeFormat'
  | 'Collator'
  | 'PluralRules'
  | 'ListFormat'
  | 'RelativeTimeFormat';

const names: Readonly<Record<Service, string>> = {
  NumberFormat: 'format',
  DateTimeFormat: 'format',
  Collator: 'collator',
  PluralRules: 'rules',
  ListFormat: 'format',
  RelativeTimeFormat: 'format',
};

/** A formatter, collator or the like of constants. */
export interface Construction {
  /** What it is named where the code has no name for it. */
  readonly name: string;
  readonly open: readonly Template[];
}

export const timeZoneChanges: Template = {
  text: 'if the time zone changes while the program runs',
  args: [],
};

/** `new Intl.NumberFormat('de', { … })`, of constants that are known not to throw. */
export function constructionOf(node: ts.NewExpression, scopes: Scopes): Construction | undefined {
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || node.typeArguments !== undefined) return undefined;
  if (globalName(callee.expression, scopes) !== 'Intl') return undefined;
  const service = callee.name.text as Service; // if it is one
  if (!Object.hasOwn(names, service)) return undefined;
  const args = [...(node.arguments ?? [])];
  if (args.length === 0 || args.length > 2 || !isLocale(args[0])) return undefined;
  const options = args[1] && optionsOf(args[1]);
  if ((args[1] !== undefined && options === undefined) || !isValid(service, args)) return undefined;
  const zoned = service !== 'DateTimeFormat' || options?.has('timeZone') === true;
  return { name: names[service], open: zoned ? [] : [timeZoneChanges] };
}

/** A locale that stands in the code. Without one the default counts, which is the system's. */
export function isLocale(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(bare(node))) return true;
  const list = literalElements(node, one => ts.isStringLiteralLike(bare(one)));
  return list !== undefined && list.length > 0;
}

/** The names of options that all stand in the code; undefined where one does not. */
export function optionsOf(node: ts.Expression): ReadonlySet<string> | undefined {
  const literal = bare(node);
  if (literalEntries(node, isPrimitiveLiteral) === undefined) return undefined;
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const options = literal.properties.map(one => one.name?.getText().replace(/['"]/g, '') ?? '');
  return options.length > 0 ? new Set(options) : undefined;
}

/** Whether making it throws nothing: it must not when the file is loaded. */
export function isValid(service: Service, args: readonly ts.Expression[]): boolean {
  const [locale, options] = args.map(valueOf);
  try {
    new (Intl[service] as new (...args: unknown[]) => unknown)(locale, options);
    return true;
  } catch {
    return false;
  }
}

/** What a literal, or a list or an object of literals, means. */
function valueOf(expression: ts.Expression): unknown {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(valueOf);
  if (!ts.isObjectLiteralExpression(node)) return null;
  return Object.fromEntries(
    node.properties
      .filter(ts.isPropertyAssignment)
      .map(({ name, initializer }) => [name.getText().replace(/['"]/g, ''), valueOf(initializer)]),
  );
}
