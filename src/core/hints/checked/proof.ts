import ts from 'typescript';
import { isUnchecked } from './declared-in';
import { returnedFrom } from './returned';

/**
 * Whether a checker's type of an expression is a proof: it rests on declarations and on what they are given, in files that are
 * checked, and not on a claim: `any`, `as`, `!`, a function that returns whatever type it is asked for.
 */
export function holdsIn(program: ts.Program): (expression: ts.Expression) => boolean {
  const proof = new Proof(program);
  return expression => proof.holds(expression, 0);
}

const deepest = 16;

class Proof {
  readonly #checker: ts.TypeChecker;
  /** Where null is not told apart, no type says what a value is. */
  readonly #tellsNull: boolean;
  /** Otherwise an element that is not there has the type of one that is. */
  readonly #minds: boolean;

  constructor(program: ts.Program) {
    const { strict, strictNullChecks, noUncheckedIndexedAccess } = program.getCompilerOptions();
    this.#checker = program.getTypeChecker();
    this.#minds = noUncheckedIndexedAccess === true;
    this.#tellsNull = (strictNullChecks ?? strict) === true;
  }

  holds(node: ts.Expression, depth: number): boolean {
    if (depth > deepest || !this.#tellsNull) return false;
    const of = (one: ts.Expression) => this.holds(one, depth + 1);
    if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node))
      return of(node.expression);
    if (ts.isAsExpression(node)) return ts.isConstTypeReference(node.type) && of(node.expression);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node))
      return this.#named(node, depth);
    if (ts.isCallExpression(node)) return this.#returned(node, depth);
    if (ts.isNewExpression(node)) return (node.arguments ?? []).every(of);
    if (ts.isElementAccessExpression(node)) return this.#minds && of(node.expression);
    if (ts.isConditionalExpression(node)) return of(node.whenTrue) && of(node.whenFalse);
    if (ts.isAwaitExpression(node) || ts.isSpreadElement(node)) return of(node.expression);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return of(node.operand);
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      const isRight = kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.CommaToken;
      return (isRight || of(node.left)) && of(node.right);
    }
    if (ts.isArrayLiteralExpression(node)) return node.elements.every(of);
    if (ts.isObjectLiteralExpression(node))
      return node.properties.every(one => !ts.isSpreadAssignment(one) || of(one.expression));
    return isPlain(node);
  }

  #named(node: ts.Identifier | ts.PropertyAccessExpression, depth: number): boolean {
    if (ts.isPropertyAccessExpression(node) && !this.holds(node.expression, depth + 1))
      return false;
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && this.#symbol(symbol, depth);
  }

  #symbol(given: ts.Symbol, depth: number): boolean {
    if (depth > deepest) return false;
    const isAlias = (given.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(given) : given;
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || isUnchecked(declaration)) return false;
    return this.#declared(declaration, depth + 1);
  }

  #declared(node: ts.Declaration, depth: number): boolean {
    const of = (one: ts.Expression) => this.holds(one, depth + 1);
    if (ts.isVariableDeclaration(node)) {
      if (node.exclamationToken !== undefined || ts.isCatchClause(node.parent)) return false;
      return node.type === undefined ? this.#variable(node, depth) : this.#annotated(node);
    }
    if (ts.isParameter(node))
      return node.type === undefined ? this.#parameter(node, depth) : this.#annotated(node);
    if (ts.isPropertyDeclaration(node)) {
      if (node.exclamationToken !== undefined || has(node, ts.SyntaxKind.DeclareKeyword))
        return false;
      if (node.type !== undefined) return this.#annotated(node);
      return node.initializer !== undefined && !isEmpty(node.initializer) && of(node.initializer);
    }
    if (ts.isBindingElement(node)) return this.#takenApart(node, depth);
    if (ts.isPropertySignature(node)) return node.type !== undefined && !isVague(node.type);
    if (ts.isPropertyAssignment(node)) return !isEmpty(node.initializer) && of(node.initializer);
    if (ts.isShorthandPropertyAssignment(node)) {
      const value = this.#checker.getShorthandAssignmentValueSymbol(node);
      return value !== undefined && this.#symbol(value, depth + 1);
    }
    if (ts.isExportAssignment(node)) return of(node.expression);
    if (ts.isGetAccessorDeclaration(node)) return this.#body(node, depth);
    return (
      ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isEnumDeclaration(node) ||
      ts.isEnumMember(node) ||
      ts.isModuleDeclaration(node) ||
      ts.isSourceFile(node)
    );
  }

  /** A declared type counts, but for what is given to it there by claim. */
  #annotated({
    type,
    initializer,
  }: {
    readonly type?: ts.TypeNode;
    readonly initializer?: ts.Expression;
  }): boolean {
    if (type !== undefined && isVague(type)) return false;
    return initializer === undefined || !this.#isClaim(initializer);
  }

  #variable(node: ts.VariableDeclaration, depth: number): boolean {
    const loop = node.parent.parent;
    if (ts.isForOfStatement(loop)) return this.holds(loop.expression, depth + 1);
    if (ts.isForInStatement(loop)) return true;
    const { initializer } = node;
    // What begins empty gets its type from what is put into it later.
    return initializer !== undefined && !isEmpty(initializer) && this.holds(initializer, depth + 1);
  }

  /** A callback's parameter is what the function that is called says. */
  #parameter(node: ts.ParameterDeclaration, depth: number): boolean {
    if (node.initializer !== undefined) return this.holds(node.initializer, depth + 1);
    const fn = node.parent;
    if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
    let at: ts.Node = fn;
    while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
    const call = at.parent;
    if (!ts.isCallExpression(call) || call.expression === at) return false;
    const signature = this.#checker.getResolvedSignature(call)?.declaration;
    if (signature === undefined || isUnchecked(signature)) return false;
    const others = call.arguments.filter(one => !isFunction(one));
    return [...others, call.expression].every(one => this.holds(one, depth + 1));
  }

  #takenApart(node: ts.BindingElement, depth: number): boolean {
    if (node.initializer !== undefined && !this.holds(node.initializer, depth + 1)) return false;
    const pattern = node.parent;
    if (!this.#declared(pattern.parent, depth + 1)) return false;
    if (ts.isArrayBindingPattern(pattern)) return this.#minds;
    const key = node.propertyName ?? node.name;
    if (node.dotDotDotToken !== undefined || !ts.isIdentifier(key)) return false;
    const member = this.#checker.getTypeAtLocation(pattern).getProperty(key.text);
    return member !== undefined && this.#symbol(member, depth + 1);
  }

  #returned(call: ts.CallExpression, depth: number): boolean {
    if (!this.holds(call.expression, depth + 1)) return false;
    const declaration = this.#checker.getResolvedSignature(call)?.declaration;
    if (declaration === undefined || isUnchecked(declaration) || ts.isJSDocSignature(declaration))
      return false;
    if (declaration.type !== undefined) {
      const asked = namesIn(declaration.type, declaration.typeParameters);
      if (asked.length > 0) {
        // `load<T>(): T` returns whatever type it is asked for.
        const given = (name: string) =>
          declaration.parameters.some(({ type }) => type !== undefined && mentions(type, name));
        if (!asked.every(given)) return false;
        if (!call.arguments.every(one => this.#argument(one, depth + 1))) return false;
      }
    }
    return this.#body(declaration, depth);
  }

  #argument(node: ts.Expression, depth: number): boolean {
    return isFunction(node) ? this.#body(node, depth) : this.holds(node, depth);
  }

  /** What a function says it returns; where it says nothing, what it does return. */
  #body(fn: ts.SignatureDeclaration, depth: number): boolean {
    const returned = returnedFrom(fn);
    if (fn.type !== undefined) {
      if (isVague(fn.type)) return false;
      return returned === undefined || !returned.some(one => this.#isClaim(one));
    }
    return returned?.every(one => !isEmpty(one) && this.holds(one, depth + 1)) ?? false;
  }

  /** Says what a value is without showing it. */
  #isClaim(given: ts.Expression): boolean {
    let node = given;
    while (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) node = node.expression;
    if (ts.isAsExpression(node)) return !ts.isConstTypeReference(node.type);
    if (ts.isTypeAssertionExpression(node) || ts.isNonNullExpression(node)) return true;
    const { flags } = this.#checker.getTypeAtLocation(given);
    return flags === this.#checker.getAnyType().flags;
  }
}

function isFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Declared as anything: what it is narrowed to is a claim of the test. */
function isVague({ kind }: ts.TypeNode): boolean {
  return kind === ts.SyntaxKind.AnyKeyword || kind === ts.SyntaxKind.UnknownKeyword;
}

function isEmpty(node: ts.Expression): boolean {
  return ts.isArrayLiteralExpression(node) && node.elements.length === 0;
}

function has(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some(one => one.kind === kind) ?? false;
}

/** Literals, functions, classes and what else is what it is. */
function isPlain(node: ts.Expression): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
    case ts.SyntaxKind.TypeOfExpression:
    case ts.SyntaxKind.VoidExpression:
    case ts.SyntaxKind.DeleteExpression:
    case ts.SyntaxKind.TemplateExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ClassExpression:
      return true;
    default:
      return ts.isLiteralExpression(node);
  }
}

/** The type parameters that a type names. */
function namesIn(
  type: ts.TypeNode,
  parameters: readonly ts.TypeParameterDeclaration[] = [],
): string[] {
  return parameters.map(({ name }) => name.text).filter(name => mentions(type, name));
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, child => mentions(child, name) || undefined) ?? false;
}
