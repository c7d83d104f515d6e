import type ts from 'typescript';
import type { FileCounts } from '../counts';
import type { TextEdit } from '../text-edit';
import type { Interval, Line, Micros, Share } from '../units';
import type { Scopes } from './analysis/scopes';

export type { TextEdit } from '../text-edit';

/** `safe`: behaviour is preserved, proven from the code; `review`: an edit whose differing case is named; `advice`: words only. */
export type Safety = 'safe' | 'review' | 'advice';

/** A text with its arguments, `{0}`, `{1}`, …: the editor translates the template, the command line prints it as it is. */
export interface Template {
  readonly text: string;
  readonly args: readonly (string | number)[];
}

/** A template with its arguments put in, in English. */
export function formatTemplate({ text, args }: Template): string {
  return text.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
}

/** What was measured at one place, a line or a call on it: the ground that a hint must stand on. */
export interface HotEvidence {
  readonly line: Line;
  /** 0-based column of the call where it was recorded, undefined when only the line is known. */
  readonly column: number | undefined;
  /** Certain self time here, garbage collection apart: uncertain samples are left out. */
  readonly self: Micros;
  readonly selfShare: Share;
  /** Certain time with this place anywhere on the stack, once per sample; undefined where call lines are not recorded. */
  readonly total: Micros | undefined;
  readonly totalShare: Share | undefined;
  /** Samples behind `self`, and behind `total`. */
  readonly samples: number;
  readonly totalSamples: number | undefined;
  /** Builtins and natives called from here, by V8's name, with their share of active time: parts of `self`. */
  readonly callees: readonly {
    readonly name: string;
    readonly share: Share;
    readonly samples: number;
  }[];
  /** Time in which the program had nothing to do but to wait for what is awaited here, as a part of the run; undefined: not told. */
  readonly waiting?: Part;
  /** Time here, with calls, while a server's request was handled on the same stack, as a part of active time; undefined: not told. */
  readonly serving?: Part;
}

/** A share of a whole, and the samples behind it. */
export interface Part {
  readonly share: Share;
  readonly samples: number;
}

/** What was measured and counted, each as a part of a sentence. */
export function groundsOf({ evidence, size }: Pick<Hint, 'evidence' | 'size'>): Template[] {
  return typeof size === 'object' ? [evidence, size] : [evidence];
}

/** In which case the edit differs, or why there is none, as a part of a sentence that is understood by itself. */
export function differenceOf({ differs }: Pick<Hint, 'differs'>): Template | undefined {
  return differs !== undefined && /^(?:if|in|for|where) /.test(differs.text)
    ? { ...differs, text: `differs ${differs.text}` }
    : differs;
}

/** What is measured, counted and open, as sentences; `say` puts templates into a language. */
export function explanationOf(
  hint: Pick<Hint, 'evidence' | 'size' | 'differs'>,
  say: (template: Template) => string,
): string {
  const difference = differenceOf(hint);
  const parts = [...groundsOf(hint), ...(difference === undefined ? [] : [difference])];
  return parts.map(part => sentence(say(part))).join(' ');
}

export function sentence(text: string): string {
  const end = /[.!?]$/.test(text) ? '' : '.';
  return text.charAt(0).toLocaleUpperCase() + text.slice(1) + end;
}

/** Advice on a line that the evidence supports. */
export interface Hint {
  readonly rule: string;
  readonly line: Line;
  /** The code the hint is about, in UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly safety: Safety;
  readonly title: Template;
  /** Why it is worth it: always names how much time is there, never more than was measured. */
  readonly evidence: Template;
  /** Time that is there, of active time; a ceiling, not a promise. */
  readonly share: Share;
  readonly interval: Interval;
  /** Where it depends on a size whether it pays: what was counted of that, or that nothing was; absent: no size decides. */
  readonly size?: Template | 'not-counted';
  /** In which case the edit behaves differently, or does not pay; undefined for safe ones. */
  readonly differs: Template | undefined;
  /** Empty for advice. Sorted, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/** One kind of advice. A value: `index.ts` lists every rule, and nothing else is known of it. */
export interface Rule {
  /** Kebab-case; the name of its file, its test and its pair in the bench. */
  readonly id: string;
  readonly category: 'algorithm' | 'caching' | 'code' | 'concurrency' | 'io';
  /** What it advises and why that is faster, in two or three sentences. */
  readonly explanation: Template;
  /** Kinds of syntax that `check` is asked about. */
  readonly kinds: readonly ts.SyntaxKind[];
  readonly gate: Gate;
  /** What is to be said of this node, from the code alone; undefined: nothing. */
  check(node: ts.Node, code: Code): Finding | undefined;
}

/** How much evidence a hint needs. */
export interface Gate {
  /** Least share of active time at the place that the hint is about. */
  readonly share: Share;
  /** Least number of certain samples there. */
  readonly samples: number;
  /** Least share of active time that the measured ratio of the bench predicts to go away; to stay silent, never to promise. */
  readonly gain: Share;
}

export const defaultGate: Gate = { share: 0.05, samples: 50, gain: 0.02 };

/** One file as rules see it. */
export interface Code {
  readonly file: ts.SourceFile;
  readonly scopes: Scopes;
  /** Whether annotations are allowed and types are checked: `.ts`, `.tsx`, `.mts`, `.cts`. */
  readonly typed: boolean;
  /** How often the code ran, where that was counted; undefined: it was not. */
  readonly counts?: FileCounts;
}

/** What a rule finds in the code; `index.ts` adds the evidence and drops what it does not support. */
export interface Finding extends Pick<Hint, 'safety' | 'title' | 'size' | 'differs' | 'edits'> {
  /** The code the hint is about. */
  readonly node: ts.Node;
  readonly cost: Cost;
  /** How often that ran whose time counts, where a mean says that it does not pay: it does if a few rounds made most of the work. */
  readonly workTimes?: number;
}

/** Between two offsets (UTF-16, half open). */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where the time must be that the hint is about. */
export interface Cost {
  /** Time counts that stands between these offsets: on their lines, and at their columns where columns are known. */
  readonly start: number;
  readonly end: number;
  /** Code between them that stays as it is, such as arguments: its time does not count. */
  readonly apart?: readonly TextRange[];
  /** Builtins that do the work; where the profile names them, only their time counts. */
  readonly builtins: RegExp;
  /** Whether the time of everything called from here counts, as for a call that is made less often. */
  readonly withCalls: boolean;
  /** Time before over time after, as measured by the bench at the size that the code shows, or at a cautious one. */
  readonly ratio: number;
  /** Least share of active time, where this finding needs more than the rule's gate. */
  readonly least?: Share;
  /** Time that is counted instead, where the profile tells it; without it the finding is not made. */
  readonly needs?: 'waiting' | 'serving';
}
