import type { Hint } from './hint';

/** How many hints are what they are since the code was counted. Each is in one of them at most. */
export interface ToldByCounts {
  /** Proven to keep behaviour and to pay; they were not. */
  readonly safe: number;
  /** Not offered any more: it does not pay. */
  readonly silent: number;
  /** Of the same class as before; the size that they depend on is told. */
  readonly sized: number;
  /** Their size is not known still. */
  readonly unknown: number;
}

/** `before` without counts, `after` with them, both of the same texts; `file` tells texts apart. */
export function toldByCounts<One extends Hint & { readonly file: string }>(
  before: readonly One[],
  after: readonly One[],
): ToldByCounts {
  const key = ({ file, rule, start }: One) => JSON.stringify([file, rule, start]);
  const now = new Map(after.map(hint => [key(hint), hint]));
  const result = { safe: 0, silent: 0, sized: 0, unknown: 0 };
  for (const hint of before) {
    const counted = now.get(key(hint));
    if (counted === undefined) result.silent++;
    else if (counted.safety === 'safe' && hint.safety !== 'safe') result.safe++;
    else if (counted.size === 'not-counted') result.unknown++;
    else if (counted.size !== undefined) result.sized++;
  }
  return result;
}
