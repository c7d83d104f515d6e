import { rules } from '../../src/core/hints';
import { configurationRules } from '../../src/core/hints/configuration';
import type { ConfigurationRule } from '../../src/core/hints/configuration/hint';
import { applyEdits } from '../../src/core/text-edit';
import type { Hint, HotEvidence, Rule, Safety } from '../../src/core/hints/hint';
import type { Example, RulePage } from '../../src/core/hints/rule-page';
import { figuresOf } from '../bench/figures';
import { type ConfigurationCases, configurationCasesOf, hintOf } from './configuration-tester';
import { dedent, drawn, hintsOf } from './heat';
import { type BenchPair, casesOf, type HintCase, type RuleCases } from './rule-tester';

/** Pages with more examples are not read. */
const mostExamples = 10;
const mostDiffering = 9;
const bySafety: readonly Safety[] = ['safe', 'review', 'advice'];

/** The page of every rule: what the build puts into dist/. */
export function rulePages(): RulePage[] {
  return [
    ...rules.map(rule => rulePage(rule, known(casesOf, rule))),
    ...configurationRules.map(rule => configurationPage(rule, known(configurationCasesOf, rule))),
  ];
}

function known<T>(cases: ReadonlyMap<string, T>, { id }: { readonly id: string }): T {
  const found = cases.get(id);
  if (found === undefined) throw new Error(`no test of the rule ${id} was read`);
  return found;
}

/** Examples are the pairs that the bench measures; where none of them is fixed, the first case of the test. */
export function rulePage(rule: Rule, cases: RuleCases): RulePage {
  const hints = cases.hints.map(one => hintOn(rule, one));
  const found = [...hints, ...cases.bench.map(pair => hintOn(rule, pair))];
  const measured = cases.bench.flatMap(pair => measuredExample(rule, pair));
  const all =
    measured.length > 0 ? measured : cases.hints.slice(0, 1).map(one => testedExample(rule, one));
  // One for each kind of advice, as its title says it.
  const examples = firstOfEach(all, ({ title }) => title.text).slice(0, mostExamples);
  const differs = firstOfEach(
    hints.flatMap(hint => hint?.differs ?? []),
    ({ text }) => text,
  );
  if (examples.length === 0) throw new Error(`the rule ${rule.id} has no example for its page`);
  const { id, category, explanation, gate } = rule;
  return {
    id,
    category,
    explanation,
    gate,
    safety: bySafety.filter(safety => found.some(hint => hint?.safety === safety)),
    examples,
    differs: differs.slice(0, mostDiffering),
  };
}

/** Its examples are the first case of each kind of edit; where none has one, the first title. */
export function configurationPage(rule: ConfigurationRule, cases: ConfigurationCases): RulePage {
  const { id, explanation, gate, offered, measured } = rule;
  const found = cases.hints.map(one => {
    const hint = hintOf(rule, one);
    if (hint === undefined) throw new Error(`the rule ${id} finds nothing ${one.why}`);
    return { hint, text: one.files?.[hint.file] };
  });
  const edited = found.filter(({ hint }) => hint.edits.length > 0);
  const shown = firstOfEach(
    edited.length > 0 ? edited : found.slice(0, 1),
    ({ hint }) => hint.file,
  );
  const hints = found.map(({ hint }) => hint);
  return {
    id,
    category: 'configuration',
    explanation,
    gate,
    safety: bySafety.filter(safety => hints.some(hint => hint.safety === safety)),
    examples: shown.slice(0, mostExamples).map(({ hint: { title, safety, edits }, text }) => ({
      language: 'jsonc',
      before: edits.length === 0 ? undefined : text,
      after: text === undefined || edits.length === 0 ? undefined : applyEdits(text, edits),
      title,
      safety,
      figures: [],
      offeredFrom: undefined,
      byClock: false,
    })),
    differs: firstOfEach(
      hints.flatMap(hint => hint.differs ?? []),
      ({ text }) => text,
    ),
    configuration: { offered, measured },
  };
}

/** A pair or a case, with what some have. */
interface Drawn {
  readonly code: string;
  readonly file?: string;
  /** What else was measured on its hot lines. */
  readonly measured?: Partial<HotEvidence>;
  /** What a person makes of the code who follows the advice. */
  readonly advised?: string;
}

const fileOf = ({ file = 'case.ts' }: Drawn) => file;

function hintOn(rule: Rule, one: Drawn): Hint | undefined {
  const { text, hot } = drawn(one.code);
  const measured = hot.map(line => ({ ...line, ...one.measured }));
  return hintsOf(`/${fileOf(one)}`, text, measured).find(hint => hint.rule === rule.id);
}

function measuredExample(rule: Rule, pair: BenchPair): Example[] {
  const hint = hintOn(rule, pair);
  const example = hint && exampleOf(hint, pair);
  if (example?.after === undefined) return [];
  const offeredFrom = pair.sizes.some(size => size < pair.firesAt) ? pair.firesAt : undefined;
  return [{ ...example, figures: figuresOf(pair), offeredFrom, byClock: pair.waits === true }];
}

function testedExample(rule: Rule, one: HintCase): Example {
  const hint = hintOn(rule, one);
  if (hint === undefined) throw new Error(`the rule ${rule.id} finds nothing in ${one.code}`);
  return { ...exampleOf(hint, one), figures: [], offeredFrom: undefined, byClock: false };
}

function exampleOf({ title, safety, edits }: Hint, one: Drawn) {
  const { text } = drawn(one.code);
  const advised = one.advised === undefined ? undefined : dedent(one.advised);
  return {
    language: /\.[mc]?(tsx?|jsx?)$/.exec(fileOf(one))?.[1] ?? 'js',
    before: text,
    after: edits.length === 0 ? advised : applyEdits(text, edits),
    title,
    safety,
  };
}

function firstOfEach<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const keys = values.map(keyOf);
  return values.filter((_, at) => keys.indexOf(keys[at]) === at);
}
