import ts from 'typescript';
import { insertAfter, textOf, uniqueName } from '../../analysis/edits';
import { isFreshValue } from '../../analysis/fresh';
import { runsOnce } from '../../analysis/iterations';
import { shapeOf } from '../../analysis/shapes';
import { type Shape, shapeOfType, unknownShape } from '../../analysis/types';
import { memberName, useOf } from '../../analysis/uses';
import { functionAround, some } from '../../analysis/walk';
import type { Code, Finding, Template, TextEdit } from '../../hint';
import { findingOf, leastSize, sizeOf } from './finding';
import { type MembershipTest, testEdits, testOfList } from './test';
import { castOf, setType } from './types';

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** A class's field that holds a list. */
interface Field {
  readonly owner: ts.ClassLikeDeclaration;
  /** The field's declaration, or the constructor's parameter that is one; undefined: only assigned. */
  readonly declaration: ts.PropertyDeclaration | ts.ParameterDeclaration | undefined;
  /** `list` or `#list`. */
  readonly name: string;
  readonly isStatic: boolean;
  /** `hard`: `#list`, seen nowhere else; `soft`: TypeScript's `private`; `open`: anyone may use it. */
  readonly privacy: 'hard' | 'soft' | 'open';
}

/** `this.list.includes(x)`; undefined where the class changes the list itself, or it is no field of a class here. */
export function findFieldTest(test: MembershipTest, code: Code): Finding | undefined {
  const field = fieldOf(test.list, code);
  if (field === undefined) return undefined;
  const accesses = accessesOf(field, code);
  if (accesses === undefined || accesses.some(access => isChanged(access, field, code)))
    return undefined;
  const value = initialOf(field);
  const shape = shapeOfField(field, code);
  if (shape.kind !== 'array' && shape.kind !== 'unknown') return undefined;
  const size = value && sizeOf(value);
  if (size !== undefined && size < leastSize) return undefined;
  const tests = accesses.map(testOfList).filter(one => one !== undefined);
  const inPlace = tests.length === accesses.length;
  const open: Template[] = [];
  if (field.privacy !== 'hard')
    open.push({ text: 'if code outside the class uses `{0}`', args: [field.name] });
  if (shape.kind === 'unknown' && value !== undefined) return undefined;
  const known =
    value !== undefined && isFreshValue(value, code.scopes) && field.privacy !== 'open'
      ? value
      : undefined;
  const edits = known && (inPlace ? editsOf(field, known, tests) : besideEdits(field, tests, code));
  const plan = {
    name: textOf(test.list),
    title: {
      text: inPlace
        ? 'Make `{0}` a Set: look up instead of searching'
        : 'Keep a Set beside `{0}`: look up instead of searching',
      args: [field.name],
    },
    once: field.isStatic && runsOnce(field.owner, code.scopes),
    change: 'never' as const,
    size,
    shape,
    open,
    tests,
    edits,
  };
  return findingOf(test, plan, code);
}

/** The field that the expression reads, through `this` or the class's name. */
function fieldOf(list: ts.Expression, { scopes }: Code): Field | undefined {
  if (!ts.isPropertyAccessExpression(list)) return undefined;
  const { expression: owner } = list;
  if (ts.isIdentifier(owner)) {
    const declaration = scopes.bindingOf(owner)?.names[0].parent;
    return declaration && ts.isClassLike(declaration)
      ? fieldIn(declaration, list.name.text, true)
      : undefined;
  }
  if (owner.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  let fn = functionAround(owner);
  while (fn !== undefined && ts.isArrowFunction(fn)) fn = functionAround(fn);
  if (fn === undefined || !ts.isClassLike(fn.parent)) return undefined;
  const isStatic = ts.isClassStaticBlockDeclaration(fn) || has(fn, ts.SyntaxKind.StaticKeyword);
  return fieldIn(fn.parent, list.name.text, isStatic);
}

function fieldIn(
  owner: ts.ClassLikeDeclaration,
  name: string,
  isStatic: boolean,
): Field | undefined {
  const declared = owner.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) &&
      !ts.isComputedPropertyName(member.name) &&
      member.name.text === name &&
      has(member, ts.SyntaxKind.StaticKeyword) === isStatic,
  );
  const declaration = declared ?? (isStatic ? undefined : parameterProperty(owner, name));
  if (declaration === undefined && isStatic) return undefined;
  if (declaration !== undefined && isMadeOver(declaration)) return undefined;
  const soft = declaration !== undefined && has(declaration, ts.SyntaxKind.PrivateKeyword);
  const privacy = name.startsWith('#') ? 'hard' : soft ? 'soft' : 'open';
  return { owner, declaration, name, isStatic, privacy };
}

