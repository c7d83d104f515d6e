import ts from 'typescript';

/**
 * Visits `root` and what is below it, parents first, in source order; `visit` says `skip` to leave out what is below a node,
 * `stop` when it has seen enough.
 * With an explicit stack: a chain of thousands of `+` is as deep as it is long.
 */
export function walk(root: ts.Node, visit: (node: ts.Node) => 'skip' | 'stop' | undefined): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const next = visit(node);
    if (next === 'stop') return;
    if (next === 'skip') continue;
    const before = open.length;
    ts.forEachChild(node, child => {
      open.push(child);
    });
    reverseFrom(open, before);
  }
}

function reverseFrom(nodes: ts.Node[], start: number): void {
  for (let low = start, high = nodes.length - 1; low < high; low++, high--) {
    const node = nodes[low];
    nodes[low] = nodes[high];
    nodes[high] = node;
  }
}

/** Whether `visit` is true for `root` or anything below it. */
export function some(root: ts.Node, test: (node: ts.Node) => boolean): boolean {
  let found = false;
  walk(root, node => {
    found = test(node);
    return found ? 'stop' : undefined;
  });
  return found;
}

/** A function, and everything else whose body runs on its own: a class field's initialiser, a static block. */
export type FunctionLike =
  ts.FunctionLikeDeclaration | ts.PropertyDeclaration | ts.ClassStaticBlockDeclaration;

export function isFunctionLike(node: ts.Node): node is FunctionLike {
  return (
    isFunction(node) || ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node)
  );
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  switch (node.kind) {
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return true;
    default:
      return false;
  }
}

/**
 * The function whose activation runs `node`; undefined: the file's own code. A computed name, a decorator and a class's
 * heritage run outside the member they stand on.
 */
export function functionAround(node: ts.Node): FunctionLike | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (!isFunctionLike(parent)) continue;
    if (parent.name === at) continue;
    if (ts.isDecorator(at)) continue;
    return parent;
  }
  return undefined;
}

/** Whether `node` stands in a function declaration below `limit`, which can be called before it is reached. */
export function isInFunctionDeclaration(node: ts.Node, limit: ts.Node): boolean {
  for (let at = node; at !== limit && at.parent !== undefined; at = at.parent)
    if (ts.isFunctionDeclaration(at)) return true;
  return false;
}

/** Whether `inner` is `outer` or below it. */
export function isInside(inner: ts.Node, outer: ts.Node): boolean {
  if (inner.pos < outer.pos || inner.end > outer.end) return false;
  for (let at: ts.Node | undefined = inner; at !== undefined; at = at.parent)
    if (at === outer) return true;
  return false;
}

/** `(x)`, `x as T`, `<T>x`, `x!` and `x satisfies T` are `x` when the program runs. */
export function bare(node: ts.Expression): ts.Expression {
  let at = node;
  while (isTransparent(at)) at = at.expression;
  return at;
}

/** The outermost expression that is just `node` in parentheses or with a type put on it. */
export function wrapped(node: ts.Expression): ts.Expression {
  let at = node;
  while (isTransparent(at.parent)) at = at.parent;
  return at;
}

function isTransparent(
  node: ts.Node,
): node is
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.TypeAssertion
  | ts.NonNullExpression
  | ts.SatisfiesExpression {
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.SatisfiesExpression:
      return true;
    default:
      return false;
  }
}

/** Whether the function holds the word that makes its variables unknowable from outside: a free `arguments`. */
export function usesArguments(fn: ts.Node): boolean {
  return some(fn, node => {
    if (!ts.isIdentifier(node) || node.text !== 'arguments') return false;
    let around = functionAround(node);
    while (around !== undefined && ts.isArrowFunction(around)) around = functionAround(around);
    return around === fn;
  });
}
