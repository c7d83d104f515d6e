import type { Code, Finding } from './hint';
import type { MembershipTest } from './membership-test';

/** `this.list.includes(x)`. */
export function findFieldTest(test: MembershipTest, code: Code): Finding | undefined {
  void test;
  void code;
  return undefined;
}
