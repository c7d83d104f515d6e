import ts from 'typescript';
import { builtinCallee } from '../analysis/builtins';
import { callsUnknown, changesShared, isExportedBinding } from '../analysis/changes';
import {
  endOfStatement,
  hasComment,
  insertAfter,
  isStatementList,
  replace,
  textOf,
  uniqueName,
} from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { activationAround, iterationsAround } from '../analysis/iterations';
import { fewOnAverage, isFew, roundsOf, toldAdditions } from '../analysis/rounds';
import type { Binding, Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { useOf } from '../analysis/uses';
import { bare, isInFunctionDeclaration, isInside, some } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';

/** From so many chunks on gathering them is faster on every Node measured. */
const leastChunks = 4;

/** Copying everything read so far for each further chunk: gathered in an array, it is copied once. */
export const bufferConcatLoop: Rule = {
  id: 'buffer-concat-loop',
  category: 'io',
  explanation: {
    text: 'Each Buffer.concat copies everything gathered so far, so n chunks cost about n²/2 copies. Gathered in an array and concatenated once, each byte is copied once. It pays off from about {0} chunks.',
    args: [leastChunks],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const growth = growthOf(node as ts.CallExpression, code.scopes); // as `kinds` says
    if (growth === undefined || growth.binding.scope.dynamic) return undefined;
    if (isExportedBinding(growth.binding) || !isRepeated(growth)) return undefined;
    const gathering = gatheringOf(growth, code.scopes);
    if (gathering === 'read') return undefined;
    const rounds = roundsOf([growth.call], startsOf(growth, code.scopes), code);
    const few = isFew(rounds, leastChunks);
    if (few === 'all') return undefined;
    const size = rounds === undefined ? 'not-counted' : toldAdditions(rounds, growth.binding.name);
    const found = gathering === undefined ? advice(growth) : findingOf(growth, gathering, code);
    const finding: Finding = { ...found, size };
    return few === 'mean' ? fewOnAverage(finding, [growth.call], leastChunks, code) : finding;
  },
};

/** `all = Buffer.concat([all, …chunks])`, a statement. */
interface Growth {
  readonly call: ts.CallExpression;
  readonly assignment: ts.BinaryExpression;
  readonly binding: Binding;
  readonly chunks: readonly ts.Expression[];
}

function growthOf(call: ts.CallExpression, scopes: Scopes): Growth | undefined {
  if (builtinCallee(call, scopes) !== 'Buffer.concat') return undefined;
  const [list, length] = call.arguments;
  const assignment = call.parent;
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return undefined;
  const [all, ...chunks] = list.elements;
  if (all === undefined || !ts.isIdentifier(all) || chunks.length === 0) return undefined;
  if (chunks.some(one => ts.isSpreadElement(one) || ts.isOmittedExpression(one))) return undefined;
  if (length !== undefined && textOf(length) !== list.elements.map(sizeText).join(' + '))
    return undefined;
  if (!ts.isBinaryExpression(assignment) || !ts.isIdentifier(assignment.left)) return undefined;
  if (assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  if (!ts.isExpressionStatement(assignment.parent)) return undefined;
  const binding = scopes.bindingOf(all);
  return binding !== undefined && scopes.bindingOf(assignment.left) === binding
    ? { call, assignment, binding, chunks }
    : undefined;
}

function sizeText(node: ts.Expression): string {
  return `${textOf(node)}.length`;
}

/** The declaration, and where it is given another value than more of its own. */
function startsOf({ binding, assignment }: Growth, scopes: Scopes): ts.Node[] {
  const others = binding.references.filter(
    id => !isInside(id, assignment) && useOf(id, scopes).kind === 'write',
  );
  return [binding.names[0], ...others];
}

/** Whether an iteration, or a function of its own, lies between the variable's declaration and the growth. */
function isRepeated({ call, binding }: Growth): boolean {
  const [name] = binding.names;
  if (iterationsAround(call).some(one => !isInside(name, one))) return true;
  for (let at: ts.Node = call; !isInside(name, at); at = at.parent)
    if (ts.isFunctionLike(at)) return true;
  return false;
}

/** How the chunks can be gathered: from the declaration on, until `loop` is over. */
interface Gathering {
  readonly declaration: ts.VariableDeclaration;
  readonly loop: ts.Statement;
}

/** Undefined where it can't be told from here; `read` where what was gathered so far is looked at before the end. */
function gatheringOf(growth: Growth, scopes: Scopes): Gathering | 'read' | undefined {
  const { binding, assignment, call } = growth;
  const declaration = binding.names[0].parent;
  const others = binding.references.filter(id => !isInside(id, assignment));
  const around = iterationsAround(call).filter(one => !isInside(binding.names[0], one));
  const outermost = around.at(-1);
  if (others.some(id => outermost !== undefined && isInside(id, outermost))) return 'read';
  if (others.some(id => activationAround(id, scopes) === activationAround(call, scopes))) {
    if (around.length === 0) return 'read';
  }
  if (!ts.isVariableDeclaration(declaration) || binding.names.length !== 1) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1)
    return undefined;
  const list = statement.parent;
  if (binding.kind !== 'let' || !startsEmpty(declaration, scopes)) return undefined;
  if (!isStatementList(list) || ts.isCaseOrDefaultClause(list)) return undefined;
  const loop = list.statements.find(one => isInside(assignment, one));
  if (loop === undefined || outermost === undefined || !isInside(outermost, loop)) return undefined;
  if (activationAround(call, scopes) !== activationAround(statement, scopes)) return undefined;
  const after = others.every(id => id.pos >= loop.end && !isInFunctionDeclaration(id, list));
  const once = others.every(
    id => !ts.isBinaryExpression(id.parent) || id.parent.left !== id || !isEquals(id.parent),
  );
  return after && once && growth.chunks.every(one => !names(one, binding, scopes))
    ? { declaration, loop }
    : undefined;
}

function isEquals({ operatorToken }: ts.BinaryExpression): boolean {
  return (
    operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

function names(node: ts.Node, binding: Binding, scopes: Scopes): boolean {
  return some(node, at => ts.isIdentifier(at) && scopes.bindingOf(at) === binding);
}

/** `Buffer.alloc(0)`, `Buffer.from('')`, `Buffer.from([])`. */
function startsEmpty({ initializer }: ts.VariableDeclaration, scopes: Scopes): boolean {
  if (initializer === undefined) return false;
  const made = bare(initializer);
  if (!ts.isCallExpression(made) || made.arguments.length !== 1) return false;
  const [of] = made.arguments.map(textOf);
  const name = builtinCallee(made, scopes);
  if (name === 'Buffer.alloc' || name === 'Buffer.allocUnsafe') return of === '0';
  if (name === 'Buffer.concat') return of === '[]';
  return name === 'Buffer.from' && [`''`, '""', '[]'].includes(of);
}

function findingOf(growth: Growth, gathering: Gathering, code: Code): Finding {
  const open = openOf(growth, gathering, code.scopes);
  const edits = editsOf(growth, gathering, code);
  if (edits === undefined) return advice(growth);
  return {
    ...about(growth),
    safety: open === undefined ? 'safe' : 'review',
    differs: open,
    edits,
  };
}

/** A chunk that is changed after it was gathered changes the result, and one that is no Buffer throws later. */
function openOf({ chunks }: Growth, { loop }: Gathering, scopes: Scopes): Template | undefined {
  const known = chunks.every(chunk => shapeOf(chunk, scopes).kind === 'bytes');
  const quiet =
    !callsUnknown(loop, scopes) && !changesShared(loop, scopes) && !asksIterator(loop, scopes);
  const kept = quiet || chunks.every(chunk => isFreshBytes(chunk, scopes));
  if (known)
    return kept ? undefined : { text: 'if a chunk is changed after it was read', args: [] };
  return kept
    ? { text: 'if a chunk is no Buffer', args: [] }
    : { text: 'if a chunk is changed after it was read, or is no Buffer', args: [] };
}

/** Whether an iterator of the program's own may run between two chunks. */
function asksIterator(loop: ts.Node, scopes: Scopes): boolean {
  return some(loop, node => {
    if (!ts.isForOfStatement(node)) return false;
    return !['array', 'set', 'map', 'string'].includes(shapeOf(node.expression, scopes).kind);
  });
}

/** Bytes that were copied here from something else. */
function isFreshBytes(chunk: ts.Expression, scopes: Scopes): boolean {
  const made = bare(chunk);
  if (!ts.isCallExpression(made)) return false;
  const name = builtinCallee(made, scopes);
  if (name === 'Buffer.alloc' || name === 'Buffer.concat') return true;
  const [of] = made.arguments;
  if (name !== 'Buffer.from' || of === undefined || ts.isSpreadElement(of)) return false;
  return ['string', 'array', 'bytes'].includes(shapeOf(of, scopes).kind);
}

/** Undefined where a comment would be lost. */
function editsOf(
  { call, assignment, binding, chunks }: Growth,
  { declaration, loop }: Gathering,
  { file, scopes, typed }: Code,
): TextEdit[] | undefined {
  const statement = declaration.parent.parent;
  const commented = (start: number, end: number) => hasComment(file, start, end);
  if (commented(statement.getStart(), statement.end)) return undefined;
  if (commented(assignment.getStart(), chunks[0].getStart())) return undefined;
  if (commented(chunks[chunks.length - 1].end, assignment.end)) return undefined;
  const gathered = uniqueName('chunks', scopes);
  const type = declaration.type === undefined ? '' : `: ${textOf(declaration.type)}`;
  const pushed = file.text.slice(chunks[0].getStart(), chunks[chunks.length - 1].end);
  const start = `const ${gathered}${typed ? ': Uint8Array[]' : ''} = []${endOfStatement(statement)}`;
  const whole = `const ${binding.name}${type} = ${textOf(call.expression)}(${gathered})`;
  return inOrder([
    replace(statement, start),
    replace(assignment, `${gathered}.push(${pushed})`),
    insertAfter(loop, whole),
  ]);
}

function advice(growth: Growth): Finding {
  return {
    ...about(growth),
    safety: 'advice',
    differs: {
      text: 'not as an edit: it depends on where `{0}` is used',
      args: [growth.binding.name],
    },
    edits: [],
  };
}

function about({ call, binding }: Growth): Pick<Finding, 'node' | 'title' | 'cost'> {
  return {
    node: call,
    title: {
      text: 'Gather the chunks of `{0}` and concatenate them once',
      args: [binding.name],
    },
    cost: {
      start: call.getStart(),
      end: call.end,
      builtins: /^(?:Buffer\.)?concat$|^_copyActual$|^TypedArrayPrototypeSet$|^set$|Allocate/,
      withCalls: true,
      ratio: 2,
    },
  };
}
