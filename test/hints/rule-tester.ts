import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import { rules } from '../../src/core/hints';
import { applyEdits } from '../../src/core/text-edit';
import { formatTemplate, type Hint, type HotEvidence, type Rule } from '../../src/core/hints/hint';
import { isBroken, parse } from '../../src/core/hints/parse';
import { rulePageText } from '../../src/core/hints/rule-page';
import { dedent, drawn, hintsEverywhere, hintsOf } from './heat';
import { type Input, seeded } from './inputs';
import { rulePage } from './rule-pages';
import { newTypeErrors } from './type-errors';

/** Code that a rule must say nothing about. Hot lines end in `//^`. */
export interface SilentCase {
  readonly why: string;
  readonly code: string;
  /** Its ending says the language; `case.ts` if not given. */
  readonly file?: string;
  /** What else was measured on its hot lines. */
  readonly measured?: Partial<HotEvidence>;
}

/** How the code before and after a safe fix is run on the same odd inputs. */
export interface Run {
  /** A function at the top level of the code. */
  readonly call: string;
  readonly inputs: readonly Input[];
}

/** Code that a rule has a hint for. */
export type HintCase = {
  readonly why: string;
  readonly code: string;
  readonly file?: string;
  readonly measured?: Partial<HotEvidence>;
  /** Something that must be in the text of what differs. */
  readonly differs?: RegExp;
} & (
  | {
      readonly safety: 'safe';
      readonly fixed: string;
      readonly run: Run | { readonly not: string };
    }
  | { readonly safety: 'review'; readonly fixed: string }
  | { readonly safety: 'advice' }
);

/** What the bench measures: the rule's own fix of `code` against `code`. */
export interface BenchPair {
  readonly rule: string;
  readonly code: string;
  readonly file: string;
  /** A function at the top level of the code, and what it is called with at a size; the text is run by plain Node. */
  readonly call: string;
  readonly inputs: string;
  readonly sizes: readonly number[];
  /** The size from which on the rule says that it is faster. */
  readonly firesAt: number;
  /** What a person makes of `code` who follows the advice: for rules that have no edit. */
  readonly advised?: string;
  /** Whether the function waits: it is measured by the clock, and not by CPU time. */
  readonly waits?: boolean;
  readonly measured?: Partial<HotEvidence>;
}

export interface RuleCases {
  readonly silent: readonly SilentCase[];
  readonly hints: readonly HintCase[];
  readonly bench: readonly BenchPair[];
}

/** What is known of each rule once its test was read: the pages that explain the rules are made of it. */
export const casesOf = new Map<string, RuleCases>();

/** One test per case, and those that hold for every rule. */
export function testRule(rule: Rule, cases: RuleCases): void {
  casesOf.set(rule.id, cases);
  describe(`the rule ${rule.id}`, () => {
    it('is registered, and its cases are all different', () => {
      assert.ok(rules.includes(rule), `${rule.id} is not in the list of rules`);
      const all = [...cases.silent, ...cases.hints].map(one => `${one.file} ${dedent(one.code)}`);
      const twice = all.find((code, index) => all.indexOf(code) !== index);
      assert.equal(twice, undefined, `this case is there twice: ${twice}`);
      assert.ok(cases.silent.length > 0 && cases.hints.length > 0 && cases.bench.length > 0);
    });
    for (const one of cases.silent) it(`is silent ${one.why}`, () => checkSilent(rule, one));
    for (const one of cases.hints) it(`finds ${one.why}`, () => checkHint(rule, one));
    for (const pair of cases.bench)
      it(`fixes the pair of the bench, ${pair.call}`, () => {
        assert.ok(fixedPair(rule, pair) !== undefined);
      });
    it('is explained on a page with an example', () => {
      const page = rulePage(rule, cases);
      const text = rulePageText(page, formatTemplate);
      const [{ before, after, safety }] = page.examples;
      assert.ok([before, after].every(code => text.includes(code?.trimEnd() ?? '')));
      assert.ok(after !== undefined || safety === 'advice');
      assert.match(formatTemplate(rule.explanation), /.{40}\.$/s, 'sentences explain it');
      assert.doesNotMatch(text, /\{\d\}/);
    });
    it('leaves typed files as free of type errors as they were', () => {
      const typed = cases.hints
        .filter(one => one.safety !== 'advice' && /ts/.test(fileOf(one)))
        .map(one => ({
          file: fileOf(one),
          before: drawn(one.code).text,
          after: dedent(one.safety === 'advice' ? '' : one.fixed),
        }));
      assert.deepEqual(newTypeErrors(typed), []);
    }).timeout(120_000);
  });
}

