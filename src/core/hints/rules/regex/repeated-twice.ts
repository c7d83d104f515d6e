import ts from 'typescript';
import { shortText, textOf } from '../../analysis/edits';
import { type Pattern, type Term, termsOf } from '../../analysis/patterns';
import type { Finding, Template } from '../../hint';
import { type PatternUse, patternBuiltins } from './pattern-use';

/** `(?:x+)+` and what else can divide a run in many ways, and `x+$`, which is tried from each character of a run on. */
export function repeatedTwice(use: PatternUse): Finding | undefined {
  const twice = ambiguous(use.pattern);
  if (twice !== undefined) {
    const edit = simpler(twice, use);
    const quoted = [twice.text + quantifier(twice, use)];
    return edit
      ? {
          ...about(use),
          title: { text: 'Write `{0}` instead of `{1}`', args: [edit.text, ...quoted] },
          safety: 'review',
          differs: edit.differs,
          edits: [{ start: edit.start, end: edit.end, text: edit.text }],
        }
      : {
          ...about(use),
          title: {
            text: 'Let `{0}` match a text in one way only: it tries all ways to divide it',
            args: quoted,
          },
          safety: 'advice',
          differs: { text: 'not as an edit: it depends on what it is to match', args: [] },
          edits: [],
        };
  }
  const run = fromEachCharacter(use.pattern);
  if (run === undefined) return undefined;
  return {
    ...about(use),
    title: {
      text: 'Go backwards from the end of the text instead of trying `{0}` from each character of a run on',
      args: [textOf(use.literal)],
    },
    safety: 'advice',
    differs: { text: 'not as an edit: it depends on what is done with the match', args: [] },
    edits: [],
  };
}

function about({ call, callee }: PatternUse): Pick<Finding, 'node' | 'cost'> {
  return {
    node: call,
    cost: {
      start: ts.isPropertyAccessExpression(call.expression)
        ? Math.min(callee.name.getStart(), call.getStart())
        : call.getStart(),
      end: call.end,
      builtins: patternBuiltins,
      withCalls: false,
      ratio: 4,
      least: 0.1,
    },
  };
}

/**
 * A repetition whose body can be one repetition alone, `(?:x+y?)+`, before something that may not match: n characters can be
 * divided in 2ⁿ ways, and all are tried before it is given up.
 */
function ambiguous(pattern: Pattern): Term | undefined {
  for (const terms of pattern)
    for (const [index, term] of terms.entries()) {
      const mayFail = terms.slice(index + 1).some(({ min }) => min > 0);
      if (mayFail && term.max === Infinity && term.kind === 'group' && isRunAlone(term))
        return term;
    }
  return undefined;
}

function isRunAlone({ inner }: Term): boolean {
  if (inner?.length !== 1) return false;
  const needed = inner[0].filter(({ min }) => min > 0);
  const runs = inner[0].filter(
    ({ kind, min, max }) => kind === 'character' && min <= 1 && max === Infinity,
  );
  return (
    runs.length > 0 && (needed.length === 0 || (needed.length === 1 && runs.includes(needed[0])))
  );
}

/** `x+$` alone, tried first from the start of each run, then from its second character, and so on. */
function fromEachCharacter(pattern: Pattern): Term | undefined {
  const [[run, end, more], other] = pattern;
  if (other !== undefined || more !== undefined || end?.text !== '$') return undefined;
  return run.kind === 'character' && run.max === Infinity && !run.lazy ? run : undefined;
}

interface Simpler {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly differs: Template;
}

/** `x+` for `(?:x+)+`: it matches the same texts, the longest first as before. */
function simpler(twice: Term, use: PatternUse): Simpler | undefined {
  const [only, more] = twice.inner?.[0] ?? [];
  if (only === undefined || more !== undefined || only.lazy || twice.lazy) return undefined;
  if (only.min > 1 || twice.min > 1) return undefined;
  const at = use.literal.getStart() + 1;
  const text = only.text + (only.min === 0 || twice.min === 0 ? '*' : '+');
  const place = { start: at + twice.start, end: at + twice.end, text };
  const source: Template = { text: 'in `{0}.source`, the text of the pattern', args: ['pattern'] };
  if (!twice.captures)
    return { ...place, differs: { ...source, args: [use.direct ? 'pattern' : nameOf(use)] } };
  const others = termsOf(use.pattern).filter(
    one => one !== twice && (one.captures || one.kind === 'reference'),
  );
  const unread = use.direct && ['test', 'search'].includes(use.callee.name.text);
  if (!unread || others.length > 0) return undefined;
  return { ...place, differs: { text: 'if RegExp.$1 is read afterwards', args: [] } };
}

function nameOf({ call, callee }: PatternUse): string {
  const isPattern = callee.name.text === 'test' || callee.name.text === 'exec';
  return shortText(isPattern ? callee.expression : call.arguments[0]);
}

function quantifier({ start, end, text }: Term, { source }: PatternUse): string {
  return source.slice(start + text.length, end);
}
