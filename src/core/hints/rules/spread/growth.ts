import ts from 'typescript';
import { builtinCallee, seesGlobal } from '../../analysis/builtins';
import { hasComment, textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { bare, isInside } from '../../analysis/walk';
import type { Cost, Template } from '../../hint';

/** An expression that copies everything gathered so far to add a little: `[...all, x]`, `{ ...all, [k]: v }`, `all.concat(x)`. */
export interface Growth {
  readonly node: ts.Expression;
  /** The name of what is copied, where it is copied. */
  readonly all: ts.Identifier;
  readonly kind: 'array' | 'object';
  /** Statements without their `;` that add to what there is; undefined where the code does not show what is added. */
  readonly statements: readonly string[] | undefined;
  /** Conditions under which that is the same, and which the code does not prove. */
  readonly open: readonly Template[];
  /** What is copied into the statements as it stands. */
  readonly kept: readonly ts.Node[];
}

/** The growth that this expression is; undefined for any other. `item` is a free name for the variable of a loop. */
export function growthOf(node: ts.Expression, scopes: Scopes, item: string): Growth | undefined {
  if (ts.isArrayLiteralExpression(node)) return growthOfArray(node, scopes, item);
  if (ts.isObjectLiteralExpression(node)) return growthOfObject(node, scopes);
  if (!ts.isCallExpression(node)) return undefined;
  return growthOfConcat(node, scopes, item) ?? growthOfAssign(node, scopes);
}

function growthOfArray(
  node: ts.ArrayLiteralExpression,
  scopes: Scopes,
  item: string,
): Growth | undefined {
  const [first, ...added] = node.elements;
  if (first === undefined || !ts.isSpreadElement(first) || added.length === 0) return undefined;
  if (!ts.isIdentifier(first.expression) || added.some(ts.isOmittedExpression)) return undefined;
  const all = first.expression;
  const parts = new Additions(all.text, item);
  for (const element of added) {
    if (ts.isSpreadElement(element)) parts.each(element.expression, scopes);
    else parts.one(element);
  }
  return { node, all, kind: 'array', ...parts.done() };
}

function growthOfConcat(node: ts.CallExpression, scopes: Scopes, item: string): Growth | undefined {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'concat') return undefined;
  if (!ts.isIdentifier(callee.expression) || callee.questionDotToken !== undefined)
    return undefined;
  if (node.arguments.length === 0 || node.arguments.some(ts.isSpreadElement)) return undefined;
  const all = callee.expression;
  const parts = new Additions(all.text, item);
  for (const argument of node.arguments) {
    const list = bare(argument);
    const shape = shapeOf(argument, scopes);
    if (ts.isArrayLiteralExpression(list) && !list.elements.some(isSpreadOrHole))
      for (const element of list.elements) parts.one(element);
    else if (shape.kind === 'array') parts.each(argument, scopes, shape.dense !== true);
    else if (shape.primitive) parts.one(argument);
    else return { node, all, kind: 'array', statements: undefined, open: [], kept: [] };
  }
  return { node, all, kind: 'array', ...parts.done() };
}

function isSpreadOrHole(node: ts.Node): boolean {
  return ts.isSpreadElement(node) || ts.isOmittedExpression(node);
}

/** Gathers what is added to an array into as few calls as its order allows. */
class Additions {
  readonly #statements: string[] = [];
  readonly #kept: ts.Node[] = [];
  readonly #open: Template[] = [];
  #pushed: string[] = [];

  constructor(
    readonly all: string,
    readonly item: string,
  ) {}

  one(node: ts.Expression): void {
    this.#kept.push(node);
    this.#pushed.push(textOf(node));
  }

