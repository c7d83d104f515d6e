import ts from 'typescript';
import { roleOf } from './names';
import type { Types } from './types';
import { isFunction, isFunctionLike, walk } from './walk';

export type BindingKind =
  | 'var'
  | 'let'
  | 'const'
  | 'function'
  | 'class'
  | 'parameter'
  | 'catch'
  | 'import'
  | 'enum'
  | 'namespace';

/** A variable: everything that one name means in one scope. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  /** The names that declare it, in source order; several for `var a; var a`, overloads and merged namespaces. */
  readonly names: ts.Identifier[];
  /** Where the program reads or writes it, in source order; its declarations are not among them. */
  readonly references: ts.Identifier[];
  /** Where only its type is asked for. */
  readonly typeReferences: ts.Identifier[];
}

export interface Scope {
  readonly node: ts.Node;
  readonly parent: Scope | undefined;
  /** Where `var` stops. */
  readonly holdsVar: boolean;
  readonly bindings: Map<string, Binding>;
  /** A `with` or a direct `eval` inside can read and write any variable seen from there. */
  dynamic: boolean;
}

/** The variables of one file and what every name means. */
export interface Scopes {
  readonly file: ts.SourceFile;
  readonly top: Scope;
  /** Undefined for a global and for a name that is no variable. */
  bindingOf(id: ts.Identifier): Binding | undefined;
  /** The innermost scope that code at `node` sees. */
  scopeAt(node: ts.Node): Scope;
  /** The binding that a declaration's name belongs to. */
  declaredBy(name: ts.Identifier): Binding | undefined;
  /** Every variable's name in the file, globals and types included: a name that is not here collides with nothing. */
  readonly taken: ReadonlySet<string>;
  /** Whether receivers of `forEach`, `map` and the like are taken for arrays without proof, to see what depends on it. */
  readonly trusting: boolean;
  /** What a type checker proves of this file's expressions; undefined: there is none. */
  readonly types?: Types;
}

const known = new WeakMap<ts.SourceFile, Scopes>();

/** Reads the scopes of a file that was parsed with parent pointers; worked out once per file. */
export function scopesOf(file: ts.SourceFile): Scopes {
  const before = known.get(file);
  if (before !== undefined) return before;
  const scopes = new Reader(file).read();
  known.set(file, scopes);
  return scopes;
}

class Reader {
  readonly #scopes = new Map<ts.Node, Scope>();
  readonly #declared = new Map<ts.Identifier, Binding>();
  readonly #resolved = new Map<ts.Identifier, Binding>();
  readonly #taken = new Set<string>();
  /** Every identifier in source order: what it means is known when all that is declared is. */
  readonly #identifiers: ts.Identifier[] = [];
  readonly #top: Scope;

  constructor(readonly file: ts.SourceFile) {
    this.#top = this.#open(file, undefined, true);
  }

