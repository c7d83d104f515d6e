import { Trust } from '../../profile';
import { type BuiltinSyntax, calledName, hasSyntax, syntaxOf } from './builtin-syntax';
import { type Candidate, Candidates } from './candidates';
import type { Callees, LoggedFunction } from './code-map';
import type { NativeCalls } from './native-calls';
import type { Place, Places, Step } from './places';

/** Where the ticks of one builtin, under one innermost caller, belong. Shares add up to 1. */
export interface Verdict {
  readonly trust: Trust;
  /** Steps to put between the innermost caller and the builtin; empty: nothing was lost, or nothing is known. */
  readonly moves: readonly { readonly steps: readonly Step[]; readonly share: number }[];
  /** Whether the builtin may be named as called from there: not in doubt, nor where the code can't call it. */
  readonly named: boolean;
}

type Judged = Omit<Verdict, 'named'>;

const asRecorded: Judged = { trust: Trust.recorded, moves: [{ steps: [], share: 1 }] };
const leftInDoubt: Judged = { trust: Trust.uncertain, moves: [{ steps: [], share: 1 }] };

/** So many sightings of a builtin are taken as proof of where it is called from. */
const enoughSightings = 5;

/** Ticks are divided among at most this many places: rows of next to no weight help nobody. */
const mostPlaces = 6;

/**
 * Puts back the frames that V8 loses: when a tick lands in a builtin that has no frame of its own, called from optimised
 * code, the frame of that code is missing, and the innermost frame that was recorded is the caller's caller.
 *
 * What is known: the builtin, and the exact instruction the innermost recorded frame stands at. If JavaScript functions
 * were seen to be called from that instruction, one of them is missing, and it runs as machine code (frames of the
 * interpreter are never lost). In its position tables, functions inlined into it included, the places whose syntax can
 * reach the builtin are the candidates. All on one line: the tick stands there. On several: it is divided and uncertain.
 */
export class LostFrames {
  readonly #places: Places;
  readonly #candidates: Candidates;
  /** By the builtin's name: made once, so that what was found for one can be kept by it. */
  readonly #syntaxes = new Map<string, BuiltinSyntax | 'call' | undefined>();
  /** Functions with machine code by name, for calls whose callee was never seen. */
  readonly #byName = new Map<string, Set<LoggedFunction>>();
  readonly #natives: NativeCalls;

  constructor(places: Places, natives: NativeCalls) {
    this.#places = places;
    this.#natives = natives;
    this.#candidates = new Candidates(places);
  }

  /** A function got machine code. */
  compiled(logged: LoggedFunction): void {
    const name = logged.title.slice(0, logged.title.indexOf(' ')).replace(/^(get|set) |^#/, '');
    let known = this.#byName.get(name);
    if (known === undefined) {
      known = new Set();
      this.#byName.set(name, known);
    }
    known.add(logged);
  }

  /** What to make of ticks in `builtin` whose innermost recorded caller stands at `caller`. */
  judge(builtin: string, caller: Place): Verdict {
    const syntax = this.#syntaxOf(builtin);
    if (syntax === 'call') return { ...asRecorded, named: true };
    const site = caller.steps.at(-1);
    const text = site?.function === undefined ? undefined : this.#places.textOf(site.function);
    const reaches =
      site !== undefined && text !== undefined && syntax !== undefined
        ? hasSyntax(syntax, text, site.offset)
        : undefined;
    const judged = this.#judge(builtin, caller, site, text, syntax, reaches);
    const staysHere = judged.moves.some(({ steps }) => steps.length === 0);
    const named = judged.trust !== Trust.uncertain && !(staysHere && reaches === false);
    return { ...judged, named };
  }

  #judge(
    builtin: string,
    caller: Place,
    site: Step | undefined,
    text: string | undefined,
    syntax: BuiltinSyntax | undefined,
    reaches: boolean | undefined,
  ): Judged {
    const exact = usual(caller.callees);
    if (exact.size > 0) return this.#amongCallees(exact, site, syntax, builtin) ?? asRecorded;
    const seen =
      site?.function === undefined ? new Map() : usual(site.function.calls?.get(site.offset));
    if (seen.size > 0) {
      const found = this.#amongCallees(seen, site, syntax, builtin);
      if (found !== undefined && (!reaches || found.trust !== Trust.uncertain)) return found;
    }
    if (reaches) return asRecorded;
    return (
      this.#byCalledName(site, text, syntax, builtin) ??
      (syntax === undefined || seen.size === 0 ? asRecorded : leftInDoubt)
    );
  }

  #syntaxOf(builtin: string): BuiltinSyntax | 'call' | undefined {
    if (!this.#syntaxes.has(builtin)) this.#syntaxes.set(builtin, syntaxOf(builtin));
    return this.#syntaxes.get(builtin);
  }