  each(list: ts.Expression, scopes: Scopes, mayHaveHoles = false): void {
    this.#flush();
    this.#kept.push(list);
    const text = textOf(list);
    this.#statements.push(`for (const ${this.item} of ${text}) ${this.all}.push(${this.item})`);
    if (shapeOf(list, scopes).kind !== 'array')
      this.#open.push({ text: 'if going through `{0}` throws midway', args: [text] });
    else if (mayHaveHoles)
      this.#open.push({ text: 'if `{0}` has holes, which become undefined', args: [text] });
  }

  #flush(): void {
    if (this.#pushed.length > 0)
      this.#statements.push(`${this.all}.push(${this.#pushed.join(', ')})`);
    this.#pushed = [];
  }

  done() {
    this.#flush();
    return { statements: this.#statements, kept: this.#kept, open: this.#open };
  }
}

function growthOfObject(node: ts.ObjectLiteralExpression, scopes: Scopes): Growth | undefined {
  const [first, ...added] = node.properties;
  if (first === undefined || !ts.isSpreadAssignment(first) || added.length === 0) return undefined;
  if (!ts.isIdentifier(first.expression)) return undefined;
  const all = first.expression;
  const statements: string[] = [];
  const kept: ts.Node[] = [];
  const open: Template[] = [];
  for (const property of added) {
    const put = putProperty(property, all.text, scopes);
    if (put === undefined) return { node, all, kind: 'object', statements: undefined, open, kept };
    statements.push(put.statement);
    kept.push(...put.kept);
    if (put.open !== undefined) open.push(put.open);
  }
  return { node, all, kind: 'object', statements, open, kept };
}

interface Put {
  readonly statement: string;
  readonly kept: readonly ts.Node[];
  readonly open: Template | undefined;
}

const protoKey: Template = { text: 'if a key is `{0}`', args: ['__proto__'] };

function putProperty(
  property: ts.ObjectLiteralElementLike,
  all: string,
  scopes: Scopes,
): Put | undefined {
  if (ts.isShorthandPropertyAssignment(property)) {
    const { text } = property.name;
    if (text === '__proto__') return undefined;
    return { statement: `${all}.${text} = ${text}`, kept: [property.name], open: undefined };
  }
  if (ts.isSpreadAssignment(property)) {
    const { expression } = property;
    if (!seesGlobal('Object', property, scopes)) return undefined;
    const statement = `Object.assign(${all}, ${textOf(expression)})`;
    return { statement, kept: [expression], open: protoKey };
  }
  if (!ts.isPropertyAssignment(property)) return undefined;
  const { name, initializer } = property;
  if (takesItsName(initializer)) return undefined;
  const kept: ts.Node[] = [initializer];
  let target = `${all}[${textOf(name)}]`;
  let isOpen = false;
  if (ts.isIdentifier(name)) target = `${all}.${name.text}`;
  else if (ts.isComputedPropertyName(name)) {
    kept.push(name.expression);
    target = `${all}[${textOf(name.expression)}]`;
    isOpen = mayBeProto(name.expression, scopes);
  }
  if (!ts.isComputedPropertyName(name) && textOf(name).includes('__proto__')) return undefined;
  const statement = `${target} = ${textOf(initializer)}`;
  return { statement, kept, open: isOpen ? protoKey : undefined };
}

/** In a literal an anonymous function or class is named after its key, in an assignment to a property it is not. */
function takesItsName(node: ts.Expression): boolean {
  const value = bare(node);
  if (ts.isArrowFunction(value)) return true;
  return (
    (ts.isFunctionExpression(value) || ts.isClassExpression(value)) && value.name === undefined
  );
}

/** Whether a computed key can be `__proto__`, which an assignment takes for the prototype. */
export function mayBeProto(key: ts.Expression, scopes: Scopes): boolean {
  const { kind, primitive, texts } = shapeOf(key, scopes);
  if (texts !== undefined) return texts.includes('__proto__');
  if (primitive && kind !== 'string' && kind !== 'unknown') return false;
  const node = bare(key);
  if (ts.isTemplateExpression(node)) {
    const tail = node.templateSpans[node.templateSpans.length - 1].literal.text;
    return '__proto__'.startsWith(node.head.text) && '__proto__'.endsWith(tail);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const { texts: left } = shapeOf(node.left, scopes);
    const { texts: right } = shapeOf(node.right, scopes);
    if (left?.every(text => !'__proto__'.startsWith(text))) return false;
    if (right?.every(text => !'__proto__'.endsWith(text))) return false;
  }
  return true;
}

/** `Object.assign({}, all, more)`. */
function growthOfAssign(node: ts.CallExpression, scopes: Scopes): Growth | undefined {
  if (builtinCallee(node, scopes) !== 'Object.assign' || node.arguments.length < 3)
    return undefined;
  const [target, all, ...added] = node.arguments;
  if (!ts.isObjectLiteralExpression(target) || target.properties.length > 0) return undefined;
  if (!ts.isIdentifier(all) || added.some(ts.isSpreadElement)) return undefined;
  const safe = added.every(
    one =>
      ts.isObjectLiteralExpression(one) &&
      one.properties.every(
        property =>
          !ts.isSpreadAssignment(property) &&
          property.name !== undefined &&
          !textOf(property.name).includes('__proto__') &&
          !(
            ts.isComputedPropertyName(property.name) && mayBeProto(property.name.expression, scopes)
          ),
      ),
  );
  const statement = `Object.assign(${all.text}, ${added.map(textOf).join(', ')})`;
  const open = safe ? [] : [protoKey];
  return { node, all, kind: 'object', statements: [statement], open, kept: added };
}

/**
 * Whether a literal starts an accumulation that can go on in place: an array without holes, which a copy would fill, an
 * object without accessors, which a copy would turn into values.
 */
export function isPlainStart(value: ts.Expression, kind: Growth['kind']): boolean {
  const node = bare(value);
  if (kind === 'array')
    return ts.isArrayLiteralExpression(node) && !node.elements.some(ts.isOmittedExpression);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.every(
    property =>
      ts.isSpreadAssignment(property) ||
      ((ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) &&
        !textOf(property.name).includes('__proto__')),
  );
}

/** Whether it matters when one of several additions throws: those before it are then there already. */
export function mayStopMidway({ statements, kept }: Growth): boolean {
  return (statements?.length ?? 0) > 1 && !kept.every(isQuiet);
}

function isQuiet(node: ts.Node): boolean {
  return ts.isIdentifier(node) || ts.isLiteralExpression(node);
}

/** Whether someone sees what is left after an error: a `try` around it, up to `limit`. */
export function isTried(node: ts.Node, limit: ts.Node): boolean {
  for (let at = node; at !== limit && at.parent !== undefined; at = at.parent)
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at) return true;
  return false;
}

/** Whether a comment in `whole` stands in none of the kept parts and would be lost. */
export function losesComment(whole: ts.Node, kept: readonly ts.Node[]): boolean {
  const file = whole.getSourceFile();
  let from = whole.getStart();
  for (const node of [...kept].sort((a, b) => a.pos - b.pos)) {
    if (!isInside(node, whole) || node.getStart() < from) continue;
    if (hasComment(file, from, node.getStart())) return true;
    from = node.end;
  }
  return hasComment(file, from, whole.end);
}

/** What copying costs: V8 puts it at the literal, at its spread or at the method's name. */
export function growthCost({ node }: Growth): Cost {
  return {
    start: node.getStart(),
    // V8 logs the growing of the copy for what is added at the place of the added element, behind the spread.
    end: ts.isCallExpression(node) ? node.arguments[0].getStart() : node.end,
    builtins:
      /^(?:Array\.prototype\.)?concat$|^(?:Object\.)?assign$|^Array(?:Prototype)?Concat|^ObjectAssign|[Ss]pread|IterableToList|CloneFastJSArray|CloneObject|CopyDataProperties/,
    withCalls: false,
    ratio: 4.5,
  };
}
