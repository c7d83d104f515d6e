import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnOwned } from './owned-process';
import type { PinnedEditor } from './pinned-editor';
import { root } from './places';

export interface ServerOptions {
  readonly editor: PinnedEditor;
  /** User data, logs and the extensions folder go here. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Puts the checkout into the extensions folder; off where the suite names it as under development. */
  readonly withExtension: boolean;
  /** For suites in the extension host: the page may name a suite to run, and dialogs are refused. */
  readonly testDriver?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export interface EditorServer {
  readonly port: number;
  /** Address of a folder opened in this editor, with the token that the server asks for. */
  readonly address: (workspace: string, query?: Readonly<Record<string, string>>) => string;
  readonly output: () => string;
  /** Settles when the server is gone, whoever ended it. */
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'typescript.disableAutomaticTypeAcquisition': true,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
};

/** Starts VS Code's server on a loopback port of the system's choice, behind a fresh token. */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  const { editor, folder } = options;
  const token = randomBytes(18).toString('hex');
  const tokenFile = join(folder, 'token');
  const extensions = join(folder, 'extensions');
  mkdirSync(folder, { recursive: true });
  writeFileSync(tokenFile, token, { mode: 0o600 });
  rmSync(extensions, { recursive: true, force: true });
  mkdirSync(extensions);
  if (options.withExtension) linkCheckout(extensions);
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
  for (const level of ['User', 'Machine']) {
    const file = join(folder, 'data', level, 'settings.json');
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) writeFileSync(file, settings);
  }
  const owned = spawnOwned(
    editor.node,
    [
      editor.server,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile],
      ...['--server-data-dir', folder, '--user-data-dir', join(folder, 'data')],
      ...['--extensions-dir', extensions, '--telemetry-level', 'off'],
      '--accept-server-license-terms',
      '--disable-telemetry',
      '--disable-workspace-trust',
      '--disable-experiments',
      '--skip-welcome',
      '--skip-release-notes',
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: { ...process.env, ...options.env } },
  );
  try {
    const port = await listeningPort(owned.output, () => owned.child.exitCode);
    const address = (workspace: string, query: Readonly<Record<string, string>> = {}) =>
      `http://127.0.0.1:${port}/?${new URLSearchParams({ tkn: token, folder: workspace, ...query })}`;
    return { port, address, output: owned.output, ended: owned.ended, close: owned.end };
  } catch (error) {
    await owned.end();
    throw error;
  }
}

/** VS Code loads a folder named publisher.name-version as an installed extension; a link is enough. */
function linkCheckout(extensions: string): void {
  const { publisher, name, version } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as { publisher: string; name: string; version: string };
  symlinkSync(root, join(extensions, `${publisher}.${name}-${version}`), 'dir');
}

async function listeningPort(output: () => string, exitCode: () => number | null): Promise<number> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
    if (port) return Number(port);
    if (exitCode() !== null) break;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`VS Code's server did not start. Its output:\n${output()}`);
}
