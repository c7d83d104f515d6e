import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { findHints } from '../../src/core/hints';
import type { Rule } from '../../src/core/hints/hint';
import { failuresOnce, type RuleFailure, ruleFailureText } from '../../src/core/hints/rule-failure';
import { membershipSet } from '../../src/core/hints/rules/membership-set';
import { startSyntax } from '../../src/editor/syntax';
import { startTypedHints } from '../../src/editor/typed-hints';
import { drawn } from './heat';

const { text, hot } = drawn(`
  const known = ['ada', 'grace', 'barbara', 'frances', 'jean', 'kay', 'betty', 'marlyn', 'ruth'];
  const wanted = ['anita', 'radia', 'shafi', 'lynn', 'adele', 'karen', 'evelyn', 'mary', 'joan'];
  export function count(names: string[]): number {
    let found = 0;
    for (const name of names) {
      if (known.includes(name)) found++; //^
      if (wanted.includes(name)) found++; //^
    }
    return found;
  }
  export function drain(queue: string[]): void {
    while (queue.length > 0) console.log(queue.shift()); //^
  }
`);
const request = { file: '/case.ts', text, hot, activeSamples: 1000 };

/** What is found while a rule meets this at the list of that name. */
function foundWith(rule: Rule, name: string, trouble: () => never) {
  const { check } = rule;
  rule.check = (node, code) => {
    const isThere = ts.isCallExpression(node) && node.expression.getText().startsWith(name);
    return isThere ? trouble() : check.call(rule, node, code);
  };
  try {
    return findHints(request);
  } finally {
    rule.check = check;
  }
}

const failing = (): never => {
  throw new TypeError('nobody thought of this');
};

describe('a rule that fails', () => {
  it('says nothing at that place, and takes no other hint with it', () => {
    const sound = findHints(request);
    assert.ok(sound.hints.some(({ rule, line }) => rule === 'membership-set' && line === 6));
    const found = foundWith(membershipSet, 'known', failing);
    assert.deepEqual(
      found.hints,
      sound.hints.filter(({ rule, line }) => rule !== 'membership-set' || line !== 6),
    );
    const [{ rule, at, error }, ...others] = found.failures;
    assert.deepEqual([rule, others], ['membership-set', []]);
    assert.deepEqual(at, { file: '/case.ts', line: 6 });
    assert.match(error, /^TypeError: nobody thought of this\n.*rule-failure/s);
  });

  it('is not to blame for an expression that is nested deeper than the stack', () => {
    const deep = (): never => deep();
    assert.deepEqual(foundWith(membershipSet, 'known', deep).failures, []);
  });

  it('is told once, with where it was and what to do', () => {
    const told: string[] = [];
    const tell = failuresOnce(failure => told.push(ruleFailureText(failure, basename)));
    const { failures } = foundWith(membershipSet, '', failing);
    tell(failures);
    tell(failures.map(failure => ({ ...failure, at: { file: '/other.ts', line: 9 } })));
    assert.equal(told.length, 1);
    assert.match(told[0], /^The rule membership-set failed at case\.ts:6 \(TypeError: nobody/);
    assert.match(told[0], /please report it[^\n]*$/);
  });

  it('is heard of from the threads of the editor, beside the hints of the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tuneline-failing-'));
    try {
      const value = foundWith(membershipSet, 'known', failing);
      const script = join(folder, 'worker.js');
      writeFileSync(
        script,
        `const { parentPort } = require('node:worker_threads');
        const value = ${JSON.stringify(value)};
        parentPort.on('message', ({ id }) => parentPort.postMessage({ kind: 'done', id, value }));`,
      );
      const heard: RuleFailure[] = [];
      const hear = (failures: readonly RuleFailure[]) => heard.push(...failures);
      for (const thread of [
        startSyntax(script, hear),
        startTypedHints(script, assert.fail, hear),
      ]) {
        const hints = await thread.hints(request, new AbortController().signal);
        assert.deepEqual(hints?.length, value.hints.length);
        thread.dispose();
      }
      assert.deepEqual(heard, [...value.failures, ...value.failures]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
