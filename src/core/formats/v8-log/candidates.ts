import { type BuiltinSyntax, hasSyntax } from './builtin-syntax';
import type { Code, LoggedFunction } from './code-map';
import type { Places, Step } from './places';
import { sighting } from './stacks';

/** A place in machine code that may have called a builtin. */
export interface Candidate {
  readonly steps: readonly Step[];
  /** How often the builtin was seen to be called from there by a frame that was not lost. */
  readonly sightings: number;
  /** The same, called from the same place in its caller. */
  readonly sightingsThisWay: number;
  /** How much speaks for it otherwise, for dividing ticks among several. */
  readonly score: number;
}

/** A distinct entry of a position table: an offset in the text of a function, inlined or not. */
interface Spot {
  readonly code: Code;
  readonly holder: LoggedFunction;
  readonly source: number;
  readonly steps: readonly Step[];
}

/** Finds the places in a function's machine code whose syntax can reach a builtin. */
export class Candidates {
  readonly #places: Places;
  /** Spots of a code by syntax, which never change; forgotten with the code. */
  readonly #spots = new WeakMap<Code, Map<BuiltinSyntax | undefined, readonly Spot[]>>();

  constructor(places: Places) {
    this.#places = places;
  }

  /**
   * Places in a function that was called from `caller`. `syntax` undefined: every place. None where the text of the function is
   * not known.
   */
  in(
    logged: LoggedFunction,
    caller: Step | undefined,
    builtin: string,
    syntax: BuiltinSyntax | undefined,
  ): Candidate[] {
    const known = new Map<string, Candidate>();
    for (const code of logged.machine) {
      for (const { holder, source, steps } of this.#spotsIn(code, syntax)) {
        // A call that goes to JavaScript does not go to the builtin of that name.
        if ((holder.calls?.get(source)?.size ?? 0) > 0) continue;
        const key = steps.map(step => `${step.frame}:${step.offset}`).join();
        if (known.has(key)) continue;
        const step = steps[steps.length - 1];
        const outer = steps.at(-2) ?? caller;
        const sightings = holder.builtins?.get(sighting(step, builtin)) ?? 0;
        const seen = (holder.standing?.get(source) ?? 0) + 20 * sightings;
        known.set(key, {
          steps,
          sightings,
          sightingsThisWay: holder.builtins?.get(sighting(step, builtin, outer)) ?? 0,
          score: 0.1 + seen * shareOfCalls(steps),
        });
      }
    }
    return [...known.values()];
  }

  #spotsIn(code: Code, syntax: BuiltinSyntax | undefined): readonly Spot[] {
    let bySyntax = this.#spots.get(code);
    if (bySyntax === undefined) {
      bySyntax = new Map();
      this.#spots.set(code, bySyntax);
    }
    let spots = bySyntax.get(syntax);
    if (spots === undefined) {
      const all = syntax === undefined ? this.#allSpots(code) : this.#spotsIn(code, undefined);
      spots = syntax === undefined ? all : all.filter(spot => this.#fits(spot, syntax));
      bySyntax.set(syntax, spots);
    }
    return spots;
  }

  #fits({ holder, source }: Spot, syntax: BuiltinSyntax): boolean {
    const text = this.#places.textOf(holder);
    return text !== undefined && hasSyntax(syntax, text, source);
  }

  #allSpots(code: Code): Spot[] {
    const positions = this.#places.positionsOf(code);
    const spots = new Map<number, Spot>();
    for (let i = 0; i < (positions?.source.length ?? 0); i++) {
      const source = positions?.source[i] ?? 0;
      const inlining = positions?.inlining[i] ?? -1;
      const key = source * 65536 + inlining + 1;
      const holder = spots.has(key) ? undefined : holderOf(code, inlining);
      if (holder === undefined || this.#places.textOf(holder) === undefined) continue;
      spots.set(key, { code, holder, source, steps: this.#places.stepsAt(code, source, inlining) });
    }
    return [...spots.values()];
  }
}

/** The function whose text a position lies in. */
function holderOf(code: Code, inlining: number): LoggedFunction | undefined {
  if (inlining < 0) return code.function;
  const call = code.positions?.inlinings[inlining];
  return call === undefined ? undefined : code.inlinedFunctions[call.callee];
}

/** The part of all calls to the innermost function that came this way: what was seen in it was mostly seen elsewhere. */
function shareOfCalls(steps: readonly Step[]): number {
  let share = 1;
  for (let i = 1; i < steps.length; i++) {
    const { function: called } = steps[i];
    const { function: caller, offset } = steps[i - 1];
    if (called === undefined || caller === undefined) continue;
    const times = caller.calls?.get(offset)?.get(called) ?? 0;
    share *= times / Math.max(1, called.timesCalled);
  }
  return share;
}
