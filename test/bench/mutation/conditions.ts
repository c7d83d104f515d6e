import { relative } from 'node:path';
import ts from 'typescript';
import { replace } from '../../../src/core/hints/analysis/edits';
import type { TextEdit } from '../../../src/core/hints/hint';

/** One condition of a rule or of the analysis that can be dropped. */
export interface Condition {
  readonly file: string;
  readonly line: number;
  /** What is done: `if (…) return` never taken, an operand left out, a filter that lets all through, one side of a choice. */
  readonly drop:
    'never taken' | 'left out' | 'lets all through' | 'finds none' | 'never' | 'always';
  readonly text: string;
  /** The edit of the source that drops it. */
  readonly edit: TextEdit;
}

/**
 * The code with each condition handed to `$`, which knows them by their number and drops the one that is asked for; what it
 * drops is added to `conditions`.
 */
export function withSwitches(file: string, text: string, conditions: Condition[]): string {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

  function add(node: ts.Node, drop: Condition['drop'], edit: TextEdit): number {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const short = node.getText().replace(/\s+/g, ' ').slice(0, 100);
    return (
      conditions.push({ file: relative(process.cwd(), file), line, drop, text: short, edit }) - 1
    );
  }

  function emit(node: ts.Node): string {
    if (isChain(node)) return chain(node);
    const parts: string[] = [];
    let from = node.pos;
    ts.forEachChild(node, child => {
      parts.push(text.slice(from, child.pos), switched(child, node));
      from = child.end;
    });
    parts.push(text.slice(from, node.end));
    return parts.join('');
  }

  /** A part of `parent`, which may be the condition of it. */
  function switched(child: ts.Node, parent: ts.Node): string {
    if (ts.isIfStatement(parent) && child === parent.expression && !parent.elseStatement)
      return `$.when(${add(child, 'never taken', replace(child, 'false'))}, () => (${emit(child)}\n))`;
    if (ts.isConditionalExpression(parent) && child === parent.condition && isTest(parent)) {
      const never = add(child, 'never', replace(child, 'false'));
      add(child, 'always', replace(child, 'true'));
      return ` $.choice(${never}, () => (${emit(child)}\n))`;
    }
    const found = ts.isCallExpression(parent) ? predicateOf(parent) : undefined;
    if (found === undefined || child !== found.predicate) return emit(child);
    if (found.name === 'some')
      return ` $.none(${add(child, 'finds none', replace(child, '() => false'))}, (${emit(child)}\n))`;
    return ` $.every(${add(child, 'lets all through', replace(child, '() => true'))}, (${emit(child)}\n))`;
  }

  function chain(node: ts.BinaryExpression): string {
    const kind = node.operatorToken.kind;
    const operands = operandsOf(node, kind);
    const numbers = operands.map((operand, at) =>
      add(operand, 'left out', {
        start: at > 0 ? operands[at - 1].end : operand.getStart(),
        end: at > 0 ? operand.end : operands[1].getStart(),
        text: '',
      }),
    );
    const thunks = operands.map(operand => `() => (${emit(operand)}\n)`);
    const name = kind === ts.SyntaxKind.AmpersandAmpersandToken ? 'all' : 'any';
    return ` $.${name}(${JSON.stringify(numbers)}, [${thunks.join(', ')}])`;
  }

  return emit(tree);
}

function isChain(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function operandsOf(node: ts.Expression, kind: ts.SyntaxKind): ts.Expression[] {
  return isChain(node) && node.operatorToken.kind === kind
    ? [...operandsOf(node.left, kind), ...operandsOf(node.right, kind)]
    : [node];
}

/** Whether one side of the choice is a plain answer: the choice is a condition, not a value. */
function isTest({ whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
  return [whenTrue, whenFalse].some(side =>
    ['undefined', 'false', 'true', '[]', 'unknownShape'].includes(side.getText()),
  );
}

/** The predicate of `xs.filter(p)` and its like, and of `some(root, p)` of the analysis. */
function predicateOf(call: ts.CallExpression) {
  const { expression, arguments: args } = call;
  if (ts.isIdentifier(expression) && expression.text === 'some' && args.length === 2)
    return { name: 'some', predicate: args[1] };
  if (!ts.isPropertyAccessExpression(expression) || args.length !== 1) return undefined;
  const name = expression.name.text;
  return ['filter', 'find', 'every', 'some'].includes(name)
    ? { name, predicate: args[0] }
    : undefined;
}
