/** A span of time in microseconds. Text is made from it only at the edge, with `formatMicros`. */
export type Micros = number;

/** A line of a text, 1-based. 0 or less inside columns means "not known". */
export type Line = number;

/** A column of a line in UTF-16 units, 0-based. -1 inside columns means "not known". */
export type Column = number;

/** A part of the active time, 0 to 1. */
export type Share = number;

/** A closed interval around a measured value, in the value's own unit. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** `412 ms`, `3.2 s`, `85 µs`: two significant digits below 100 of a unit, whole numbers above. */
export function formatMicros(micros: Micros): string {
  if (micros >= 1e6) return `${significant(micros / 1e6)} s`;
  if (micros >= 1e3) return micros >= 999.5e3 ? '1.0 s' : `${significant(micros / 1e3)} ms`;
  return micros >= 999.5 ? '1.0 ms' : `${significant(micros)} µs`;
}

/** The ends of an interval, `380–440 ms`, `920 ms–1.1 s`. */
export function formatMicrosRange({ low, high }: Interval): string {
  const [from, to] = [formatMicros(low), formatMicros(high)];
  const [number, unit] = from.split(' ');
  return `${to.endsWith(` ${unit}`) ? number : from}–${to}`;
}

/** A span that is only guessed: `40 s`, `2.5 min`, `12 min`. */
export function formatRoughly(micros: Micros): string {
  return micros < 99.5e6 ? formatMicros(micros) : `${significant(micros / 60e6)} min`;
}

/** `38%`, `4.2%`, `0.6%`, `<0.1%`: two significant digits. */
export function formatShare(share: Share): string {
  const percent = share * 100;
  if (percent === 0) return '0%';
  return percent < 0.1 ? '<0.1%' : `${significant(percent)}%`;
}

/** The ends of a share's interval, `29–48%`, `0.1–0.6%`: both with as many digits as the share itself is written with. */
export function formatShareRange(share: Share, { low, high }: Interval): string {
  const digits = share * 100 < 9.95 ? 1 : 0;
  const end = (value: number) => (value * 100).toFixed(digits).replace(/^0\.0$/, '0');
  return `${end(low)}–${end(high)}%`;
}

function significant(value: number): string {
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0);
}

/**
 * The 95 % Wilson score interval of a share estimated from independent samples.
 * @see Wilson, E. B. (1927); it stays inside 0..1 and is sound for small counts.
 */
export function shareInterval(share: Share, samples: number): Interval {
  if (samples <= 0) return { low: 0, high: 1 };
  const z = 1.96;
  const spread = (z * z) / samples;
  const centre = share + spread / 2;
  const half = z * Math.sqrt((share * (1 - share)) / samples + spread / (4 * samples));
  return {
    low: Math.max(0, (centre - half) / (1 + spread)),
    high: Math.min(1, (centre + half) / (1 + spread)),
  };
}

/** `1.83`, `12.4`, `120`: two places behind the point, or three digits. */
export function formatRatio(ratio: number): string {
  if (ratio >= 1000) return ratio.toExponential(1);
  return ratio < 10 ? ratio.toFixed(2) : ratio.toPrecision(3);
}

/** So many each second, `1240`, `12.4`: three digits below 100, whole numbers above. */
export function formatRate(perSecond: number): string {
  return perSecond < 99.5 ? perSecond.toPrecision(3) : perSecond.toFixed(0);
}

/** `3`, `3,000`, `120,000`: a count in full. */
export function formatCount(count: number): string {
  return count.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Ends a `switch` over a union: the compiler proves that no member was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
