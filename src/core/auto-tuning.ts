import type { Verdict } from './compare';
import type { RunMetric } from './metric';
import { applyEdits, composed, type ComposedEdit, offsetAfter, type TextEdit } from './text-edit';
import type { Line, Micros, Share } from './units';
import type { Costs, Difference, Verification } from './verification';

/** A tuning that can be tried: what its hint knows of itself. */
export interface TuningCandidate {
  readonly rule: string;
  readonly title: { readonly text: string; readonly args: readonly (string | number)[] };
  readonly safety: 'safe' | 'review' | 'advice';
  readonly file: string;
  /** In the text before anything was tried. */
  readonly line: Line;
  /** Where the code that it is about begins. */
  readonly start: number;
  /** The time it is about, of active time. */
  readonly share: Share;
  /** Sorted, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/** What running through the tunings of a session found. */
export interface AutoTuning {
  readonly metric: RunMetric;
  /** In the order in which they were tried. */
  readonly tried: readonly TriedTuning[];
  /** The program as it was against all that were kept, measured afresh; undefined when none was. */
  readonly together: Verification | undefined;
  /** What those that were kept make of their files. */
  readonly files: readonly TunedText[];
  /** How often the program ran, and how long it all took. */
  readonly runs: number;
  readonly took: Micros;
}

/** One that was tried, or would have been; `line` and `share` as in the text before anything was tried. */
export interface TriedTuning extends Omit<TuningCandidate, 'start' | 'edits'> {
  readonly outcome: TuningOutcome;
}

/** Against the best that was known when its turn came. */
export type TuningOutcome =
  | {
      /** `kept`: faster, with the error divided among all that are tried, and the output equal. */
      readonly kind: 'kept' | 'no-gain';
      readonly verdict: Verdict;
      readonly before: Costs;
      readonly after: Costs;
    }
  | { readonly kind: 'output-differs'; readonly differences: readonly Difference[] }
  | { readonly kind: 'skipped'; readonly why: WhySkipped; readonly detail: string };

export type WhySkipped =
  /** With it the program, or its build, fails; `detail` has the words. */
  | 'breaks'
  /** After what was kept before it, it is not offered any more, or not where it was. */
  | 'no-longer-offered'
  /** The run used no such file: it is not what runs. */
  | 'not-run'
  /** Its file is not part of what the copies are made of. */
  | 'outside'
  /** The time that was allowed had passed. */
  | 'no-time';

export interface TunedText {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** From `before` to `after`; `by`: indices of `tried`. */
  readonly edits: readonly ComposedEdit[];
}

/** Whether there is something that may be offered: faster together, and the program still says the same. */
export function isConfirmed({ together }: Pick<AutoTuning, 'together'>): boolean {
  return together?.verdict?.kind === 'faster' && together.outputEqual;
}

export function keptOf(tried: readonly TriedTuning[]): readonly TriedTuning[] {
  return tried.filter(({ outcome }) => outcome.kind === 'kept');
}

/** Hottest first, as they are tried. Of equal ones, those that keep behaviour come first, then the order of their files. */
export function inOrderOfTrial<Of extends TuningCandidate>(candidates: readonly Of[]): Of[] {
  const rank = ({ safety }: Of) => (safety === 'safe' ? 0 : 1);
  return [...candidates].sort(
    (a, b) =>
      b.share - a.share || rank(a) - rank(b) || compare(a.file, b.file) || a.start - b.start,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same tuning after steps that were kept, among what is offered for the text they made; undefined where it is not. */
export function sameAfter(
  candidate: TuningCandidate,
  steps: readonly (readonly TextEdit[])[],
  offered: readonly TuningCandidate[],
): TuningCandidate | undefined {
  const start = steps.reduce<number | undefined>(
    (at, edits) => (at === undefined ? undefined : offsetAfter(at, edits)),
    candidate.start,
  );
  if (start === undefined) return undefined;
  const { rule } = candidate;
  return offered.find(one => one.rule === rule && one.start === start && one.edits.length > 0);
}

/** What was kept so far, of each file in steps: each on the text that the one before it made. */
export class KeptSteps {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #steps = new Map<
    string,
    { readonly edits: readonly TextEdit[]; readonly by: number }[]
  >();

  /** `texts`: of each file before anything was kept. */
  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  of(file: string): readonly (readonly TextEdit[])[] {
    return this.#steps.get(file)?.map(({ edits }) => edits) ?? [];
  }

  textOf(file: string): string {
    return this.of(file).reduce(applyEdits, this.#texts.get(file) ?? '');
  }

  /** `by`: the index of the tuning. */
  keep(file: string, edits: readonly TextEdit[], by: number): void {
    this.#steps.set(file, [...(this.#steps.get(file) ?? []), { edits, by }]);
  }

  /** Every text as it is now. */
  texts(): Map<string, string> {
    return new Map([...this.#texts.keys()].map(file => [file, this.textOf(file)]));
  }

  tuned(): TunedText[] {
    return [...this.#steps].map(([file, steps]) => {
      const before = this.#texts.get(file) ?? '';
      const edits = composed(before, this.of(file)).map(edit => ({
        ...edit,
        by: edit.by.map(step => steps[step].by),
      }));
      return { file, before, after: this.textOf(file), edits };
    });
  }
}