  #byCalledName(
    site: Step | undefined,
    text: string | undefined,
    syntax: BuiltinSyntax | undefined,
    builtin: string,
  ): Judged | undefined {
    const name =
      site === undefined || text === undefined ? undefined : calledName(text, site.offset);
    if (name === undefined || this.#natives.isMethod(name)) return undefined;
    const named = this.#byName.get(name);
    if (named === undefined) return undefined;
    return this.#amongCallees(new Map([...named].map(one => [one, 1])), site, syntax, builtin);
  }

  /** Undefined when none of the functions runs as machine code: then none of them can be missing. */
  #amongCallees(
    callees: Callees,
    site: Step | undefined,
    syntax: BuiltinSyntax | undefined,
    builtin: string,
  ): Judged | undefined {
    const compiled = [...callees.keys()].filter(({ machine }) => machine.length > 0);
    if (compiled.length === 0) return undefined;
    const fitting = compiled.flatMap(one => this.#candidates.in(one, site, builtin, syntax));
    if (fitting.length > 0 && syntax !== undefined) return divided(fitting);
    const all =
      fitting.length > 0
        ? fitting
        : compiled.flatMap(one => this.#candidates.in(one, site, builtin, undefined));
    if (all.length === 0) return this.#inside(compiled);
    const verdict = divided(all);
    if (syntax === undefined && verdict.trust !== Trust.uncertain) return verdict;
    // Nothing tells the places apart: the function is known, its line is the one it was most often seen at.
    const best = all.reduce((a, b) => (b.score > a.score ? b : a));
    return { trust: Trust.uncertain, moves: [{ steps: best.steps, share: 1 }] };
  }

  /** In functions whose text the log does not have, such as those of Node's snapshot: the line that called them is certain. */
  #inside([first, ...others]: readonly LoggedFunction[]): Judged {
    const steps = this.#places.stepsAt(first.machine[0], -1, -1);
    const isCertain = others.length === 0 && steps.every(({ isNode }) => isNode);
    const trust = isCertain ? Trust.restored : Trust.uncertain;
    return { trust, moves: [{ steps, share: 1 }] };
  }
}

const none: Callees = new Map();

/** Without what was seen so seldom that it may be a slip of V8's. */
function usual(callees: Callees | undefined): Callees {
  if (callees === undefined) return none;
  let most = 0;
  for (const times of callees.values()) most = Math.max(most, times);
  return new Map([...callees].filter(([, times]) => times * 50 >= most));
}

/**
 * Restored when all candidates are credited to one line (whoever called it; Node's own functions are credited to the line
 * that called them; `divided` where they are several places of it), or when the builtin was seen often enough, and
 * as good as always from one of these lines, while frames were still recorded: two additions in a function, one of numbers
 * and one of strings, look alike but only one calls `StringAdd`. Otherwise divided by what speaks for each.
 */
function divided(candidates: readonly Candidate[]): Judged {
  const byLine = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const credited = creditedOf(candidate.steps);
    const key = `${credited?.frame}:${credited?.line}`;
    const others = byLine.get(key);
    if (others === undefined) byLine.set(key, [candidate]);
    else others.push(candidate);
  }
  const seen = candidates.reduce((sum, { sightings }) => sum + sightings, 0);
  for (const ofLine of byLine.values()) {
    const sightings = ofLine.reduce((sum, one) => sum + one.sightings, 0);
    if (byLine.size === 1 || (seen >= enoughSightings && sightings >= seen * 0.95)) {
      const columns = new Set(ofLine.map(({ steps }) => creditedOf(steps)?.column));
      const trust = columns.size > 1 ? Trust.divided : Trust.restored;
      return { trust, moves: shares(ofLine) };
    }
  }
  return { trust: Trust.uncertain, moves: shares(candidates) };
}

function creditedOf(steps: readonly Step[]): Step | undefined {
  return steps.findLast(({ isNode }) => !isNode);
}

/** By how often the builtin was seen from each place on the same way, where it was seen at all; else by what else speaks for them. */
function shares(candidates: readonly Candidate[]): Verdict['moves'] {
  const seen = candidates.reduce((sum, { sightingsThisWay }) => sum + sightingsThisWay, 0);
  const scored = candidates.map(({ steps, score, sightingsThisWay }) => ({
    steps,
    score: seen > 0 ? 0.2 + sightingsThisWay : score,
  }));
  const best = scored.sort((a, b) => b.score - a.score).slice(0, mostPlaces);
  const sum = best.reduce((total, { score }) => total + score, 0);
  return best.map(({ steps, score }) => ({ steps, share: score / sum }));
}
