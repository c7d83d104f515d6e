import ts from 'typescript';
import { moduleMember } from './imports';
import type { Scope, Scopes } from './scopes';
import { bare } from './walk';

/** Array methods that change the array they are called on. */
export const mutatingArrayMethods: ReadonlySet<string> = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);

/** Array methods that leave the array as it is and hand it to nobody, callbacks apart. */
export const readingArrayMethods: ReadonlySet<string> = new Set([
  'includes',
  'indexOf',
  'lastIndexOf',
  'at',
  'slice',
  'concat',
  'join',
  'keys',
  'values',
  'entries',
  'flat',
  'toString',
  'toLocaleString',
  'toSorted',
  'toReversed',
  'toSpliced',
  'with',
  'hasOwnProperty',
]);

/** Array methods that call back for each element, with the array itself as the last argument. */
export const iteratingArrayMethods: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'reduce',
  'reduceRight',
]);

/** Array methods that call back with two elements to be compared. */
export const comparingArrayMethods: ReadonlySet<string> = new Set(['sort', 'toSorted']);

/** Methods of strings, numbers, sets and maps that change nothing. */
export const readingOtherMethods: ReadonlySet<string> = new Set([
  ...['charAt', 'charCodeAt', 'codePointAt', 'endsWith', 'startsWith', 'padEnd', 'padStart'],
  ...['repeat', 'replace', 'replaceAll', 'split', 'substring', 'substr', 'toLowerCase'],
  ...['toUpperCase', 'trim', 'trimStart', 'trimEnd', 'normalize', 'localeCompare', 'search'],
  ...['toFixed', 'toPrecision', 'valueOf', 'has', 'get'],
]);

/** Functions of the language that change what they are given first. */
export const changingFunctions: ReadonlySet<string> = new Set([
  ...['Object.assign', 'Object.defineProperty', 'Object.defineProperties', 'Object.setPrototypeOf'],
  ...['Reflect.set', 'Reflect.defineProperty', 'Reflect.deleteProperty'],
]);

/** Functions of the language that keep nothing of what they are given and change nothing of it. */
const harmless: Readonly<Record<string, '*' | readonly string[]>> = {
  Object: [
    ...['keys', 'values', 'entries', 'is', 'hasOwn', 'fromEntries', 'getOwnPropertyNames'],
    ...['getPrototypeOf', 'isFrozen', 'isSealed', 'isExtensible'],
  ],
  Array: ['isArray', 'from', 'of'],
  JSON: ['stringify', 'parse'],
  Number: ['isInteger', 'isFinite', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt'],
  String: ['fromCharCode', 'fromCodePoint', 'raw'],
  Math: '*',
  Date: ['now', 'parse', 'UTC'],
  performance: ['now'],
  Buffer: ['concat', 'alloc', 'byteLength', 'compare', 'isBuffer', 'isEncoding'],
  console: '*',
};

const harmlessFunctions: ReadonlySet<string> = new Set([
  ...['String', 'Number', 'Boolean', 'BigInt', 'Symbol', 'parseInt', 'parseFloat', 'isNaN'],
  ...['isFinite', 'structuredClone', 'encodeURIComponent', 'decodeURIComponent'],
]);

const harmlessClasses: ReadonlySet<string> = new Set([
  ...['Set', 'Map', 'Array', 'Date', 'RegExp', 'Error', 'TypeError', 'RangeError'],
  ...['Uint8Array', 'Int32Array', 'Float64Array', 'Uint32Array', 'Float32Array'],
]);

/** The global's name if `node` names one, imported or not, and nothing in the file shadows it. */
export function globalName(node: ts.Expression, scopes: Scopes): string | undefined {
  const at = bare(node);
  if (!ts.isIdentifier(at)) return undefined;
  if (scopes.bindingOf(at) === undefined) return at.text;
  const imported = moduleMember(at, scopes);
  return imported && alsoGlobal[imported.module]?.includes(imported.name) === true
    ? imported.name
    : undefined;
}

/** Globals that can be imported as well. */
const alsoGlobal: Readonly<Record<string, readonly string[] | undefined>> = {
  buffer: ['Buffer'],
  util: ['TextDecoder', 'TextEncoder'],
  perf_hooks: ['performance'],
};

/** `Object.keys` for a call of that function of the language, `new Set` for a construction; undefined for any other call. */
export function builtinCallee(
  call: ts.CallExpression | ts.NewExpression,
  scopes: Scopes,
): string | undefined {
  const callee = bare(call.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = globalName(callee.expression, scopes);
    return owner !== undefined && ts.isCallExpression(call)
      ? `${owner}.${callee.name.text}`
      : undefined;
  }
  const name = globalName(callee, scopes);
  if (name === undefined) return undefined;
  return ts.isNewExpression(call) ? `new ${name}` : name;
}

/**
 * Whether a call goes to a function of the language that neither changes nor keeps what it is given. Functions handed to it
 * are the caller's matter.
 */
export function isHarmlessCall(
  call: ts.CallExpression | ts.NewExpression,
  scopes: Scopes,
): boolean {
  const name = builtinCallee(call, scopes);
  if (name === undefined) return false;
  if (name.startsWith('new ')) return harmlessClasses.has(name.slice(4));
  const [owner, member] = name.split('.');
  if (member === undefined) return harmlessFunctions.has(owner);
  const members = Object.hasOwn(harmless, owner) ? harmless[owner] : [];
  return members === '*' || members.includes(member);
}

/** Whether a global's name means that global at `node`: the code that an edit puts there may use it. */
export function seesGlobal(name: string, node: ts.Node, scopes: Scopes): boolean {
  for (let at: Scope | undefined = scopes.scopeAt(node); at !== undefined; at = at.parent)
    if (at.dynamic || at.bindings.has(name)) return false;
  return true;
}

/** V8's names for a builtin: `keys`, `Object.keys`, `ObjectKeys`. */
export function builtinNames(owner: string, method: string): RegExp {
  const camel = method[0].toUpperCase() + method.slice(1);
  return new RegExp(`^(?:${owner}\\.(?:prototype\\.)?)?${method}$|^${owner}(?:Prototype)?${camel}`);
}
