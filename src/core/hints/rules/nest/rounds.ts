import ts from 'typescript';
import { builtinCallee } from '../../analysis/builtins';
import { isPrimitiveLiteral } from '../../analysis/constants';
import { textOf } from '../../analysis/edits';
import type { Binding, Scopes } from '../../analysis/scopes';
import { isAssignment } from '../../analysis/uses';
import { bare, isInside } from '../../analysis/walk';

/** What the rounds of two loops, one in the other, set: in which order they run must not matter. */
export interface Rounds {
  /** Values are added up over all rounds: numbers that are not whole are rounded in another order. */
  readonly sums: boolean;
  /** Lists of which entries are set. */
  readonly targets: readonly Target[];
  /** Variables that are counted up or added to. */
  readonly counted: readonly Binding[];
  /** How many accesses go from row to row with the inner loop, and how many stay in a row. */
  readonly columns: readonly ts.ElementAccessExpression[];
  readonly rows: number;
}

/** An entry that is set: `list[i]`, `list[i][k]`. */
export interface Target {
  readonly binding: Binding;
  readonly indices: readonly (Binding | undefined)[];
}

/** Reads the body of the inner loop; undefined where a round may do more than compute and set, or needs what others set. */
export function roundsOf(
  body: ts.Statement,
  outer: Binding,
  inner: Binding,
  scopes: Scopes,
): Rounds | undefined {
  const reader = new Reader(body, outer, inner, scopes);
  return reader.read() ? reader.found() : undefined;
}

class Reader {
  readonly #targets: Target[] = [];
  readonly #columns: ts.ElementAccessExpression[] = [];
  /** What each variable or list is set by: once only, and read nowhere else. */
  readonly #sites = new Map<Binding, ts.Expression>();
  readonly #reads: { readonly binding: Binding; readonly node: ts.Expression }[] = [];
  #rows = 0;
  #sums = false;

  constructor(
    readonly body: ts.Statement,
    readonly outer: Binding,
    readonly inner: Binding,
    readonly scopes: Scopes,
  ) {}

  read(): boolean {
    if (!this.#statement(this.body, false) || this.#sites.size === 0) return false;
    if (this.#sites.has(this.outer) || this.#sites.has(this.inner)) return false;
    return this.#reads.every(({ binding, node }) => {
      const site = this.#sites.get(binding);
      if (site === undefined || site === node) return true;
      return ts.isElementAccessExpression(site) && isInside(node, site.parent)
        ? textOf(outermost(node)) === textOf(site) && this.#dependsOnRound(site)
        : false;
    });
  }

  found(): Rounds {
    return {
      sums: this.#sums,
      targets: this.#targets,
      counted: [...this.#sites].flatMap(([one, site]) => (ts.isIdentifier(site) ? [one] : [])),
      columns: this.#columns,
      rows: this.#rows,
    };
  }

  #statement(node: ts.Statement, isChosen: boolean): boolean {
    if (ts.isBlock(node)) return node.statements.every(one => this.#statement(one, isChosen));
    if (ts.isVariableStatement(node)) return this.#constants(node.declarationList);
    if (ts.isIfStatement(node))
      return (
        this.#expression(node.expression) &&
        this.#statement(node.thenStatement, true) &&
        (node.elseStatement === undefined || this.#statement(node.elseStatement, true))
      );
    return ts.isExpressionStatement(node) && this.#deed(bare(node.expression), isChosen);
  }

  #constants({ flags, declarations }: ts.VariableDeclarationList): boolean {
    if ((flags & ts.NodeFlags.Const) === 0) return false;
    return declarations.every(
      ({ name, initializer }) =>
        ts.isIdentifier(name) && initializer !== undefined && this.#expression(initializer),
    );
  }

  /** `x += e`, `x++`, `list[i] = e`, `list[i][k] += e`. */
  #deed(node: ts.Expression, isChosen: boolean): boolean {
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      return counting(node.operator) && this.#set(bare(node.operand), 'count', isChosen);
    }
    if (!ts.isBinaryExpression(node)) return false;
    const kind = node.operatorToken.kind;
    const sets = kind === ts.SyntaxKind.EqualsToken;
    if (!sets && !adding.has(kind)) return false;
    if (!this.#expression(node.right)) return false;
    const by = sets ? 'set' : isWhole(node.right) ? 'count' : 'sum';
    return this.#set(bare(node.left), by, isChosen);
  }

  #set(target: ts.Expression, by: 'set' | 'count' | 'sum', isChosen: boolean): boolean {
    if (ts.isIdentifier(target)) {
      const binding = this.scopes.bindingOf(target);
      if (binding === undefined || by === 'set' || binding.scope.dynamic) return false;
      if (by === 'sum') this.#sums = true;
      return this.#site(binding, target);
    }
    const access = accessOf(target);
    const binding = access && this.scopes.bindingOf(access.root);
    if (access === undefined || binding === undefined || binding.scope.dynamic) return false;
    if (isInside(binding.names[0], this.body)) return false; // a row by another name
    const indices = access.indices.map(index => this.#indexOf(index));
    if (indices.length > 2 || indices.includes('other')) return false;
    const bindings = indices.map(one => (typeof one === 'string' ? undefined : one));
    this.#targets.push({ binding, indices: bindings });
    if (!this.#dependsOnRound(target)) {
      if (by === 'set' || isChosen) return false; // then the last one counts, or a part of them
      if (by === 'sum') this.#sums = true;
    }
    this.#access(target as ts.ElementAccessExpression); // as `accessOf` says
    return this.#site(binding, target);
  }

