import ts from 'typescript';
import { builtinCallee, seesGlobal } from '../../analysis/builtins';
import { textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { bare } from '../../analysis/walk';
import type { Template } from '../../hint';
import { isLocale, isValid, optionsOf, type Service, timeZoneChanges } from './construction';

/** A call with a locale and options in the code that makes a formatter each time. */
export interface Formatting {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  /** What the formatter is named, how it is made, and its method that does the same. */
  readonly name: 'format' | 'collator';
  readonly made: string;
  readonly method: 'format' | 'compare';
  readonly open: readonly Template[];
}

export function formattingOf(call: ts.CallExpression, scopes: Scopes): Formatting | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined)
    return undefined;
  if (!seesGlobal('Intl', call, scopes) || call.arguments.some(ts.isSpreadElement))
    return undefined;
  if (callee.name.text === 'localeCompare') return comparing(call, callee, scopes);
  if (call.arguments.length !== 2) return undefined;
  const [locale, given] = call.arguments;
  const options = optionsOf(given);
  if (options === undefined || !isLocale(locale)) return undefined;
  const { kind } = shapeOf(callee.expression, scopes);
  const isNumber = kind === 'number' || kind === 'bigint';
  const service = isNumber ? 'NumberFormat' : 'DateTimeFormat';
  const open = isNumber ? [] : dateConditions(callee, kind, options, scopes);
  if (open === undefined || (isNumber && callee.name.text !== 'toLocaleString')) return undefined;
  if (!isValid(service, call.arguments)) return undefined;
  return {
    call,
    callee,
    name: 'format',
    made: making(service, [locale, given]),
    method: 'format',
    open,
  };
}

function making(service: Service, args: readonly ts.Expression[]): string {
  return `new Intl.${service}(${args.map(textOf).join(', ')})`;
}

function comparing(
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  scopes: Scopes,
): Formatting | undefined {
  const [, locale, given] = call.arguments;
  if (call.arguments.length !== 3 || !isLocale(locale)) return undefined;
  if (optionsOf(given) === undefined || !isValid('Collator', [locale, given])) return undefined;
  const isText = shapeOf(callee.expression, scopes).kind === 'string';
  const open = isText ? [] : [{ text: 'if `{0}` is no string', args: [textOf(callee.expression)] }];
  return {
    call,
    callee,
    name: 'collator',
    made: making('Collator', [locale, given]),
    method: 'compare',
    open,
  };
}

const dateFields = ['weekday', 'year', 'month', 'day', 'dateStyle'];
const timeFields = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits', 'timeStyle'];

/** The fields of which one must be asked for: else the method adds fields of its own, which a formatter does not. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  toLocaleDateString: dateFields,
  toLocaleTimeString: timeFields,
  toLocaleString: [...dateFields, ...timeFields],
};

/** Undefined where it may be no date, or a formatter would show something else. */
function dateConditions(
  callee: ts.PropertyAccessExpression,
  kind: string,
  options: ReadonlySet<string>,
  scopes: Scopes,
): Template[] | undefined {
  const method = callee.name.text;
  if (!Object.hasOwn(fieldsOf, method)) return undefined;
  if (kind !== 'date' && (method === 'toLocaleString' || kind !== 'unknown')) return undefined;
  if (!fieldsOf[method].some(field => options.has(field))) return undefined;
  if (method === 'toLocaleDateString' && options.has('timeStyle')) return undefined;
  if (method === 'toLocaleTimeString' && options.has('dateStyle')) return undefined;
  const value = bare(callee.expression);
  const now =
    ts.isNewExpression(value) &&
    builtinCallee(value, scopes) === 'new Date' &&
    (value.arguments?.length ?? 0) === 0;
  const zoned = options.has('timeZone');
  const args = [textOf(value)];
  if (!now && !zoned)
    return [{ text: 'if `{0}` is no valid date, or the time zone changes', args }];
  if (!now) return [{ text: 'if `{0}` is no valid date: that throws', args }];
  return zoned ? [] : [timeZoneChanges];
}
