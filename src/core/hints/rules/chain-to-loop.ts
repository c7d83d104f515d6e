import ts from 'typescript';
import { builtinNames } from '../analysis/builtins';
import {
  hasComment,
  indentAt,
  indentUnit,
  isStatementList,
  newLineOf,
  shortText,
  textOf,
  uniqueName,
} from '../analysis/edits';
import { listChange, loopDiffers } from '../analysis/looped';
import { isQuiet } from '../analysis/quiet';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { functionAround, isFunction } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { type Chain, chainOf, makesMany, partFor, type Step } from './chain/steps';

/** Chains of map and filter, each of which makes an array that only the next one reads. */
export const chainToLoop: Rule = {
  id: 'chain-to-loop',
  category: 'code',
  explanation: {
    text: 'Each map and filter of a chain goes through all elements, calls a function for each and makes an array that only the next one reads; flatMap makes one for each element. One loop does all of it to one element after the other, and makes the last array only.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const chain = chainOf(call);
    const target = chain && targetOf(call);
    if (chain === undefined || target === undefined) return undefined;
    if (shapeOf(chain.list, code.scopes).kind !== 'array') return undefined;
    return findingOf(chain, target, code);
  },
};

/** The statement that a chain is all of: it fills a constant, or is returned. */
interface Target {
  readonly statement: ts.VariableStatement | ts.ReturnStatement;
  /** The constant; undefined: it is returned. */
  readonly name: ts.Identifier | undefined;
  /** What is written of its type, or of what the function returns. */
  readonly type: ts.TypeNode | undefined;
}

function targetOf(call: ts.CallExpression): Target | undefined {
  const { parent } = call;
  if (ts.isReturnStatement(parent)) {
    const fn = functionAround(parent);
    const type = fn !== undefined && isFunction(fn) ? fn.type : undefined;
    return isStatementList(parent.parent)
      ? { statement: parent, name: undefined, type }
      : undefined;
  }
  if (!ts.isVariableDeclaration(parent)) return undefined;
  const { name, type } = parent;
  const statement = parent.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isIdentifier(name)) return undefined;
  if (statement.modifiers !== undefined || !isStatementList(statement.parent)) return undefined;
  const { flags, declarations } = statement.declarationList;
  const isOne = declarations.length === 1 && (flags & ts.NodeFlags.Const) !== 0;
  return isOne ? { statement, name, type } : undefined;
}

function findingOf(chain: Chain, target: Target, code: Code): Finding {
  const { list, steps } = chain;
  const edits = editsOf(chain, target, code);
  const open = differsOf(chain, target, code.scopes);
  const [first] = steps;
  const last = steps[steps.length - 1];
  const why: Template = {
    text: 'not as an edit: the type of the elements is not written there, or a name or comment is in the way',
    args: [],
  };
  return {
    node: last.call,
    title:
      steps.length === 1
        ? {
            text: 'Go through `{0}` in a loop instead of making an array for each element',
            args: [shortText(list)],
          }
        : {
            text: 'Go through `{0}` once, in a loop, instead of making an array at each of {1} steps',
            args: [shortText(list), steps.length],
          },
    safety: edits === undefined ? 'advice' : open === undefined ? 'safe' : 'review',
    differs: edits === undefined ? why : open,
    edits: edits ?? [],
    cost: {
      start: first.callee.name.getStart(),
      end: last.call.end,
      apart: steps.map(({ by: { fn } }) => ({ start: fn.getStart(), end: fn.end })),
      builtins: eitherBuiltin,
      withCalls: false,
      ...(makesMany(chain) ? { ratio: 4 } : { ratio: 1.25, least: 0.15 }),
    },
  };
}

const eitherBuiltin = new RegExp(
  [
    ...['map', 'filter', 'flatMap'].map(method => builtinNames('Array', method).source),
    '^Fla(?:tten|tMap)IntoArray',
  ].join('|'),
);

function differsOf(
  { list, steps }: Chain,
  { statement }: Target,
  scopes: Scopes,
): Template | undefined {
  const areQuiet = steps.every(({ test, value }) =>
    [test?.by, value].every(part => part === undefined || isQuiet(part, scopes)),
  );
  if (areQuiet) return loopDiffers(list, statement, scopes);
  const args = [shortText(list)];
  return {
    text: 'if the functions do more than give a value, as they then take turns, or if `{0}` has holes or changes meanwhile',
    args,
  };
}

/** Undefined where a comment would be lost, a name means something else, or a type would have to be guessed. */
function editsOf(chain: Chain, target: Target, code: Code): TextEdit[] | undefined {
  const { list } = chain;
  const { statement } = target;
  const { file, scopes, typed } = code;
  if (listChange(list, statement, scopes) === 'yes') return undefined;
  if (hasComment(file, statement.getStart(), statement.end)) return undefined;
  const type = arrayType(target.type);
  if (typed && type === undefined) return undefined;
  const out = target.name?.text ?? uniqueName('found', scopes);
  const body = bodyOf(chain, out, scopes);
  if (body === undefined) return undefined;
  const line = newLineOf(file) + indentAt(file, statement.getStart());
  const inner = line + indentUnit(file);
  const of = type === undefined ? '' : `: ${type}`;
  const [{ by }] = chain.steps;
  const lines = [
    `const ${out}${of} = [];`,
    `${line}for (const ${by.parameters[0].text} of ${textOf(list)}) {`,
    ...body.map(one => inner + one),
    `${line}}`,
    ...(target.name === undefined ? [`${line}return ${out};`] : []),
  ];
  return [{ start: statement.getStart(), end: statement.end, text: lines.join('') }];
}

/** The type of an array that can be added to: as it is written, but not read only. */
function arrayType(type: ts.TypeNode | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (ts.isArrayTypeNode(type)) return textOf(type);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword)
    return arrayType(type.type);
  const name = ts.isTypeReferenceNode(type) ? textOf(type.typeName) : '';
  return /^(?:Readonly)?Array$/.test(name) ? textOf(type).replace(/^Readonly/, '') : undefined;
}

/** What is done with one element: the statements of the loop. */
function bodyOf({ list, steps }: Chain, out: string, scopes: Scopes): string[] | undefined {
  const taken = new Set<string>();
  let [name] = steps[0].by.parameters.map(one => one.text);
  if (isNamed(list, name) || name === out) return undefined;
  const body: string[] = [];
  for (const [at, step] of steps.entries()) {
    taken.add(name);
    if (isNamed(step.by.value, out)) return undefined;
    const part = (of: ts.Expression) => partFor(of, step, name, scopes);
    if (step.test !== undefined) {
      const test = part(step.test.by);
      if (test === undefined) return undefined;
      body.push(`if (${step.test.isNegated ? test : `!(${test})`}) continue;`);
    }
    if (step.value === undefined) continue;
    const value = part(step.value);
    if (value === undefined || isList(step.value)) return undefined;
    const next = steps.at(at + 1);
    if (next === undefined) return [...body, `${out}.push(${value});`];
    name = nameAfter(next, taken, scopes);
    body.push(`const ${name} = ${value};`);
  }
  return [...body, `${out}.push(${name});`];
}

/** `a, b`, which would be two arguments. */
function isList(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
}

function nameAfter({ by }: Step, taken: ReadonlySet<string>, scopes: Scopes): string {
  const { text } = by.parameters[0];
  return taken.has(text) ? uniqueName(text, scopes) : text;
}

function isNamed(node: ts.Node, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(textOf(node));
}
