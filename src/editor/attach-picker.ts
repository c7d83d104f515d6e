import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { AttachedTarget } from '../core/session';
import type { NodeProcess } from '../run/attach';
import type { AttachingOptions } from './attaching';
import type { Paths } from './paths';

/** What the user picked to attach to. */
export interface Picked {
  readonly target: AttachedTarget;
  readonly options: AttachingOptions;
}

/** A place that the user gave before; kept in the workspace. */
type Place = Pick<AttachedTarget, 'host' | 'port' | 'localRoot' | 'remoteRoot'>;

const placesKey = 'attach:places';
const mostPlaces = 5;

interface Row extends vscode.QuickPickItem {
  readonly pick?: () => Promise<Picked | undefined>;
}

/** Asks what to attach to: a process, a port, or a host with its port. Undefined when the user went away. */
export async function pickProgram(
  memory: vscode.Memento,
  paths: Paths,
): Promise<Picked | undefined> {
  const forTime: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('watch'),
    tooltip: vscode.l10n.t('Sample for a Time…'),
  };
  const list = vscode.window.createQuickPick<Row>();
  list.title = vscode.l10n.t('Attach to Node.js Process');
  list.placeholder = vscode.l10n.t(
    'A process of yours, a port, or a host; it goes on when sampling ends',
  );
  list.matchOnDescription = list.matchOnDetail = true;
  list.busy = true;
  const others = placeRows(memory);
  list.items = others;
  list.show();
  void import('../run/attach')
    .then(({ nodeProcesses }) => nodeProcesses())
    .then(processes => {
      list.items = [...processRows(processes, paths), ...others].map(row => ({
        ...row,
        buttons: row.pick === undefined ? [] : [forTime],
      }));
      list.busy = false;
    });
  const [row, isTimed] = await new Promise<readonly [Row | undefined, boolean]>(done => {
    list.onDidAccept(() => done([list.selectedItems[0], false]));
    list.onDidTriggerItemButton(({ item }) => done([item, true]));
    list.onDidHide(() => done([undefined, false]));
  });
  list.dispose();
  const picked = await row?.pick?.();
  if (picked === undefined || !isTimed) return picked;
  const duration = await askForTime();
  return duration === undefined
    ? undefined
    : { ...picked, options: { ...picked.options, duration } };
}

/** Those of the workspace first; the editor's own, which may run in it too, last. */
function processRows(processes: readonly NodeProcess[], paths: Paths): Row[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => paths.inProfile(uri));
  const rank = ({ cwd, command }: NodeProcess) =>
    isEditors(command) ? 2 : folders.some(folder => cwd?.startsWith(folder)) ? 0 : 1;
  return [...processes]
    .filter(({ pid }) => pid !== process.pid)
    .sort((a, b) => rank(a) - rank(b))
    .map(({ pid, command, cwd, name }) => ({
      label: `$(server-process) ${name}`,
      description: cwd === undefined ? `${pid}` : `${pid} · ${folderLabel(cwd, folders, paths)}`,
      detail: command,
      pick: async () => ({
        target: attachedTarget({ host: '127.0.0.1', port: 0 }, `${name} (pid ${pid})`),
        options: { pid },
      }),
    }));
}

function folderLabel(folder: string, workspace: readonly string[], paths: Paths): string {
  return workspace.includes(folder) ? basename(folder) : paths.label(folder);
}

function isEditors(command: string): boolean {
  return /[\\/](\.?vscode|code-server|Visual Studio Code)/i.test(command);
}

function placeRows(memory: vscode.Memento): Row[] {
  const known = memory.get<readonly Place[]>(placesKey, []);
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...known.map(place => ({
      label: `$(history) ${place.host}:${place.port}`,
      description:
        place.remoteRoot === undefined ? undefined : `${place.remoteRoot} → ${place.localRoot}`,
      pick: () => pickedPlace(memory, place),
    })),
    {
      label: vscode.l10n.t('$(plug) Port…'),
      description: vscode.l10n.t('of a program here that was started with --inspect'),
      pick: async () => {
        const port = await askForPort();
        return port === undefined ? undefined : pickedPlace(memory, { host: 'localhost', port });
      },
    },
    {
      label: vscode.l10n.t('$(remote) Host:port…'),
      description: vscode.l10n.t('in a container or on another machine'),
      pick: async () => {
        const place = await askForHost(known[0]);
        return place === undefined ? undefined : pickedPlace(memory, place);
      },
    },
  ];
}

