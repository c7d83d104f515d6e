import ts from 'typescript';
import { isExportedBinding } from '../analysis/changes';
import { hasComment, indentAt, indentUnit, newLineOf, textOf } from '../analysis/edits';
import { isExported } from '../analysis/iterations';
import { inOrder } from '../../text-edit';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';
import { type ArrowField, arrowFields } from './class-fields/arrow-fields';
import { takenNames, usesOfClass } from './class-fields/uses';

/** From so many on objects are made clearly faster without. */
const leastFields = 2;

/** Functions that are made anew for each object: methods are made once for all. */
export const classArrowFields: Rule = {
  id: 'class-arrow-fields',
  category: 'code',
  explanation: {
    text: 'An arrow function in a field is made anew for each object, which takes time and memory; a method is made once for the class. The arrow function is bound to its object: only where it is called on the object, and not handed on by itself, a method does the same. It pays off from {0} of them on, where many objects are made.',
    args: [leastFields],
  },
  kinds: [ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.ClassExpression],
  gate: defaultGate,
  check(node, code) {
    const owner = node as ts.ClassLikeDeclaration; // as `kinds` says
    const fields = arrowFields(owner, code.scopes);
    if (fields.length < leastFields) return undefined;
    const uses = usesOfClass(owner, code);
    if (uses === 'other') return undefined;
    const taken = takenNames(fields, owner, code);
    const called = fields.filter(({ name }) => !taken.has(textOf(name)));
    if (called.length < leastFields) return undefined;
    const isOpen = uses === 'open' || isClassExported(owner, code);
    return findingOf(
      owner,
      called,
      isOpen ? called.filter(({ isPrivate }) => isPrivate) : called,
      code,
    );
  },
};

function isClassExported(owner: ts.ClassLikeDeclaration, { scopes }: Code): boolean {
  const binding = owner.name && scopes.declaredBy(owner.name);
  return isExported(owner) || (binding !== undefined && isExportedBinding(binding));
}

function findingOf(
  owner: ts.ClassLikeDeclaration,
  called: readonly ArrowField[],
  sure: readonly ArrowField[],
  code: Code,
): Finding {
  const edits = sure.map(field => methodOf(field, code.file));
  const commented = edits.includes(undefined);
  const isEdit = sure.length >= leastFields && !commented;
  const names = (isEdit ? sure : called).map(({ name }) => `\`${textOf(name)}\``);
  const shown = names.length > 3 ? [...names.slice(0, 2), '…'] : names;
  return {
    node: (isEdit ? sure : called)[0].field,
    title: {
      text: 'Make {0} methods: each object makes its own functions now',
      args: [shown.join(', ')],
    },
    safety: isEdit ? 'review' : 'advice',
    differs: isEdit
      ? {
          text: 'if other code takes one out of its object, or lists what the object has',
          args: [],
        }
      : commented
        ? { text: 'not as an edit: a comment is in the way', args: [] }
        : { text: 'not as an edit: other files may take one out of its object', args: [] },
    edits: isEdit ? inOrder(edits.flatMap(edit => edit ?? [])) : [],
    cost: {
      start: owner.getStart(),
      end: owner.end,
      apart: owner.members.map(member => {
        const field = called.find(one => one.field === member);
        return field === undefined
          ? { start: member.getStart(), end: member.end }
          : { start: field.arrow.body.getStart(), end: field.arrow.body.end };
      }),
      builtins: /FastNewClosure|CreateClosure/,
      withCalls: false,
      ratio: 1.5 + sure.length / 2,
    },
  };
}

/** `name = async (x) => …;` → `async name(x) { … }`; undefined where a comment would be lost. */
function methodOf({ field, name, arrow }: ArrowField, file: ts.SourceFile): TextEdit[] | undefined {
  const { start, end, isBare } = parametersOf(arrow, file);
  const { body } = arrow;
  const gaps = [
    [field.getStart(), start],
    [end, body.getStart()],
    [body.end, field.end],
  ];
  if (gaps.some(([from, to]) => hasComment(file, from, to))) return undefined;
  const kept = field.modifiers?.filter(({ kind }) => kind !== ts.SyntaxKind.ReadonlyKeyword) ?? [];
  const words = [...kept.map(textOf), ...(arrow.modifiers?.map(textOf) ?? []), textOf(name)];
  const isBlock = ts.isBlock(body);
  const line = newLineOf(file) + indentAt(file, field.getStart());
  const opening = isBlock ? '' : `{${line}${indentUnit(file)}return `;
  return [
    { start: field.getStart(), end: start, text: words.join(' ') + (isBare ? '(' : '') },
    { start: end, end: body.getStart(), text: `${isBare ? ')' : ''} ${opening}` },
    { start: body.end, end: field.end, text: isBlock ? '' : `;${line}}` },
  ];
}

/** What stands between `async` and `=>`; whether it is one name without parentheses. */
function parametersOf(arrow: ts.ArrowFunction, { text }: ts.SourceFile) {
  const from = arrow.modifiers?.end ?? arrow.getStart();
  const start = from + text.slice(from).search(/\S/);
  const end = text.slice(0, arrow.equalsGreaterThanToken.getStart()).trimEnd().length;
  return { start, end, isBare: !'(<'.includes(text[start]) };
}
