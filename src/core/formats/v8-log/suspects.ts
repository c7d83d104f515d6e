import { Trust } from '../../profile';
import type { GatheredSamples } from './gathered-samples';
import type { LostFrames, Verdict } from './lost-frames';
import type { Place, Step } from './places';
import type { StackReader } from './stacks';
import type { TickWeight } from './tick-weights';

/** Ticks of one builtin under one innermost caller: one verdict is right for all of them. */
interface Suspect {
  readonly steps: readonly Step[];
  /** By row of the innermost recorded caller. */
  readonly rows: Map<number, { sure: number; surplus: number; count: number }>;
  verdict: Verdict | undefined;
  /** The state of the evidence that the verdict was made on. */
  evidence: number;
}

/** Ticks whose calling frame may be missing, kept apart until they are asked for: what tells may come later in the log. */
export class Suspects {
  readonly #known = new Map<Place, Map<string, Suspect>>();

  add(
    builtin: string,
    steps: readonly Step[],
    caller: Place,
    row: number,
    weight: TickWeight,
  ): void {
    let ofCaller = this.#known.get(caller);
    if (ofCaller === undefined) {
      ofCaller = new Map();
      this.#known.set(caller, ofCaller);
    }
    let suspect = ofCaller.get(builtin);
    if (suspect === undefined) {
      suspect = { steps, rows: new Map(), verdict: undefined, evidence: -1 };
      ofCaller.set(builtin, suspect);
    }
    const sum = suspect.rows.get(row);
    if (sum === undefined) suspect.rows.set(row, { ...weight, count: 1 });
    else {
      sum.sure += weight.sure;
      sum.surplus += weight.surplus;
      sum.count++;
    }
  }

  /**
   * Adds all of them to `samples`, each where it belongs by the evidence so far (a number that grows with it), with the trust
   * of the verdict or the one given.
   */
  settle(
    samples: GatheredSamples,
    stacks: StackReader,
    lost: LostFrames,
    evidence: number,
    trust?: Trust,
  ): void {
    for (const [caller, ofCaller] of this.#known) {
      for (const [builtin, suspect] of ofCaller) {
        if (suspect.verdict === undefined || suspect.evidence !== evidence) {
          suspect.verdict = lost.judge(builtin, caller);
          suspect.evidence = evidence;
        }
        const { verdict } = suspect;
        const named = verdict.named && trust !== Trust.uncertain ? suspect.steps : [];
        for (const [row, sum] of suspect.rows) {
          divide(sum, verdict, (steps, part) => {
            const at = stacks.below(stacks.below(row, steps), named);
            samples.add(at < 0 ? stacks.program : at, trust ?? verdict.trust, part, part.count);
          });
        }
      }
    }
  }
}

/** Divides ticks by the shares of a verdict; counts stay whole and add up. */
function divide(
  sum: TickWeight & { readonly count: number },
  { moves }: Verdict,
  place: (steps: readonly Step[], part: TickWeight & { readonly count: number }) => void,
): void {
  let share = 0;
  let counted = 0;
  for (const move of moves) {
    share += move.share;
    const count = Math.round(sum.count * Math.min(share, 1)) - counted;
    counted += count;
    if (count === 0) continue;
    const part = count / sum.count;
    place(move.steps, { sure: sum.sure * part, surplus: sum.surplus * part, count });
  }
}