  #site(binding: Binding, node: ts.Expression): boolean {
    if (this.#sites.has(binding)) return false;
    this.#sites.set(binding, node);
    return true;
  }

  /** A loop's variable, something that stays the same, or something else. */
  #indexOf(index: ts.Expression): Binding | 'same' | 'other' {
    const node = bare(index);
    if (ts.isNumericLiteral(node)) return 'same';
    const binding = ts.isIdentifier(node) ? this.scopes.bindingOf(node) : undefined;
    if (binding === undefined || !ts.isIdentifier(node)) return 'other';
    this.#reads.push({ binding, node });
    if (binding === this.outer || binding === this.inner) return binding;
    return isInside(binding.names[0], this.body) ? 'other' : 'same';
  }

  /** Whether the rounds that set one and the same entry keep their order: one of the two variables tells it. */
  #dependsOnRound(target: ts.Expression): boolean {
    return (accessOf(target)?.indices ?? []).some(index => {
      const node = bare(index);
      const binding = ts.isIdentifier(node) ? this.scopes.bindingOf(node) : undefined;
      return binding === this.outer || binding === this.inner;
    });
  }

  /** Whether evaluating it only reads and computes. */
  #expression(expression: ts.Expression): boolean {
    const node = bare(expression);
    const plain = (one: ts.Expression) => this.#expression(one);
    if (ts.isIdentifier(node)) {
      const binding = this.scopes.bindingOf(node);
      if (binding === undefined) return /^(?:undefined|NaN|Infinity)$/.test(node.text);
      this.#reads.push({ binding, node });
      return true;
    }
    if (ts.isElementAccessExpression(node)) {
      this.#access(node);
      return (
        node.questionDotToken === undefined &&
        plain(node.expression) &&
        plain(node.argumentExpression)
      );
    }
    if (ts.isPropertyAccessExpression(node))
      return node.expression.kind === ts.SyntaxKind.ThisKeyword || plain(node.expression);
    if (ts.isPrefixUnaryExpression(node)) return !counting(node.operator) && plain(node.operand);
    if (ts.isBinaryExpression(node))
      return !isAssignment(node.operatorToken.kind) && plain(node.left) && plain(node.right);
    if (ts.isConditionalExpression(node))
      return plain(node.condition) && plain(node.whenTrue) && plain(node.whenFalse);
    if (ts.isCallExpression(node)) {
      const name = builtinCallee(node, this.scopes) ?? '';
      return /^Math\.(?!random$)/.test(name) && node.arguments.every(plain);
    }
    return ts.isNumericLiteral(node) || ts.isStringLiteral(node) || isPrimitiveLiteral(node);
  }

  /** `g[y][x]`, where the inner loop counts `y` and the outer one `x`, or the other way round. */
  #access(node: ts.ElementAccessExpression): void {
    const row = bare(node.expression);
    if (!ts.isElementAccessExpression(row)) return;
    const first = this.#countedBy(row.argumentExpression);
    const second = this.#countedBy(node.argumentExpression);
    if (first === this.inner && second === this.outer) this.#columns.push(node);
    else if (first === this.outer && second === this.inner) this.#rows++;
  }

  /** The loop that an index goes with: its variable alone, or with a number or something else that stays the same added. */
  #countedBy(index: ts.Expression): Binding | undefined {
    const found = new Set<Binding>();
    const visit = (node: ts.Node): void => {
      const binding = ts.isIdentifier(node) ? this.scopes.bindingOf(node) : undefined;
      if (binding === this.outer || binding === this.inner) found.add(binding);
      ts.forEachChild(node, visit);
    };
    visit(index);
    const [only] = found;
    return found.size === 1 ? only : undefined;
  }
}

const adding: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
]);

function counting(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** The same number in every round: the sums are the same in any order. */
function isWhole(node: ts.Expression): boolean {
  return ts.isNumericLiteral(bare(node));
}

/** `list` and its indices, outermost first. */
function accessOf(
  node: ts.Expression,
): { readonly root: ts.Identifier; readonly indices: readonly ts.Expression[] } | undefined {
  const indices: ts.Expression[] = [];
  let at = node;
  while (ts.isElementAccessExpression(at) && at.questionDotToken === undefined) {
    indices.unshift(at.argumentExpression);
    at = bare(at.expression);
  }
  return ts.isIdentifier(at) && indices.length > 0 ? { root: at, indices } : undefined;
}

/** The whole access that a list's name begins. */
function outermost(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isElementAccessExpression(at.parent) && at.parent.expression === at) at = at.parent;
  return at;
}
