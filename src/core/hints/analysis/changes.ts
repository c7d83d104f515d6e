import ts from 'typescript';
import {
  builtinCallee,
  comparingArrayMethods,
  globalName,
  isHarmlessCall,
  iteratingArrayMethods,
  mutatingArrayMethods,
} from './builtins';
import { isFreshValue } from './fresh';
import { activationAround, isExported, isLoop } from './iterations';
import type { Binding, Scopes } from './scopes';
import { shapeOf } from './shapes';
import { useOf } from './uses';
import { isFunctionLike, isInside, some, usesArguments } from './walk';

/** `never` is proven; `perhaps`: nothing shows a change and nothing rules it out; `yes`: the code changes it there. */
export type Change = 'never' | 'perhaps' | 'yes';

/** The declaration that gives a variable its value: its `VariableDeclaration`, parameter and so on; undefined when there are several. */
export function declarationOf(binding: Binding): ts.Node | undefined {
  return binding.names.length === 1 ? binding.names[0].parent : undefined;
}

/** What a variable is given where it is declared; undefined for patterns, parameters and variables without one. */
export function initializerOf(binding: Binding): ts.Expression | undefined {
  const declaration = declarationOf(binding);
  return declaration !== undefined && ts.isVariableDeclaration(declaration)
    ? declaration.initializer
    : undefined;
}

/** Whether the variable keeps the value that its declaration gave it. */
export function isConstant(binding: Binding, scopes: Scopes): boolean {
  if (binding.scope.dynamic) return false;
  if (binding.kind === 'const' || binding.kind === 'import') return true;
  if (binding.kind === 'parameter' && mayBeWrittenThroughArguments(binding)) return false;
  return (
    binding.names.length === 1 && !binding.references.some(id => useOf(id, scopes).kind === 'write')
  );
}

/** In sloppy code `arguments[0] = …` writes the parameter. */
function mayBeWrittenThroughArguments(binding: Binding): boolean {
  return usesArguments(binding.scope.node);
}

/** Whether other files can reach the variable. */
export function isExportedBinding(binding: Binding): boolean {
  return (
    binding.references.some(
      id => ts.isExportSpecifier(id.parent) || ts.isExportAssignment(id.parent),
    ) ||
    binding.names.some(name => {
      const declaration = name.parent;
      if (!ts.isVariableDeclaration(declaration)) return isExported(declaration);
      return isExported(declaration.parent.parent);
    })
  );
}

/**
 * Whether the variable or the content that it holds changes while `region` runs (for an array its elements, for an object
 * its own properties; not what those hold in turn).
 *
 * Relied on: property reads, conversions and comparisons don't change it behind the code's back.
 */
export function changeDuring(binding: Binding, region: ts.Node, scopes: Scopes): Change {
  if (binding.scope.dynamic) return 'perhaps';
  const object = !isPrimitive(binding, scopes);
  const changes = changesOf(binding, object, scopes);
  if (changes.some(({ id, certain }) => certain && isInside(id, region))) return 'yes';
  if (changes.some(({ id }) => isInside(id, region))) return 'perhaps';
  if (changes.some(({ id }) => mayRunDuring(id, binding, region, scopes))) return 'perhaps';
  if (!object) return 'never';
  const shared =
    isExportedBinding(binding) ||
    !isFreshVariable(binding, scopes) ||
    binding.references.some(
      id => useOf(id, scopes).kind === 'escape' && mayHaveRunBefore(id, binding, region, scopes),
    );
  if (!shared) return 'never';
  return callsUnknown(region, scopes, binding) || changesShared(region, scopes)
    ? 'perhaps'
    : 'never';
}

/** Where a variable or its content is changed, or may be: a method that is not known counts as perhaps. */
function changesOf(binding: Binding, object: boolean, scopes: Scopes) {
  const result: { readonly id: ts.Identifier; readonly certain: boolean }[] = [];
  for (const id of binding.references) {
    const use = useOf(id, scopes);
    if (use.kind === 'write') result.push({ id, certain: true });
    else if (use.kind === 'change' && object)
      result.push({ id, certain: use.method === undefined || mutatingMethods.has(use.method) });
  }
  return result;
}

const mutatingMethods = new Set([...mutatingArrayMethods, 'add', 'set', 'delete', 'clear']);

function isPrimitive(binding: Binding, scopes: Scopes): boolean {
  return shapeOf(binding.names[0], scopes).primitive;
}

/** Whether the variable was given an object of its own, that nobody else can hold unless it goes somewhere from here. */
export function isFreshVariable(binding: Binding, scopes: Scopes): boolean {
  const declaration = declarationOf(binding);
  if (declaration === undefined) return false;
  if (ts.isParameter(declaration)) return declaration.dotDotDotToken !== undefined;
  const value = initializerOf(binding);
  return (
    value !== undefined &&
    isFreshValue(value, scopes) &&
    binding.references.every(
      id => useOf(id, scopes).kind !== 'write' || isFreshAssignment(id, scopes),
    )
  );
}

function isFreshAssignment(id: ts.Identifier, scopes: Scopes): boolean {
  const { parent } = id;
  return ts.isBinaryExpression(parent) && isFreshValue(parent.right, scopes);
}

/**
 * Whether code outside `region` can run while `region` does. Code of the same activation can't; code of an activation around
 * it waits, unless `region` waits too; any other function may be called from inside.
 */