/** A place as it is attached to; of another machine only if the user says so. It is listed the next time. */
export async function pickedPlace(
  memory: vscode.Memento,
  place: Place,
): Promise<Picked | undefined> {
  const { isLoopback } = await import('../run/attach');
  const isHere = isLoopback(place.host);
  if (!isHere && !(await mayLeaveMachine(place.host))) return undefined;
  const same = (one: Place) => one.host === place.host && one.port === place.port;
  const others = memory.get<readonly Place[]>(placesKey, []).filter(one => !same(one));
  await memory.update(placesKey, [place, ...others].slice(0, mostPlaces));
  return { target: attachedTarget(place), options: isHere ? {} : { mayLeaveMachine: true } };
}

/** The inspector's protocol runs any code for whoever can speak with it. */
async function mayLeaveMachine(host: string): Promise<boolean> {
  const attach = vscode.l10n.t('Attach');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Attach to {0} without encryption?', host),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The inspector’s protocol is neither encrypted nor asks for a password. On a network that others use, tunnel the port to this machine instead: ssh -L 9229:localhost:9229 {0}',
        host,
      ),
    },
    attach,
  );
  return answer === attach;
}

async function askForPort(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Port'),
    prompt: vscode.l10n.t('The port of its inspector, as “Debugger listening on …” names it'),
    value: '9229',
    validateInput: value => (portOf(value) === undefined ? notAPort() : undefined),
  });
  return text === undefined ? undefined : portOf(text);
}

async function askForHost(last: Place | undefined): Promise<Place | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Host and Port'),
    prompt: vscode.l10n.t(
      'Of its inspector, such as localhost:9229 for a port that Docker publishes',
    ),
    value: last === undefined ? 'localhost:9229' : `${last.host}:${last.port}`,
    validateInput: value => (placeOf(value) === undefined ? notAPort() : undefined),
    ignoreFocusOut: true,
  });
  const place = text === undefined ? undefined : placeOf(text);
  if (place === undefined) return undefined;
  const remoteRoot = await vscode.window.showInputBox({
    title: vscode.l10n.t('Folder There'),
    prompt: vscode.l10n.t(
      'What the program calls its folder, such as /app. Empty: its files have the same paths here.',
    ),
    value: last?.remoteRoot,
    ignoreFocusOut: true,
  });
  if (remoteRoot === undefined) return undefined;
  if (remoteRoot.trim() === '') return place;
  const localRoot = await vscode.window.showInputBox({
    title: vscode.l10n.t('Folder Here'),
    prompt: vscode.l10n.t('The folder on this machine with the same files'),
    value: last?.localRoot ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    ignoreFocusOut: true,
  });
  if (localRoot === undefined || localRoot.trim() === '') return undefined;
  return { ...place, remoteRoot: remoteRoot.trim(), localRoot: localRoot.trim() };
}

async function askForTime(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Sample for a Time'),
    prompt: vscode.l10n.t('Seconds; sampling can be stopped before'),
    value: '10',
    validateInput: value =>
      Number(value) >= 0.1 && Number(value) <= 86_400
        ? undefined
        : vscode.l10n.t('A number of seconds, up to a day'),
  });
  return text === undefined ? undefined : Number(text) * 1e6;
}

function notAPort(): string {
  return vscode.l10n.t('A port is a number from 1 to 65535.');
}

function portOf(text: string): number | undefined {
  const port = Number(text.trim());
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

function placeOf(text: string): Place | undefined {
  const [, host, digits] =
    /^(?:ws:\/\/)?(\[[\da-f:.]+\]|[\w.-]+):(\d+)\/?$/i.exec(text.trim()) ?? [];
  const port = portOf(digits ?? '');
  return host === undefined || port === undefined ? undefined : { host, port };
}

export function attachedTarget(place: Place, name?: string): AttachedTarget {
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const called = name ?? `${place.host}:${place.port}`;
  return { kind: 'attached', name: called, file: '', args: [], cwd, env: {}, ...place };
}
