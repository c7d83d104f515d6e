import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { Rule } from '../../src/core/hints/hint';
import { drawn } from './heat';
import { type Input, seeded } from './inputs';
import { fixedPair, load } from './rule-tester';

/**
 * A fix that is to be reviewed computes the same as the code before it for inputs that its differing case leaves out: the
 * same value or the same kind of error, the same arguments afterwards, for 200 of them.
 */
export function assertSameResults(
  rule: Rule,
  file: string,
  code: string,
  call: string,
  inputs: readonly Input[],
): void {
  const pair = { rule: rule.id, file, code, call, inputs: '', sizes: [], firesAt: 0 };
  const before = load(drawn(code).text, call);
  const fixed = fixedPair(rule, pair);
  const after = load(fixed, call);
  for (let seed = 1; seed <= 200; seed++) {
    const [expected, actual] = [before, after].map(fn => outcome(fn, inputs, seed));
    assert.ok(
      isDeepStrictEqual(actual, expected),
      `seed ${seed}: ${inspect({ expected, actual }, { depth: 5 })}\n${fixed}`,
    );
  }
}

function outcome(fn: (...args: unknown[]) => unknown, inputs: readonly Input[], seed: number) {
  const random = seeded(seed);
  const args = inputs.map(input => input(random));
  try {
    return { value: fn(...args), args };
  } catch (error) {
    return { error: error instanceof Error ? error.constructor.name : error, args };
  }
}
