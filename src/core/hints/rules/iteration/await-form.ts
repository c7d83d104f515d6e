import ts from 'typescript';
import { closedMembers } from '../../analysis/closed-shape';
import { declaredType, elementType } from '../../analysis/declared-types';
import { hasComment, shortText } from '../../analysis/edits';
import { listChange } from '../../analysis/looped';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { iterated } from '../../analysis/types';
import type { Code, Finding } from '../../hint';
import { hasNoThen, laterOrder } from '../await/waiting';

/** `for await (const x of list)` over what is there already and holds no promises. */
export function awaitForm(
  loop: ts.ForOfStatement,
  { file, scopes }: Pick<Code, 'file' | 'scopes'>,
): Finding | undefined {
  const { awaitModifier: word, initializer, expression: list, statement } = loop;
  if (word === undefined || !ts.isVariableDeclarationList(initializer)) return undefined;
  if (!holdsNoPromises(list, scopes)) return undefined;
  const args = [shortText(list)];
  const start = loop.getStart() + 'for'.length;
  const isEdit = !hasComment(file, start, word.end);
  return {
    node: initializer.parent,
    title: { text: 'Do not wait for the elements of `{0}`, which are no promises', args },
    safety: isEdit ? 'review' : 'advice',
    differs:
      listChange(list, loop, scopes) === 'never'
        ? laterOrder
        : {
            text: 'in order: the caller, and what else waits, go on later, when the function next waits or ends; what they change of `{0}` meanwhile is not seen',
            args,
          },
    edits: isEdit ? [{ start, end: word.end, text: '' }] : [],
    cost: {
      start: loop.getStart(),
      end: statement.getStart(),
      apart: [{ start: list.getStart(), end: list.end }],
      builtins: /Iterator|[Aa]wait|RunMicrotasks|^Promise|(?:^|\.)next$/,
      withCalls: false,
      ratio: 5,
    },
  };
}

/** What comes out one by one is of a kind that has no `then`, or of a type of this file that has none. */
function holdsNoPromises(list: ts.Expression, scopes: Scopes): boolean {
  if (hasNoThen(iterated(shapeOf(list, scopes)))) return true;
  const type = declaredType(list, scopes);
  const element = type && elementType(type);
  const members = element && closedMembers(element, scopes);
  return members?.every(({ name }) => name !== 'then') ?? false;
}
