import ts from 'typescript';
import { builtinCallee } from '../../analysis/builtins';
import { initializerOf, isConstant, isExportedBinding } from '../../analysis/changes';
import { hasComment, textOf } from '../../analysis/edits';
import { inOrder } from '../../../text-edit';
import type { Binding, Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { useOf } from '../../analysis/uses';
import { bare } from '../../analysis/walk';
import type { Code, Finding, Template, TextEdit } from '../../hint';
import type { MembershipTest } from '../membership/test';
import { changesMeanwhile, isQuiet } from './copied';

/** From so many keys on asking the object is faster on every Node measured. */
export const leastKeys = 10;

/** `Object.keys(o).includes(k)` → `Object.hasOwn(o, k)`. */
export function keysQuery(test: MembershipTest, { file, scopes }: Code): Finding | undefined {
  const keys = test.list;
  if (!ts.isCallExpression(keys) || builtinCallee(keys, scopes) !== 'Object.keys') return undefined;
  const [object, more] = keys.arguments;
  if (object === undefined || more !== undefined || ts.isSpreadElement(object)) return undefined;
  const [key] = test.call.arguments;
  const literal = plainObject(object, scopes);
  const isText = shapeOf(key, scopes).kind === 'string';
  const size = literal?.properties.length ?? 0;
  const edits = editsOf(test, object, key);
  const commented = edits.some(({ start, end }) => hasComment(file, start, end));
  const differs =
    conditionOf(object, key, literal !== undefined, isText, size) ??
    (isQuiet(key, scopes) ? undefined : changesMeanwhile(object));
  const why = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node: test.whole,
    title: { text: 'Ask `{0}` itself instead of a list of its keys', args: [textOf(object)] },
    safety: commented ? 'advice' : differs === undefined ? 'safe' : 'review',
    differs: commented ? (differs ?? why) : differs,
    edits: commented ? [] : inOrder(edits),
    cost: {
      start: keys.getStart(),
      end: test.call.end,
      builtins:
        /^(?:Array\.prototype\.)?(?:includes|indexOf)$|^(?:Object\.)?keys$|^Array(?:Prototype)?(?:Includes|IndexOf)|^ObjectKeys|KeyAccumulator/,
      withCalls: false,
      ratio: 1.5,
    },
  };
}

/** `keys` holds own enumerable names as texts; `hasOwn` finds the others too and turns what it is given into one. */
function conditionOf(
  object: ts.Expression,
  key: ts.Expression,
  isPlain: boolean,
  isText: boolean,
  size: number,
): Template | undefined {
  const args = [textOf(object), textOf(key)];
  if (!isPlain && !isText)
    return { text: 'if `{0}` is no plain object or `{1}` is no string', args };
  if (!isPlain) return { text: 'if `{0}` is no plain object', args };
  if (!isText) return { text: 'if `{1}` is no string', args };
  return size < leastKeys
    ? { text: 'slower with fewer than about {0} keys', args: [leastKeys] }
    : undefined;
}

/** The literal that a variable holds whose properties are all enumerable: nobody else can define one that is not. */
function plainObject(node: ts.Expression, scopes: Scopes): ts.ObjectLiteralExpression | undefined {
  const id = bare(node);
  const binding = ts.isIdentifier(id) ? scopes.bindingOf(id) : undefined;
  const value = binding && initializerOf(binding);
  if (binding === undefined || value === undefined) return undefined;
  const literal = bare(value);
  if (!ts.isObjectLiteralExpression(literal) || !isConstant(binding, scopes)) return undefined;
  return isExportedBinding(binding) || !keepsPlain(binding, scopes) ? undefined : literal;
}

function keepsPlain(binding: Binding, scopes: Scopes): boolean {
  return binding.references.every(id => {
    const use = useOf(id, scopes);
    if (use.kind === 'change')
      return !ts.isCallExpression(use.by) && !ts.isDeleteExpression(use.by.parent);
    return use.kind !== 'escape' && use.kind !== 'write' && use.kind !== 'method';
  });
}

function editsOf(test: MembershipTest, object: ts.Expression, key: ts.Expression): TextEdit[] {
  const { whole, positive } = test;
  return [
    {
      start: whole.getStart(),
      end: object.getStart(),
      text: `${positive ? '' : '!'}Object.hasOwn(`,
    },
    { start: object.end, end: key.getStart(), text: ', ' },
    { start: key.end, end: whole.end, text: ')' },
  ];
}
