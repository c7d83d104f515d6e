import type { Rule } from '../../src/core/hints/hint';
import { drawn } from './heat';
import type { Input } from './inputs';
import { assertSame, fixedPair } from './rule-tester';

/**
 * A fix that is to be reviewed computes the same as the code before it for inputs that its differing case leaves out, in the
 * way of a safe one.
 */
export function assertSameResults(
  rule: Rule,
  file: string,
  code: string,
  call: string,
  inputs: readonly Input[],
): void {
  const pair = { rule: rule.id, file, code, call, inputs: '', sizes: [], firesAt: 0 };
  assertSame(drawn(code).text, fixedPair(rule, pair), { call, inputs });
}
