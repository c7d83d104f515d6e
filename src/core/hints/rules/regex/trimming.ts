import ts from 'typescript';
import { hasComment, shortText, textOf } from '../../analysis/edits';
import { shapeOf } from '../../analysis/shapes';
import { bare } from '../../analysis/walk';
import type { Code, Finding, Template } from '../../hint';
import { type PatternUse, patternBuiltins } from './pattern-use';

/** White space as `\s` and `trim` have it, also spelt out as it was done for engines long gone. */
const blank = String.raw`(?:\\s|\[\\s\]|\[\\s\\uFEFF\\xA0\])`;
const atEnd = new RegExp(`^${blank}[+*]\\$$`);
const atStart = new RegExp(`^\\^${blank}[+*]$`);
const atBoth = new RegExp(
  `^(?:\\^${blank}[+*]\\|${blank}[+*]\\$|${blank}[+*]\\$\\|\\^${blank}[+*])$`,
);

/** `RegExp.$1`, `RegExp['$&']`, `RegExp.lastMatch`: every use of a pattern sets them. */
const keepsLastMatch = /\bRegExp\s*(?:\?\.|\.|\[)/;

/** `text.replace(/\s+$/, '')`: `text.trimEnd()`. */
export function trimming(use: PatternUse, { file, scopes }: Code): Finding | undefined {
  const { call, callee, direct, literal } = use;
  if (!direct || !/^replace(?:All)?$/.test(callee.name.text) || call.arguments.length !== 2)
    return undefined;
  const name = trimmer(use);
  const by = bare(call.arguments[1]);
  if (name === undefined || !ts.isStringLiteralLike(by) || by.text !== '') return undefined;
  const { kind } = shapeOf(callee.expression, scopes);
  if (kind !== 'string' && kind !== 'unknown') return undefined;
  const start = callee.name.getStart();
  const loses = hasComment(file, start, call.end);
  const args = [shortText(callee.expression)];
  const notText: Template = { text: 'if `{0}` is not a string', args };
  const lastMatch: Template = {
    text: 'if what RegExp keeps of the last match is read afterwards',
    args: [],
  };
  const inTheWay: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  const open = kind !== 'string' ? notText : keepsLastMatch.test(file.text) ? lastMatch : undefined;
  return {
    node: call,
    title: { text: 'Call `{0}` instead of looking for `{1}`', args: [name, textOf(literal)] },
    safety: loses ? 'advice' : open === undefined ? 'safe' : 'review',
    differs: loses ? inTheWay : open,
    edits: loses ? [] : [{ start, end: call.end, text: `${name}()` }],
    cost: {
      start: ts.isIdentifier(callee.expression) ? call.getStart() : start,
      end: call.end,
      builtins: patternBuiltins,
      withCalls: false,
      ratio: name === 'trimStart' ? 2 : 4,
    },
  };
}

function trimmer({ source, flags }: PatternUse): string | undefined {
  if (!/^[giu]*$/.test(flags)) return undefined;
  if (atEnd.test(source)) return 'trimEnd';
  if (atStart.test(source)) return 'trimStart';
  return atBoth.test(source) && flags.includes('g') ? 'trim' : undefined;
}
