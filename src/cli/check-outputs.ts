import type { CheckReport, NotChecked } from './check';
import type { Checked } from '../run/check-budget';
import {
  absoluteNote,
  factsOf,
  faultsIn,
  faultText,
  headOf,
  inRepository,
  isOfMachine,
  isNotChecked,
  outcomeOf,
  warningsOf,
} from './check-report';

/** JUnit XML as CI servers read it: one test case for each budget. What is unclear passes, and says so. */
export function junitCheck({ results, base, file }: CheckReport): string {
  const count = (outcome: string) => results.filter(one => outcomeOf(one) === outcome).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="tuneline check" tests="${results.length}" failures="${count('broken')}" errors="${count('error')}" skipped="0">`,
    ...results.map(result => {
      const facts = factsOf(result, base);
      const warnings = warningsOf(result);
      const told = xml([facts, ...warnings, ...faultsIn(result).map(faultText)].join('\n'));
      const inside = {
        kept: `<system-out>${told}</system-out>`,
        unclear: `<system-out>unclear: ${told}</system-out>`,
        broken: `<failure message="${xml(facts)}" type="budget">${told}</failure>`,
        error: `<error message="${xml(facts)}" type="not measured">${told}</error>`,
      }[outcomeOf(result)];
      const { name, line } = result.budget;
      return `<testcase classname="tuneline" name="${xml(name)}" file="${xml(inRepository(file))}" line="${line}">${inside}</testcase>`;
    }),
    '</testsuite></testsuites>',
    '',
  ].join('\n');
}

function xml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text
    .replace(/[&<>"]/g, character => `&${names[character]};`)
    .replace(/[^\t\n\r\x20-\uffff]/g, '\uFFFD');
}

/** Commands that GitHub Actions reads from the output: an annotation at the line at fault, else at the budget; warnings at the budget. */
export function githubAnnotations(report: CheckReport): string[] {
  return report.results.flatMap(result => {
    const outcome = outcomeOf(result);
    const { name, line } = result.budget;
    const ofBudget = { file: report.file, line };
    const warnings = warningsOf(result).map(text =>
      // GitHub says itself that it is a warning.
      annotation(
        'warning',
        ofBudget,
        `Budget “${name}”: the output differs`,
        text.replace(/^warning: t/, 'T'),
      ),
    );
    if (outcome === 'kept') return warnings;
    const text = [factsOf(result, report.base), ...faultsIn(result).map(faultText)].join('\n');
    const kind = outcome === 'unclear' ? 'notice' : 'error';
    const place = faultsIn(result)[0] ?? ofBudget;
    return [annotation(kind, place, `Budget “${name}”: ${outcome}`, text), ...warnings];
  });
}

function annotation(
  kind: 'notice' | 'warning' | 'error',
  { file, line }: { readonly file: string; readonly line: number },
  title: string,
  text: string,
): string {
  const listed = Object.entries({ file: inRepository(file), line: `${line}`, title })
    .map(([key, value]) => `${key}=${property(value)}`)
    .join(',');
  return `::${kind} ${listed}::${data(text)}`;
}

/** @see the toolkit of GitHub Actions, packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Markdown for the page of the job. */
export function githubSummary({ results, base }: CheckReport): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const row = (result: Checked | NotChecked) => {
    // Only the first line of a warning is ours: what the program wrote may be Markdown.
    const warnings = warningsOf(result).map(text => text.split('\n')[0]);
    const lines = [...warnings, ...faultsIn(result).map(faultText)].map(text => `<br>${text}`);
    return `| ${headOf(result)} | ${cell(result.budget.name)} | ${cell(factsOf(result, base))}${lines.map(cell).join('')} |`;
  };
  const hasTimes = results.some(({ budget }) => isOfMachine(budget));
  return [
    '## Tuneline budgets',
    '',
    '| | Budget | Measured |',
    '| --- | --- | --- |',
    ...results.map(row),
    '',
    ...(hasTimes ? [absoluteNote, ''] : []),
    ...(results.some(isNotChecked) ? ['Not all budgets could be measured.', ''] : []),
  ].join('\n');
}
