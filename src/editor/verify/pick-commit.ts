import * as vscode from 'vscode';

/**
 * A commit of the repository that a folder is in, by its short name: `none` where there is none, undefined when the user went away.
 * `about`: what to say of a commit beside how old it is.
 */
export async function pickCommit(
  folder: string,
  {
    title,
    placeHolder,
    about = () => '',
  }: {
    readonly title: string;
    readonly placeHolder: string;
    readonly about?: (commit: string) => string;
  },
): Promise<string | 'none' | undefined> {
  const { lastCommits } = await import('../../run/verify/git');
  const commits = await lastCommits(folder);
  if (commits.length === 0) return 'none';
  const items = commits.map(({ short, subject, when }, index) => ({
    label: index === 0 ? vscode.l10n.t('$(git-commit) Last Commit') : `$(git-commit) ${short}`,
    description: index === 0 ? `${short} · ${subject}` : subject,
    detail: [when, about(short)].filter(part => part !== '').join(' · '),
    short,
  }));
  const options = { title, placeHolder, matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.short;
}
