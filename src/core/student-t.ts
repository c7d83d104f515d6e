import { bisect } from 'simple-statistics';

/**
 * How many standard errors to both sides of a mean hold the truth but for a part `error` of all cases, by Student's t
 * distribution: `criticalT(0.05, 14)` is 2.145.
 */
export function criticalT(error: number, freedom: number): number {
  // As a share of a quarter turn, since t itself grows without bound as the error gets small.
  const turn = (share: number) => Math.tan((share * Math.PI) / 2);
  const beyond = (share: number) => 1 - within(turn(share), freedom) - error;
  return turn(bisect(beyond, 0, 1, 100, 1e-12));
}

/**
 * The probability that |T| < t, for whole degrees of freedom, where it is a finite sum.
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4
 */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine2 = Math.cos(angle) ** 2;
  const isOdd = freedom % 2 === 1;
  let sum = 0;
  let term = isOdd ? Math.cos(angle) : 1;
  for (let k = isOdd ? 1 : 0; k <= freedom - 2; k += 2) {
    sum += term;
    term *= (cosine2 * (k + 1)) / (k + 2);
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
