/** A random number from 0 to 1, the same ones each time. */
export type Random = () => number;

/** The next logarithm of what a run took more than it should. */
export type Noise = () => number;

/** @see mulberry32, a generator of 32 bits by Tommy Ettinger; public domain */
export function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function normal(next: Random, spread: number): Noise {
  return () => spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Student's t with three degrees of freedom: now and then a run far off. */
export function heavyTails(next: Random, spread: number): Noise {
  const unit = normal(next, 1);
  return () => (spread * unit()) / Math.sqrt((unit() ** 2 + unit() ** 2 + unit() ** 2) / 3);
}

/** Other work comes for some runs in a row, which then take two thirds longer. */
export function bursts(next: Random): Noise {
  const unit = normal(next, 0.06);
  let isOn = false;
  return () => {
    if (next() < (isOn ? 0.2 : 0.06)) isOn = !isOn;
    return unit() + (isOn ? 0.5 : 0);
  };
}