function parameterProperty(
  owner: ts.ClassLikeDeclaration,
  name: string,
): ts.ParameterDeclaration | undefined {
  const maker = owner.members.find(ts.isConstructorDeclaration);
  return maker?.parameters.find(
    one => ts.isParameterPropertyDeclaration(one, maker) && one.name.getText() === name,
  );
}

function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(one => one.kind === kind) ?? false)
  );
}

/** Decorators and `accessor` put other code behind the field. */
function isMadeOver(declaration: ts.PropertyDeclaration | ts.ParameterDeclaration): boolean {
  return (
    (ts.getDecorators(declaration)?.length ?? 0) > 0 ||
    has(declaration, ts.SyntaxKind.AccessorKeyword)
  );
}

/** What the field is given where it is declared. */
function initialOf({ declaration }: Field): ts.Expression | undefined {
  return declaration !== undefined && ts.isPropertyDeclaration(declaration)
    ? declaration.initializer
    : undefined;
}

function shapeOfField(field: Field, { scopes }: Code): Shape {
  const value = initialOf(field);
  const type = field.declaration?.type;
  const said = type && shapeOfType(type, scopes);
  if (said !== undefined && (said.kind !== 'unknown' || value === undefined)) return said;
  return value === undefined ? unknownShape : shapeOf(value, scopes);
}

/**
 * Every place in the file that uses the field. Undefined where one can't be told from another: `other.list`, a class inside
 * that has the same private name, taking apart by name.
 */
function accessesOf(field: Field, code: Code): Access[] | undefined {
  const hard = field.privacy === 'hard';
  const region = hard ? field.owner : code.file;
  const accesses: Access[] = [];
  const unclear = some(region, node => {
    if (ts.isClassLike(node) && node !== field.owner && hard)
      return node.members.some(({ name }) => name?.getText() === field.name);
    if (ts.isObjectBindingPattern(node))
      return node.elements.some(one => (one.propertyName ?? one.name).getText() === field.name);
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false;
    if (memberName(node) !== field.name) return false;
    const of = hard ? field : fieldOf(node, code);
    if (of?.owner === field.owner && of.isStatic === field.isStatic) accesses.push(node);
    return of === undefined;
  });
  return unclear ? undefined : accesses;
}

/** Whether the list, or which list it is, is changed there; being set once in the constructor is not. */
function isChanged(access: Access, field: Field, { scopes }: Code): boolean {
  const { kind } = useOf(access, scopes);
  if (kind === 'write') {
    const fn = functionAround(access);
    const inConstructor =
      fn !== undefined && ts.isConstructorDeclaration(fn) && fn.parent === field.owner;
    return initialOf(field) !== undefined || !inConstructor;
  }
  return kind === 'change' || kind === 'escape';
}

function editsOf(
  { declaration }: Field,
  list: ts.Expression,
  tests: readonly MembershipTest[],
): TextEdit[] | undefined {
  if (declaration === undefined || !ts.isPropertyDeclaration(declaration)) return undefined;
  const type = setType(declaration, tests);
  const edits = tests.map(one => testEdits(one, textOf(one.list)));
  if (type === undefined || edits.includes(undefined)) return undefined;
  return [
    ...type.edits,
    { start: list.getStart(), end: list.getStart(), text: `new Set${type.argument}(` },
    { start: list.end, end: list.end, text: ')' },
    ...edits.flatMap(one => one ?? []),
  ];
}

/** A field beside the list's, made from it. */
function besideEdits(
  { declaration, name, isStatic, privacy }: Field,
  tests: readonly MembershipTest[],
  { scopes }: Code,
): TextEdit[] | undefined {
  if (declaration === undefined || !ts.isPropertyDeclaration(declaration)) return undefined;
  if (castOf(tests) !== '') return undefined;
  const bare = uniqueName(`${name.replace('#', '')}Set`, scopes);
  const set = privacy === 'hard' ? `#${bare}` : bare;
  const words = [
    privacy === 'soft' ? 'private ' : '',
    isStatic ? 'static ' : '',
    privacy === 'soft' ? 'readonly ' : '',
  ];
  const edits = tests.map(one => testEdits(one, textOf(one.list).replace(/[^.]*$/, set)));
  if (edits.includes(undefined) || hasMember(declaration.parent, set)) return undefined;
  return [
    insertAfter(declaration, `${words.join('')}${set} = new Set(this.${name})`),
    ...edits.flatMap(one => one ?? []),
  ];
}

function hasMember(owner: ts.Node, name: string): boolean {
  return some(owner, node => ts.isClassElement(node) && node.name?.getText() === name);
}