function mayRunDuring(site: ts.Node, binding: Binding, region: ts.Node, scopes: Scopes): boolean {
  const owner = ownerOf(binding, scopes);
  const siteFunction = activationAround(site, scopes);
  const regionFunction = activationAround(region, scopes);
  if (siteFunction === owner && regionFunction === owner) return false;
  if (siteFunction === owner) return isGenerator(owner) || some(region, isWait);
  if (isGenerator(siteFunction) || isImplicitlyCalled(siteFunction)) return true;
  return callsUnknown(region, scopes, binding);
}

/** The function whose activation holds the variable; undefined: the file. */
export function ownerOf(binding: Binding, scopes: Scopes): ts.Node | undefined {
  return activationAround(binding.names[0], scopes);
}

function isWait(node: ts.Node): boolean {
  return (
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
  );
}

function isGenerator(fn: ts.Node | undefined): boolean {
  return fn !== undefined && 'asteriskToken' in fn && fn.asteriskToken !== undefined;
}

/** Accessors and conversions run without a call that could be seen. */
function isImplicitlyCalled(fn: ts.Node | undefined): boolean {
  if (fn === undefined) return false;
  if (ts.isGetAccessor(fn) || ts.isSetAccessor(fn)) return true;
  const name = 'name' in fn ? (fn.name as ts.Node | undefined) : undefined;
  if (name === undefined) return false;
  if (ts.isComputedPropertyName(name)) return true;
  return ts.isIdentifier(name) && ['toString', 'valueOf', 'toJSON'].includes(name.text);
}

/**
 * Whether something that stands at `site` can have happened when `region` runs. It can't if it comes later in the same
 * activation and no loop around both, inside the variable's scope, leads back.
 */
export function mayHaveRunBefore(
  site: ts.Node,
  binding: Binding,
  region: ts.Node,
  scopes: Scopes,
): boolean {
  const owner = ownerOf(binding, scopes);
  if (activationAround(site, scopes) !== owner || activationAround(region, scopes) !== owner)
    return true;
  if (site.pos < region.end) return true;
  for (let at = region.parent; at !== binding.scope.node; at = at.parent)
    if ((isLoop(at) || isFunctionLike(at)) && isInside(site, at)) return true;
  return false;
}

/**
 * Whether code in `region` calls something whose doings are not known. Callbacks standing in it are part of it; methods of
 * `array`, if given, are taken for an array's.
 */
export function callsUnknown(region: ts.Node, scopes: Scopes, array?: Binding): boolean {
  return some(region, node => {
    if (isWait(node) || ts.isTaggedTemplateExpression(node)) return true;
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false; // JSX components run later
    if (!isHarmlessCall(node, scopes)) return !isKnownMethodCall(node, scopes, array);
    const calls = callingFunctions.has(builtinCallee(node, scopes) ?? '');
    return calls && !node.arguments?.slice(1).every(one => isSeenCallback(one, scopes));
  });
}

/** A method of an array, string, set or map that is known to be one, whose callbacks, if any, stand here. */
function isKnownMethodCall(
  call: ts.CallExpression | ts.NewExpression,
  scopes: Scopes,
  array: Binding | undefined,
): boolean {
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  const owner = call.expression.expression;
  const taken = array !== undefined && ts.isIdentifier(owner) && scopes.bindingOf(owner) === array;
  const { kind } = shapeOf(owner, scopes);
  if (!taken && !['array', 'string', 'number', 'set', 'map', 'regexp'].includes(kind)) return false;
  if (!callingMethods.has(call.expression.name.text)) return true;
  return call.arguments.every(argument => isSeenCallback(argument, scopes));
}

const callingFunctions = new Set(['Array.from', 'JSON.parse', 'JSON.stringify']);
const callingMethods = new Set([
  ...[...iteratingArrayMethods, ...comparingArrayMethods, 'replace', 'replaceAll'],
]);

/** Whether calling it does nothing unseen: it stands here, is one of the language, or no function for certain. */
function isSeenCallback(argument: ts.Expression, scopes: Scopes): boolean {
  if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) return true;
  const { kind } = shapeOf(argument, scopes);
  if (kind !== 'unknown' && kind !== 'function') return true;
  return /^(?:Boolean|Number|String)$/.test(globalName(argument, scopes) ?? '');
}

/**
 * Whether `region` changes an object that is not provably its own: it might be any. Calls of methods that are not known to
 * change anything are the matter of `callsUnknown`.
 */
export function changesShared(region: ts.Node, scopes: Scopes): boolean {
  return some(region, node => {
    if (!ts.isExpression(node)) return false;
    const use = useOf(node, scopes);
    if (use.kind !== 'change') return false;
    if (use.method !== undefined && !mutatingMethods.has(use.method)) return false;
    return !isOwnObject(node, region, scopes);
  });
}

/** Held by a variable whose object is its own, and that has gone nowhere when `region` runs: it can't be what came in from elsewhere. */
function isOwnObject(node: ts.Expression, region: ts.Node, scopes: Scopes): boolean {
  if (isFreshValue(node, scopes)) return true;
  if (!ts.isIdentifier(node)) return false;
  const binding = scopes.bindingOf(node);
  if (binding === undefined || !isFreshVariable(binding, scopes)) return false;
  return !binding.references.some(
    id => useOf(id, scopes).kind === 'escape' && mayHaveRunBefore(id, binding, region, scopes),
  );
}

/** Whether the variable and its content stay as its declaration made them: everything done with it is seen, and only reads. */
export function neverChanges(binding: Binding, scopes: Scopes): boolean {
  if (!isConstant(binding, scopes) || isExportedBinding(binding)) return false;
  if (!isFreshVariable(binding, scopes)) return false;
  return binding.references.every(id => {
    const { kind } = useOf(id, scopes);
    return kind !== 'change' && kind !== 'escape';
  });
}
