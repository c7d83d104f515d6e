import { formatShare } from '../units';
import type { ConfigurationRule } from './configuration/hint';
import type { Gate, Rule, Safety, Template } from './hint';

/** What explains a rule to a person: made from the rule, its tests and what the bench measured of it. Plain data. */
export interface RulePage extends Pick<Rule, 'id' | 'explanation'> {
  readonly category: Rule['category'] | 'configuration';
  readonly gate: Pick<Gate, 'share' | 'samples'>;
  /** How far its hints may go, the safest first. */
  readonly safety: readonly Safety[];
  /** At least one. */
  readonly examples: readonly Example[];
  /** Cases in which an edit behaves differently, or does not pay. */
  readonly differs: readonly Template[];
  /** Of a rule on how a program is built or run. */
  readonly configuration?: Pick<ConfigurationRule, 'offered' | 'measured'>;
}

export interface Example {
  /** As Markdown names it: `js`, `ts`, `jsx`, `tsx`, `jsonc`. */
  readonly language: string;
  /** Undefined where there is nothing to show: its title says all. */
  readonly before: string | undefined;
  /** Undefined where the rule only advises. */
  readonly after: string | undefined;
  readonly title: Template;
  readonly safety: Safety;
  /** How the second form compares; empty where it was not measured. */
  readonly figures: readonly Figure[];
  /** The size from which on it is offered. */
  readonly offeredFrom: number | undefined;
  /** The figures are of time by the clock: the code waits. */
  readonly byClock: boolean;
}

/** CPU time (or time, see `byClock`) of the first form over that of the second, for one size of input on one version of Node.js. */
export interface Figure {
  readonly node: string;
  readonly size: number;
  readonly ratio: number;
}

/** Puts a template into the reader's language. */
export type Say = (template: Template) => string;

/** The page of a rule as Markdown. */
export function rulePageText(page: RulePage, say: Say): string {
  const one = (text: string, ...args: (string | number)[]) => say({ text, args });
  const [first, ...more] = page.examples;
  const { configuration } = page;
  return [
    `# ${page.id}`,
    `${say(categoryName(page.category))} · ${page.safety.map(of => say(safetyName(of))).join(', ')}`,
    say(page.explanation),
    `### ${say(first.title)}`,
    ...exampleText(first, say),
    ...more.flatMap(example => [`### ${say(example.title)}`, ...exampleText(example, say)]),
    ...(configuration === undefined ? [] : programTable(configuration, say)),
    `## ${one('When it is offered')}`,
    ...offeredText(page, say),
    page.safety.map(of => `- ${say(safetyText(of))}`).join('\n'),
    ...(page.differs.length === 0
      ? []
      : [
          `## ${one('What to look at')}`,
          one('From the code that this rule is tested with:'),
          page.differs.map(of => `- ${say(of)}`).join('\n'),
        ]),
    `## ${one('Where it is not wanted')}`,
    say(silencingText(page)),
    '',
  ].join('\n\n');
}

function offeredText({ gate: { share, samples }, configuration }: RulePage, say: Say): string[] {
  const text =
    configuration === undefined
      ? 'Only where it was measured: at least {0} of active time and {1} samples stand at the code that it is about. What it names is the time that is there, never a promise.'
      : 'Only where it was measured: at least {0} of active time and {1} samples are what it is about. What it names is the time that is there, never a promise.';
  const measured = say({ text, args: [formatShare(share), samples] });
  return configuration === undefined ? [measured] : [measured, say(configuration.offered)];
}

function silencingText({ id, configuration }: RulePage): Template {
  const setting = '`tuneline.hints.disabledRules`';
  if (configuration !== undefined)
    return { text: 'With {0} in the setting {1} it is not listed.', args: [`\`${id}\``, setting] };
  return {
    text: '{0} above a line silences it there, {1} in any comment for its file, and the setting {2} everywhere. The light bulb of the line does all three.',
    args: [`\`// tuneline-disable-next-line ${id}\``, `\`tuneline-disable ${id}\``, setting],
  };
}

function exampleText(example: Example, say: Say): string[] {
  const { language, before, after, safety, figures } = example;
  if (before === undefined) return [];
  const fenced = (code: string) => `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
  if (after === undefined) return [fenced(before)];
  return [
    fenced(before),
    say({ text: 'becomes ({0})', args: [say(safetyName(safety))] }),
    fenced(after),
    ...(figures.length === 0 ? [] : figureTable(example, say)),
  ];
}

/** One row for each size. */
function figureTable({ figures, offeredFrom, byClock }: Example, say: Say): string[] {
  const sizes = [...new Set(figures.map(({ size }) => size))];
  const rows = figures.map(one => ({ ...one, row: `${one.size}` }));
  const isOffered = sizes.some(size => size < (offeredFrom ?? 0));
  const what = byClock
    ? 'How many times shorter the second form took by the clock, as it mostly waits, measured by size of the input.'
    : 'How many times less CPU time the second form took, measured by size of the input.';
  const texts: Template[] = [{ text: what, args: [] }];
  if (isOffered)
    texts.push({ text: 'It is meant for sizes from about {0} on.', args: [offeredFrom ?? 0] });
  texts.push({ text: 'Your program decides: profile again.', args: [] });
  const table = ratioTable(say({ text: 'Size', args: [] }), '--:', rows, say);
  return [table, texts.map(say).join(' ')];
}

/** One row for each program that was measured. */
function programTable({ measured }: Pick<ConfigurationRule, 'measured'>, say: Say): string[] {
  if (measured.length === 0) return [];
  const one = (text: string) => say({ text, args: [] });
  const rows = measured.map(({ program, node, ratio }) => ({ row: one(program), node, ratio }));
  const what =
    'How many times as much CPU time whole programs took without what it advises. Your program decides: profile again.';
  return [ratioTable(one('Program'), '---', rows, say), one(what)];
}

/** One column for each version of Node.js. */
function ratioTable(
  title: string,
  alignment: string,
  figures: readonly { row: string; node: string | number; ratio: number }[],
  say: Say,
): string {
  const nodes = [...new Set(figures.map(({ node }) => node))].sort();
  const names = [...new Set(figures.map(({ row }) => row))];
  const cell = (row: string, node: string | number) => {
    const ratio = figures.find(one => one.row === row && one.node === node)?.ratio;
    return ratio === undefined ? '' : say({ text: '{0} times', args: [ratio] });
  };
  const head = [title, ...nodes.map(node => `Node.js ${node}`)];
  const rows = names.map(row => [row, ...nodes.map(node => cell(row, node))]);
  const table = [head, head.map((_, at) => (at === 0 ? alignment : '---')), ...rows];
  return table.map(row => `| ${row.join(' | ')} |`).join('\n');
}

function categoryName(category: RulePage['category']): Template {
  const names = {
    algorithm: 'Algorithm',
    caching: 'Caching',
    code: 'Code',
    concurrency: 'Concurrency',
    io: 'Input and output',
    configuration: 'Configuration',
  };
  return { text: names[category], args: [] };
}

export function safetyName(safety: Safety): Template {
  const names = { safe: 'safe', review: 'needs review', advice: 'advice' };
  return { text: names[safety], args: [] };
}

function safetyText(safety: Safety): Template {
  const texts = {
    safe: '**Safe**: a quick fix where the code proves that it behaves as before.',
    review:
      '**Needs review**: a rewrite with a preview where one case is open; it is named before you choose.',
    advice: '**Advice**: words only where the edit would reach further than the line.',
  };
  return { text: texts[safety], args: [] };
}
