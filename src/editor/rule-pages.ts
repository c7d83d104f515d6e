import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type RulePage, rulePageText } from '../core/hints/rule-page';
import { translated } from './hint-texts';
import { showRendered } from './markdown-page';

/** The pages that explain the rules, as documents of their own kind: nothing lies on disk but what they are made of. */
export interface RulePages extends vscode.Disposable {
  /** Shows the page of a rule, rendered, beside the code. */
  readonly show: (rule: string) => Promise<void>;
}

const scheme = 'tuneline-rule';

/** `file` is `dist/rule-pages.json`, which is read when the first page is asked for. */
export function createRulePages(file: string): RulePages {
  let reading: Promise<readonly RulePage[]> | undefined;
  const pages = () =>
    (reading ??= readFile(file, 'utf8').then(text => JSON.parse(text) as readonly RulePage[]));
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri) {
      const page = (await pages()).find(({ id }) => pageUri(id).path === uri.path);
      return page === undefined
        ? vscode.l10n.t('There is no rule of this name.')
        : rulePageText(page, translated);
    },
  });
  return {
    async show(rule) {
      await showRendered(pageUri(rule));
    },
    dispose: () => provider.dispose(),
  };
}

function pageUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${rule}.md` });
}
