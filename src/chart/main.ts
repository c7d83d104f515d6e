import type { FromChart, ToChart } from '../protocol';
import { createChart } from './chart';
import { l10n } from './l10n';

/** What VS Code gives a webview's page, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromChart): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();

function failed(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  editor.postMessage({ kind: 'failed', message, stack: stack ?? '' });
}

window.addEventListener('error', event => failed(event.error ?? event.message));
window.addEventListener('unhandledrejection', event => failed(event.reason));

/** Built with the first message, so that texts that come before it are used throughout. */
let receive: ReturnType<typeof createChart> | undefined;

window.addEventListener('message', (event: MessageEvent<ToChart>) => {
  const message = event.data;
  if (message.kind === 'texts') {
    l10n.use(message.bundle);
    return;
  }
  receive ??= createChart({
    post: answer => editor.postMessage(answer),
    load: () => editor.getState(),
    save: state => editor.setState(state),
  });
  receive(message);
});

editor.postMessage({ kind: 'ready' });
