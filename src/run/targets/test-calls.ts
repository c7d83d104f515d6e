import ts from 'typescript';
import { escaped, type TestCall, type TestName } from './test-names';

const suites = /^(describe|context|suite)$/;
const tests = /^(it|test|specify)$/;
const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
};

/** Tests and suites that a text declares, in its order. A name that is computed fits anything. */
export function findTestCalls(file: string, text: string): TestCall[] {
  const kind = kinds[/\.(\w+)$/.exec(file)?.[1] ?? ''] ?? ts.ScriptKind.JSX;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const found: TestCall[] = [];
  const visit = (node: ts.Node, outer: readonly TestName[]): void => {
    const called = ts.isCallExpression(node) ? testCall(node) : undefined;
    if (called === undefined || !ts.isCallExpression(node))
      return ts.forEachChild(node, child => visit(child, outer));
    const names = [...outer, called.name];
    const line = lineAt(node.getStart(source));
    found.push({ kind: called.kind, names, line, endLine: lineAt(node.getEnd()) });
    ts.forEachChild(node, child => visit(child, names));
  };
  visit(source, []);
  return found;
}

/** `it('…', …)`, `describe.only('…', …)`, `test.each(table)('…', …)`, ``it.each`table`('…', …)``. */
function testCall(node: ts.CallExpression): { kind: TestCall['kind']; name: TestName } | undefined {
  const [first] = node.arguments;
  const callee = calleeOf(node.expression);
  if (callee === undefined || node.arguments.length < 2) return undefined;
  const kind = suites.test(callee.name) ? 'suite' : tests.test(callee.name) ? 'test' : undefined;
  return kind && { kind, name: nameOf(first, callee.isTable) ?? anything };
}

function calleeOf(
  node: ts.Expression,
  isTable = false,
): { name: string; isTable: boolean } | undefined {
  if (ts.isIdentifier(node)) return { name: node.text, isTable };
  // `test.step(…)`, `it.todo(…)` and the like end nowhere near a test's name; what goes on from one does.
  if (ts.isPropertyAccessExpression(node))
    return /^(only|skip|concurrent|sequential|serial|shuffle|fails|failing|each|for|runIf|skipIf)$/.test(
      node.name.text,
    )
      ? calleeOf(node.expression, isTable || /^(each|for)$/.test(node.name.text))
      : undefined;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return calleeOf(node.expression, isTable);
  if (ts.isTaggedTemplateExpression(node)) return calleeOf(node.tag, true);
  return undefined;
}

function nameOf(node: ts.Expression, isTable: boolean): TestName | undefined {
  if (ts.isStringLiteralLike(node))
    return { text: node.text, pattern: isTable ? tablePattern(node.text) : escaped(node.text) };
  if (ts.isTemplateExpression(node)) {
    const rest = node.templateSpans.map(span => span.literal.text);
    return {
      text: [node.head.text, ...rest].join('…'),
      pattern: [node.head.text, ...rest].map(escaped).join('[\\s\\S]*'),
    };
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [node.left, node.right].map(part => nameOf(part, isTable) ?? anything);
    return { text: left.text + right.text, pattern: left.pattern + right.pattern };
  }
  // A class or function gives a suite its name.
  if (ts.isIdentifier(node)) return { text: node.text, pattern: '[\\s\\S]*' };
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'name')
    return ts.isIdentifier(node.expression)
      ? { text: node.expression.text, pattern: escaped(node.expression.text) }
      : undefined;
  return undefined;
}

const anything: TestName = { text: '…', pattern: '[\\s\\S]*' };

/** What jest and vitest put in for the values of a row: `%s`, `$name`. */
function tablePattern(text: string): string {
  return text
    .split(/%[sdifjop#c]|\$\{?[\w.#]+\}?/)
    .map(escaped)
    .join('[\\s\\S]*');
}