function fileOf(one: SilentCase | HintCase): string {
  return `/${one.file ?? 'case.ts'}`;
}

function checkSilent(rule: Rule, one: SilentCase): void {
  const { text, hot } = drawn(one.code, one.measured);
  assert.ok(hot.length > 0, 'no line of this case is marked hot');
  assertParses(fileOf(one), text);
  const hints = hintsOf(fileOf(one), text, hot).filter(hint => hint.rule === rule.id);
  assert.deepEqual(hints.map(describeHint), []);
}

function checkHint(rule: Rule, one: HintCase): void {
  const { text, hot } = drawn(one.code, one.measured);
  const file = fileOf(one);
  assertParses(file, text);
  const hints = hintsOf(file, text, hot).filter(hint => hint.rule === rule.id);
  assert.ok(hints.length > 0, 'no hint');
  const [hint] = hints;
  assert.equal(hint.safety, one.safety, describeHint(hint));
  assert.equal(hint.differs === undefined, hint.safety === 'safe', 'safe hints differ in nothing');
  if (one.differs !== undefined) assert.match(describeHint(hint), one.differs);
  if (one.safety === 'advice') {
    assert.deepEqual(hint.edits, []);
    return;
  }
  const fixed = applyEdits(text, hint.edits);
  assert.equal(fixed, dedent(one.fixed));
  assertParses(file, fixed);
  const again = hintsEverywhere(file, fixed).filter(({ rule: id }) => id === rule.id);
  assert.deepEqual(again.map(describeHint), [], 'the fixed code triggers the rule again');
  if (one.safety === 'safe' && 'call' in one.run) assertSame(text, fixed, one.run);
}

function describeHint(hint: Hint): string {
  const differs = hint.differs === undefined ? '' : ` – ${formatTemplate(hint.differs)}`;
  return `line ${hint.line}: ${formatTemplate(hint.title)} (${hint.safety})${differs}`;
}

function assertParses(file: string, text: string): void {
  const tree = parse(file, text);
  assert.ok(tree !== undefined && !isBroken(tree), `does not parse:\n${text}`);
}

/** Runs both on the same 300 inputs from a seeded generator: same value or same error, same arguments afterwards. */
export function assertSame(before: string, after: string, { call, inputs }: Run): void {
  const old = load(before, call);
  const now = load(after, call);
  for (let seed = 1; seed <= 300; seed++) {
    const expected = outcome(old, inputs, seed);
    const actual = outcome(now, inputs, seed);
    assert.ok(
      isDeepStrictEqual(actual, expected),
      `with seed ${seed} the fixed code differs: ${inspect({ expected, actual })}`,
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

/** The function of that name at the top level of the code, which may be TypeScript and a module. */
export function load(code: string, name: string): (...args: unknown[]) => unknown {
  const { outputText } = ts.transpileModule(`${code}\n;(globalThis as any).found = ${name};`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const holder: { found?: (...args: unknown[]) => unknown } = {};
  new Function('globalThis', 'exports', 'require', outputText)(holder, {}, require);
  assert.ok(holder.found, `${name} is not in the code`);
  return holder.found;
}

/** The code of a bench's pair after the rule's own fix, or as its advice has it. */
export function fixedPair(rule: Rule, pair: BenchPair): string {
  const { text, hot } = drawn(pair.code, pair.measured);
  const hint = hintsOf(`/${pair.file}`, text, hot).find(({ rule: id }) => id === rule.id);
  if (pair.advised !== undefined) {
    assert.ok(hint?.safety === 'advice', `no advice for ${pair.call}`);
    return dedent(pair.advised);
  }
  assert.ok(hint !== undefined && hint.edits.length > 0, `no fix for ${pair.call}`);
  return applyEdits(text, hint.edits);
}