  read(): Scopes {
    walk(this.file, node => this.#declare(node));
    for (const id of this.#identifiers) this.#resolve(id);
    return {
      file: this.file,
      top: this.#top,
      bindingOf: id => this.#resolved.get(id) ?? this.#declared.get(id),
      scopeAt: node => this.#scopeAt(node),
      declaredBy: name => this.#declared.get(name),
      taken: this.#taken,
      trusting: false,
    };
  }

  #open(node: ts.Node, parent: Scope | undefined, holdsVar: boolean): Scope {
    const scope = { node, parent, holdsVar, bindings: new Map<string, Binding>(), dynamic: false };
    this.#scopes.set(node, scope);
    return scope;
  }

  #scopeAt(node: ts.Node): Scope {
    for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
      const scope = this.#scopes.get(at);
      if (scope !== undefined) return scope;
    }
    return this.#top;
  }

  #declare(node: ts.Node): 'skip' | undefined {
    if (ts.isIdentifier(node)) {
      this.#identifiers.push(node);
      return undefined;
    }
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return this.#skip(node);
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      this.#taken.add(node.name.text);
      return this.#skip(node);
    }
    if (ts.isWithStatement(node) || isDirectEval(node)) this.#makeDynamic(node);
    this.#declareNames(node);
    this.#openScopeOf(node);
    return undefined;
  }

  /** Types declare no variable, but may ask for the type of one. */
  #skip(type: ts.Node): 'skip' {
    walk(type, node => {
      if (ts.isIdentifier(node)) this.#identifiers.push(node);
      return undefined;
    });
    return 'skip';
  }

  #makeDynamic(node: ts.Node): void {
    for (let at: Scope | undefined = this.#scopeAt(node); at !== undefined; at = at.parent)
      at.dynamic = true;
  }

  #openScopeOf(node: ts.Node): void {
    if (isFunctionLike(node)) {
      let outer = this.#scopeAt(node.parent);
      if (ts.isFunctionExpression(node) && node.name !== undefined) {
        outer = { node, parent: outer, holdsVar: false, bindings: new Map(), dynamic: false };
        this.#bind(outer, node.name, 'function');
      }
      this.#open(node, outer, true);
    } else if (ts.isClassExpression(node)) {
      const scope = this.#open(node, this.#scopeAt(node.parent), false);
      if (node.name !== undefined) this.#bind(scope, node.name, 'class');
    } else if (opensBlockScope(node)) {
      const holdsVar = ts.isModuleBlock(node) || isFunction(node.parent);
      this.#open(node, this.#scopeAt(node.parent), holdsVar);
    }
  }

  #declareNames(node: ts.Node): void {
    if (ts.isVariableDeclaration(node)) this.#declareVariable(node);
    else if (ts.isParameter(node))
      this.#declarePattern(node.name, 'parameter', this.#scopeAt(node.parent));
    else if (ts.isFunctionDeclaration(node) && node.name !== undefined)
      this.#declareFunction(node, node.name);
    else if (ts.isClassDeclaration(node) && node.name !== undefined)
      this.#bind(this.#scopeAt(node.parent), node.name, 'class');
    else if (ts.isEnumDeclaration(node)) this.#bind(this.#scopeAt(node.parent), node.name, 'enum');
    else if (ts.isEnumMember(node) && ts.isIdentifier(node.name))
      this.#bind(this.#scopeAt(node.parent), node.name, 'const');
    else if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name))
      this.#bind(this.#scopeAt(node.parent), node.name, 'namespace');
    else if (ts.isImportClause(node) && node.name !== undefined)
      this.#bind(this.#top, node.name, 'import');
    else if (ts.isNamespaceImport(node) || ts.isImportSpecifier(node))
      this.#bind(this.#top, node.name, 'import');
    else if (ts.isImportEqualsDeclaration(node))
      this.#bind(this.#scopeAt(node.parent), node.name, 'import');
  }

  #declareVariable(node: ts.VariableDeclaration): void {
    if (ts.isCatchClause(node.parent)) {
      this.#declarePattern(node.name, 'catch', this.#scopeAt(node.parent));
      return;
    }
    const { flags } = node.parent;
    const here = this.#scopeAt(node.parent);
    if ((flags & ts.NodeFlags.BlockScoped) === 0) {
      this.#declarePattern(node.name, 'var', varScope(here));
    } else {
      const fixed = (flags & ts.NodeFlags.Const) !== 0; // also `using`, which can't be assigned either
      this.#declarePattern(node.name, fixed ? 'const' : 'let', here);
    }
  }

  #declarePattern(name: ts.BindingName, kind: BindingKind, scope: Scope): void {
    if (ts.isIdentifier(name)) {
      this.#bind(scope, name, kind);
      return;
    }
    for (const element of name.elements)
      if (ts.isBindingElement(element)) this.#declarePattern(element.name, kind, scope);
  }

  /** In sloppy code a function in a block is also a `var` of the function around it (ECMAScript, annex B.3.2). */
  #declareFunction(node: ts.FunctionDeclaration, name: ts.Identifier): void {
    const here = this.#scopeAt(node.parent);
    const binding = this.#bind(here, name, 'function');
    if (here.holdsVar || isStrict(node)) return;
    for (let scope = here.parent; scope !== undefined; scope = scope.parent) {
      if (scope.bindings.has(name.text)) return;
      if (!scope.holdsVar) continue;
      scope.bindings.set(name.text, binding);
      return;
    }
  }

  #bind(scope: Scope, name: ts.Identifier, kind: BindingKind): Binding {
    this.#taken.add(name.text);
    /** `var x` beside a parameter `x` is that parameter. */
    const outer =
      kind === 'var' && isFunction(scope.node.parent ?? scope.node) ? scope.parent : undefined;
    const same = scope.bindings.get(name.text) ?? outer?.bindings.get(name.text);
    const binding = same ?? {
      name: name.text,
      kind,
      scope,
      names: [],
      references: [],
      typeReferences: [],
    };
    binding.names.push(name);
    scope.bindings.set(name.text, binding);
    this.#declared.set(name, binding);
    return binding;
  }

  #resolve(id: ts.Identifier): void {
    const role = roleOf(id);
    if (role === 'other') return;
    this.#taken.add(id.text);
    const binding = this.#find(id);
    if (binding === undefined) return;
    this.#resolved.set(id, binding);
    (role === 'type' ? binding.typeReferences : binding.references).push(id);
  }

  #find(id: ts.Identifier): Binding | undefined {
    for (let at: Scope | undefined = this.#scopeAt(id); at !== undefined; at = at.parent) {
      const binding = at.bindings.get(id.text);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }
}

function varScope(scope: Scope): Scope {
  let at = scope;
  while (!at.holdsVar && at.parent !== undefined) at = at.parent;
  return at;
}

function opensBlockScope(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.ModuleBlock:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.CaseBlock:
    case ts.SyntaxKind.CatchClause:
    case ts.SyntaxKind.EnumDeclaration:
      return true;
    default:
      return false;
  }
}

function isDirectEval(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'eval'
  );
}

/** Modules, classes and everything under `'use strict'`. */
function isStrict(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isClassLike(at)) return true;
    if (ts.isSourceFile(at)) return isModule(at) || startsStrict(at.statements);
    if (ts.isBlock(at) && isFunction(at.parent) && startsStrict(at.statements)) return true;
  }
  return false;
}

function isModule(file: ts.SourceFile): boolean {
  if (/\.m?tsx?$|\.mjs$/.test(file.fileName)) return true;
  return file.statements.some(
    statement =>
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)),
  );
}

function startsStrict(statements: readonly ts.Statement[]): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression))
      return false;
    if (statement.expression.text === 'use strict') return true;
  }
  return false;
}
