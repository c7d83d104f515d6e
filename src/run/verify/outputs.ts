import { compareOutputs } from '../../core/same-output';
import type { Difference, Verification } from '../../core/verification';
import { endingOf, lastLines, type VersionRun } from './run-version';

/** So many different outputs of a version are kept: one that varies has shown by then where. */
const mostKept = 6;

/** What a version wrote in its runs so far. */
export class Outputs {
  readonly #stdout = new Set<string>();
  readonly #exits = new Set<string>();
  readonly #files = new Map<string, Set<string | undefined>>();
  #stderr = '';

  add({ ran, stdout, stderr, files }: VersionRun): void {
    keep(this.#stdout, stdout);
    this.#exits.add(endingOf(ran));
    this.#stderr = stderr;
    for (const [name, text] of files) {
      const kept = this.#files.get(name) ?? new Set();
      this.#files.set(name, kept);
      keep(kept, text);
    }
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** How it differs from what the version after wrote, and what of it can't be compared. */
  compare(after: Outputs): Pick<Verification, 'differences' | 'leftOut'> {
    const differences: Difference[] = [];
    const leftOut: Verification['leftOut'][number][] = [];
    const exits = [this.#exits, after.#exits] as const;
    if (![...exits[0]].some(exit => exits[1].has(exit))) {
      const [before, other] = exits.map(set => [...set].join(' or '));
      const stderr = { before: lastLines(this.#stderr), after: lastLines(after.#stderr) };
      differences.push({ kind: 'exit', before, after: other, stderr });
    }
    const compare = (what: string, one: readonly string[], other: readonly string[]) => {
      const { difference, leftOut: left } = compareOutputs(one, other);
      if (difference !== undefined) differences.push({ kind: 'text', what, ...difference });
      if (left.lines > 0 || left.order) leftOut.push({ what, ...left });
    };
    compare('stdout', [...this.#stdout], [...after.#stdout]);
    for (const [name, texts] of this.#files) {
      const [one, other] = [texts, after.#files.get(name) ?? new Set()].map(set => ({
        texts: [...set].filter(text => text !== undefined),
        isThere: !set.has(undefined),
      }));
      if (one.isThere && other.isThere) compare(name, one.texts, other.texts);
      else {
        const isIn = !one.isThere && !other.isThere ? 'both' : one.isThere ? 'after' : 'before';
        differences.push({ kind: 'missing-file', what: name, in: isIn });
      }
    }
    return { differences, leftOut };
  }
}

function keep<Text>(kept: Set<Text>, text: Text): void {
  if (kept.size < mostKept) kept.add(text);
}
