import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Disposable } from '../core/store';
import type { Line } from '../core/units';
import type { FromChart, Place, ToChart } from '../protocol';

/** What the chart shows: a `profile` message without its kind. */
export type ChartProfile = Omit<Extract<ToChart, { kind: 'profile' }>, 'kind'>;

export interface ChartPanelOptions {
  readonly extensionUri: vscode.Uri;
  /** Calls `show` now and whenever another profile, or none, is to be shown; a store's `watch` with its selector. */
  readonly watch: (show: (profile: ChartProfile | undefined) => void) => Disposable;
  /** The user chose a box. `chartColumn` is where not to put the file; with `keepFocus` the keyboard stays in the chart. */
  readonly open: (
    place: Place,
    chartColumn: vscode.ViewColumn | undefined,
    keepFocus: boolean,
  ) => void;
  /** The page failed. */
  readonly failed: (message: string, stack: string) => void;
}

/** The chart beside the editor; there is one. It comes back by itself when the window is loaded again. */
export interface ChartPanel extends vscode.Disposable {
  /** Opens the chart, or brings it to the front. */
  show(): void;
  /** Opens the chart and shows the boxes of a line. */
  reveal(file: string, line: Line): void;
}

/** Also the name in the manifest's `onWebviewPanel:` activation event. */
const viewType = 'tuneline.chart';

export function createChartPanel(options: ChartPanelOptions): ChartPanel {
  const { extensionUri } = options;
  const roots = ['dist', 'media'].map(folder => vscode.Uri.joinPath(extensionUri, folder));
  let panel: vscode.WebviewPanel | undefined;
  /** The page runs and listens: it is gone while its tab is hidden. */
  let isReady = false;
  let profile: ChartProfile | undefined;
  let asked: Extract<ToChart, { kind: 'reveal' }> | undefined;

  function post(message: ToChart): void {
    if (isReady) void panel?.webview.postMessage(message);
  }

  function postProfile(): void {
    post(profile === undefined ? { kind: 'no-profile' } : { kind: 'profile', ...profile });
  }

  function postReveal(): void {
    if (!isReady || asked === undefined) return;
    post(asked);
    asked = undefined;
  }

  function answer(message: FromChart): void {
    switch (message.kind) {
      case 'ready':
        isReady = true;
        if (vscode.l10n.bundle !== undefined) post({ kind: 'texts', bundle: vscode.l10n.bundle });
        postProfile();
        postReveal();
        break;
      case 'open':
        options.open(message.place, panel?.viewColumn, message.keepFocus);
        break;
      case 'failed':
        options.failed(message.message, message.stack);
        break;
    }
  }

  function adopt(adopted: vscode.WebviewPanel): void {
    panel?.dispose();
    panel = adopted;
    isReady = false;
    const subscriptions = [
      adopted.webview.onDidReceiveMessage(answer),
      adopted.onDidChangeViewState(() => {
        if (!adopted.visible) isReady = false;
      }),
    ];
    adopted.onDidDispose(() => {
      for (const one of subscriptions) one.dispose();
      if (panel !== adopted) return;
      panel = undefined;
      isReady = false;
    });
    adopted.webview.options = { enableScripts: true, localResourceRoots: roots };
    adopted.webview.html = page(adopted.webview, extensionUri);
  }

  function show(): void {
    if (panel !== undefined) panel.reveal();
    else {
      const title = vscode.l10n.t('Tuneline Chart');
      const options = { enableScripts: true, localResourceRoots: roots };
      adopt(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Beside, options));
    }
  }

  const watching = options.watch(next => {
    profile = next;
    postProfile();
  });
  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(restored) {
      adopt(restored);
    },
  });
  return {
    show,
    reveal(file, line) {
      asked = { kind: 'reveal', file, line };
      show();
      postReveal();
    },
    dispose() {
      watching.dispose();
      serializer.dispose();
      panel?.dispose();
    },
  };
}

/** The page holds no data: all of it comes in messages. */
export function page(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const uri = (...path: string[]) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${uri('media', 'chart.css')}">
</head>
<body>
<script nonce="${nonce}" src="${uri('dist', 'chart.js')}"></script>
</body>
</html>`;
}
