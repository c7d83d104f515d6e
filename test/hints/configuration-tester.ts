import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import {
  type ConfigurationHint,
  configurationHints,
  configurationRules,
  type HowItRan,
} from '../../src/core/hints/configuration';
import type { ConfigurationRule } from '../../src/core/hints/configuration/hint';
import { formatTemplate } from '../../src/core/hints/hint';
import { rulePageText } from '../../src/core/hints/rule-page';
import type { Profile } from '../../src/core/profile';
import type { CommandTarget, FileTarget } from '../../src/core/session';
import { applyEdits } from '../../src/core/text-edit';
import { roleOf } from '../../src/run/roles';
import { drawnProfile } from '../core/drawn-profile';
import { configurationPage } from './rule-pages';

/** What was run and measured. */
export interface ConfigurationCase {
  readonly why: string;
  /** See `drawnProfile`. */
  readonly profile: string;
  /** What lies on disk, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Null: it is not known, as of a profile from elsewhere. */
  readonly ran?: Partial<HowItRan> | null;
}

export type ConfigurationHintCase = ConfigurationCase & {
  readonly differs?: RegExp;
} & (
    | {
        readonly safety: 'review';
        /** The file that is edited, after it. */
        readonly fixed: string;
      }
    | { readonly safety: 'advice' }
  );

export interface ConfigurationCases {
  readonly silent: readonly ConfigurationCase[];
  readonly hints: readonly ConfigurationHintCase[];
}

/** What is known of each rule once its test was read: the pages that explain the rules are made of it. */
export const configurationCasesOf = new Map<string, ConfigurationCases>();

export const program: FileTarget = {
  kind: 'file',
  file: '/app/main.js',
  args: [],
  cwd: '/app',
  env: {},
};

export function npm(...args: string[]): CommandTarget {
  return {
    kind: 'command',
    name: `npm ${args.join(' ')}`,
    file: '/app/package.json',
    executable: 'npm',
    args,
    cwd: '/app',
    env: {},
  };
}

/** As in a recording of `program`. */
const roles = roleOf({ own: ['/tuneline/dist/loader.js'], target: program.file });

/** The hints where these files lie on disk, when no rule failed. */
export function hintsWith(
  files: Readonly<Record<string, string>>,
  ran: Partial<HowItRan> | null,
  profile: Profile,
): readonly ConfigurationHint[] {
  const nearest = (name: string, from: string) => {
    for (let folder = dirname(from); ; folder = dirname(folder)) {
      const file = join(folder, name);
      if (file in files) return { file, text: files[file] };
      if (folder === dirname(folder)) return undefined;
    }
  };
  const usual = { target: program, nodeVersion: '22.23.3', environment: {} };
  const how = ran === null ? undefined : { ...usual, ...ran };
  const { hints, failures } = configurationHints(profile, nearest, how);
  assert.deepEqual(failures, []);
  return hints;
}

export function hintOf(
  { id }: ConfigurationRule,
  { files = {}, ran = {}, profile }: ConfigurationCase,
): ConfigurationHint | undefined {
  const drawn = drawnProfile(profile, { roleOf: roles });
  return hintsWith(files, ran, drawn).find(({ rule }) => rule === id);
}

/** One test per case, and those that hold for every rule. */
export function testConfiguration(rule: ConfigurationRule, cases: ConfigurationCases): void {
  configurationCasesOf.set(rule.id, cases);
  describe(`the rule ${rule.id}`, () => {
    it('is registered', () => assert.ok(configurationRules.includes(rule)));
    for (const one of cases.silent)
      it(`is silent ${one.why}`, () => assert.equal(hintOf(rule, one), undefined));
    for (const one of cases.hints) it(`finds ${one.why}`, () => checkHint(rule, one));
    it('is explained on a page', () => {
      const page = configurationPage(rule, cases);
      const text = rulePageText(page, formatTemplate);
      const [{ before, after }] = page.examples;
      for (const part of [before, after, rule.offered.text]) assert.ok(text.includes(part ?? ''));
      assert.match(formatTemplate(rule.explanation), /.{40}\.$/s, 'sentences explain it');
      assert.ok(rule.measured.length > 0 && /\| Node\.js 2\d \|/.test(text), 'it was measured');
      assert.doesNotMatch(text, /\{\d\}|tuneline-disable/);
    });
  });
}

function checkHint(rule: ConfigurationRule, one: ConfigurationHintCase): void {
  const hint = hintOf(rule, one);
  assert.ok(hint !== undefined, 'no hint');
  assert.equal(hint.safety, one.safety);
  assert.ok(hint.differs !== undefined, 'it names in which case it differs');
  if (one.differs !== undefined) assert.match(formatTemplate(hint.differs), one.differs);
  if (one.safety === 'advice') {
    assert.deepEqual(hint.edits, []);
    return;
  }
  const files = { ...one.files };
  files[hint.file] = applyEdits(files[hint.file], hint.edits);
  assert.equal(files[hint.file], one.fixed);
  assert.equal(hintOf(rule, { ...one, files }), undefined, 'it is silent from then on');
}
