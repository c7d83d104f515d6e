import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../core/profile';
import { type Line, unreachable } from '../core/units';
import type { FromChart, ToChart } from '../protocol';
import { page } from './chart-panel';
import { openPlace, type Paths } from './paths';
import { addProfile, readProfileFile } from './profile-files';
import type { Sessions } from './sessions';
import { problemText } from './trouble/profiles';
import { type Report, unexpected, messageOf } from './trouble/report';

export interface ProfileEditorParts {
  readonly extensionUri: vscode.Uri;
  readonly sessions: Sessions;
  readonly paths: Paths;
  readonly report: Report;
  /** Where a line that ran in a profile stands now; as it ran where another profile is shown. */
  readonly whereNow: (profile: Profile, document: vscode.TextDocument, ranLine: Line) => Line;
}

/** A `.cpuprofile` opened as a file: its chart in the tab, its heat in the editors. */
export function registerProfileEditor(parts: ProfileEditorParts): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider('tuneline.profile', {
    openCustomDocument: (uri): vscode.CustomDocument => ({ uri, dispose: () => undefined }),
    async resolveCustomEditor({ uri }, { webview, viewColumn, onDidDispose }) {
      const name = basename(uri.fsPath);
      try {
        const profile = await readProfileFile(uri);
        if ('problem' in profile) {
          webview.html = problemPage(problemText(profile, name));
          return;
        }
        await addProfile(parts.sessions, uri, profile);
        onDidDispose(showChart(parts, webview, viewColumn, name, profile).dispose);
      } catch (error) {
        webview.html = problemPage(vscode.l10n.t('{0} can’t be read: {1}', name, messageOf(error)));
      }
    },
  });
}

function showChart(
  { extensionUri, paths, report, whereNow }: ProfileEditorParts,
  webview: vscode.Webview,
  column: vscode.ViewColumn | undefined,
  title: string,
  profile: Profile,
): vscode.Disposable {
  const failed = (error: unknown) => report(unexpected(error));
  const post = (message: ToChart) => void webview.postMessage(message);
  const listening = webview.onDidReceiveMessage((message: FromChart) => {
    switch (message.kind) {
      case 'ready':
        if (vscode.l10n.bundle !== undefined) post({ kind: 'texts', bundle: vscode.l10n.bundle });
        post({ kind: 'profile', id: title, title, profile });
        break;
      case 'open': {
        const { file, line, column: at } = message.place;
        openPlace(paths, file, line, {
          column: at,
          notIn: column,
          keepFocus: message.keepFocus,
          whereNow: (document, ranLine) => whereNow(profile, document, ranLine),
        }).catch(failed);
        break;
      }
      case 'failed':
        failed(Object.assign(new Error(message.message), { stack: message.stack }));
        break;
      default:
        unreachable(message);
    }
  });
  webview.options = {
    enableScripts: true,
    localResourceRoots: ['dist', 'media'].map(one => vscode.Uri.joinPath(extensionUri, one)),
  };
  webview.html = page(webview, extensionUri);
  return listening;
}

/** What is wrong, where the profile would stand. No scripts, nothing remote. */
function problemPage(text: string): string {
  const wayOn = vscode.l10n.t(
    'Make the profile again, or open it as text from the title’s menu: Reopen Editor With…',
  );
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
</head>
<body><h1>${asText(text)}</h1><p>${asText(wayOn)}</p></body>
</html>`;
}

function asText(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}
