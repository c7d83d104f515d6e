import ts from 'typescript';
import { builtinNames } from '../analysis/builtins';
import { hasComment, shortText, textOf, uniqueName } from '../analysis/edits';
import { listChange, loopDiffers } from '../analysis/looped';
import { isOnlyName } from '../analysis/names';
import { isQuiet } from '../analysis/quiet';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { bodyOf } from './chain/body';
import { type Chain, chainOf, makesMany, type Reduction } from './chain/steps';
import { reductionType } from './chain/reduction-type';
import { arrayType, inPlaceOf, type Target, targetOf } from './chain/target';

/** Chains of map and filter, each of which makes an array that only the next one reads. */
export const chainToLoop: Rule = {
  id: 'chain-to-loop',
  category: 'code',
  explanation: {
    text: 'Each map and filter of a chain goes through all elements, calls a function for each and makes an array that only the next one reads; flatMap makes one for each element. One loop does all of it to one element after the other, and makes the last array only, or none where reduce makes one value of it.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const chain = chainOf(call);
    const target = targetOf(call);
    if (chain === undefined || target === undefined) return undefined;
    if (shapeOf(chain.list, code.scopes).kind !== 'array') return undefined;
    return findingOf(chain, target, code);
  },
};

function findingOf(chain: Chain, target: Target, code: Code): Finding {
  const { steps, reduction } = chain;
  const edits = editsOf(chain, target, code);
  const open = differsOf(chain, target, code.scopes);
  const links = reduction === undefined ? steps : [...steps, reduction];
  const [first] = links;
  const last = links[links.length - 1];
  const why: Template = {
    text: 'not as an edit: the type of what comes out is not written there, or a name or comment is in the way',
    args: [],
  };
  return {
    node: last.call,
    title: titleOf(chain),
    safety: edits === undefined ? 'advice' : open === undefined ? 'safe' : 'review',
    differs: edits === undefined ? why : open,
    edits: edits ?? [],
    cost: {
      start: first.callee.name.getStart(),
      end: last.call.end,
      apart: links.map(({ by: { fn } }) => ({ start: fn.getStart(), end: fn.end })),
      builtins: anyBuiltin,
      withCalls: false,
      ...(makesMany(chain) ? { ratio: 4 } : { ratio: reduction ? 1.6 : 1.25, least: 0.15 }),
    },
  };
}

function titleOf({ list, steps, reduction }: Chain): Template {
  const args = [shortText(list), steps.length];
  if (steps.length > 1)
    return {
      text: 'Go through `{0}` once, in a loop, instead of making an array at each of {1} steps',
      args,
    };
  return reduction === undefined
    ? { text: 'Go through `{0}` in a loop instead of making an array for each element', args }
    : { text: 'Go through `{0}` once, in a loop, instead of making an array for reduce', args };
}

const anyBuiltin = new RegExp(
  [
    ...['map', 'filter', 'flatMap', 'reduce'].map(method => builtinNames('Array', method).source),
    '^Fla(?:tten|tMap)IntoArray',
  ].join('|'),
);

function differsOf(
  { list, steps, reduction }: Chain,
  { statement }: Target,
  scopes: Scopes,
): Template | undefined {
  const parts = [
    ...steps.flatMap(({ test, value }) => [test?.by, value]),
    ...[reduction?.by.value, reduction?.start],
  ];
  if (parts.every(part => part === undefined || isQuiet(part, scopes)))
    return loopDiffers(list, statement, scopes);
  const args = [shortText(list)];
  return {
    text: 'if the functions do more than give a value, as they then take turns, or if `{0}` has holes or changes meanwhile',
    args,
  };
}

/** Undefined where a comment would be lost, a name means something else, or a type would have to be guessed. */
function editsOf(chain: Chain, target: Target, code: Code): TextEdit[] | undefined {
  const { list, reduction } = chain;
  const { statement, name } = target;
  const { file, scopes } = code;
  if (listChange(list, statement, scopes) === 'yes') return undefined;
  if (hasComment(file, statement.getStart(), statement.end)) return undefined;
  const type = reduction ? reductionType(reduction, target, code) : listType(target, code);
  const out = name?.text ?? nameFor(reduction, scopes);
  const body = bodyOf(chain, out, scopes);
  if (type === undefined || body === undefined) return undefined;
  return [
    inPlaceOf(target, {
      declared: reduction
        ? `let ${out}${type} = ${textOf(reduction.start)}`
        : `const ${out}${type} = []`,
      out,
      head: `const ${body.element} of ${textOf(list)}`,
      statements: body.statements,
    }),
  ];
}

/** The annotation of the array that is gathered; undefined where one is needed and none is written. */
function listType({ type }: Target, { typed }: Code): string | undefined {
  const written = arrayType(type);
  if (written !== undefined) return `: ${written}`;
  return typed ? undefined : '';
}

/** What is gathered to be returned, by its own name where nothing else has it. */
function nameFor(reduction: Reduction | undefined, scopes: Scopes): string {
  if (reduction === undefined) return uniqueName('found', scopes);
  const [all] = reduction.by.parameters;
  const binding = scopes.declaredBy(all);
  const isFree = binding !== undefined && isOnlyName(binding, scopes);
  return isFree ? all.text : uniqueName('result', scopes);
}
