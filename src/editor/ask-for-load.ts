import * as vscode from 'vscode';
import { formatMicros, type Micros } from '../core/units';
import { type LoadWish, urlOf, usualLoad } from '../run/load/load-wish';

/** What the user last gave for a file, as it was typed. */
interface Asked {
  readonly what: string;
  readonly warmUp: Micros;
  readonly duration: Micros;
}

interface Row extends vscode.QuickPickItem {
  readonly change: () => Promise<Asked | undefined>;
}

/** What the load is for. */
export interface LoadPurpose {
  readonly title: string;
  readonly go: string;
  readonly placeHolder: string;
  /** What the time after the warm-up is called. */
  readonly forTime: string;
  readonly usual: { readonly warmUp: Micros; readonly duration: Micros };
  /** Under what it is remembered. */
  readonly memory: 'load' | 'verify';
}

/** Asks for the load a program shall be under; remembered by `key`. Undefined when the user went away. */
export async function askForLoad(
  memory: vscode.Memento,
  key: string,
  name: string,
  purpose: LoadPurpose = profiling(name),
): Promise<LoadWish | undefined> {
  const { title, go, placeHolder, forTime, usual } = purpose;
  const times = { warmUp: usual.warmUp, duration: usual.duration };
  const known = memory.get<Asked>(`${purpose.memory}:${key}`);
  const { what: before = '' } = memory.get<Asked>(`load:${key}`) ?? {};
  const first: Asked | undefined = known ?? (await askWhat({ what: before, ...times }));
  for (let asked = first; asked !== undefined;) {
    const { what, warmUp, duration } = asked;
    const now = asked;
    const rows: (Row | vscode.QuickPickItem)[] = [
      { label: go },
      { label: vscode.l10n.t('$(globe) Load'), description: what, change: () => askWhat(now) },
      {
        label: vscode.l10n.t('$(watch) Warm-up, cut off'),
        description: formatMicros(warmUp),
        change: () => askTime(now, 'warmUp', vscode.l10n.t('Warm-up, in seconds'), 0),
      },
      {
        label: forTime,
        description: formatMicros(duration),
        change: () => askTime(now, 'duration', vscode.l10n.t('For how many seconds'), 0.1),
      },
    ];
    const picked = await vscode.window.showQuickPick(rows, {
      title,
      placeHolder,
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    if (!('change' in picked)) {
      await memory.update(`${purpose.memory}:${key}`, asked);
      return wishOf(asked);
    }
    asked = (await picked.change()) ?? asked;
  }
  return undefined;
}

function profiling(name: string): LoadPurpose {
  return {
    title: vscode.l10n.t('Profile {0} Under Load', name),
    go: vscode.l10n.t('$(play) Profile Under Load'),
    placeHolder: vscode.l10n.t('Begins when the program listens; remembered for the next time'),
    forTime: vscode.l10n.t('$(record) Recorded for'),
    usual: usualLoad,
    memory: 'load',
  };
}

function wishOf({ what, warmUp, duration }: Asked): LoadWish {
  const url = urlOf(what);
  return url === undefined
    ? { kind: 'command', line: what, warmUp, duration }
    : { kind: 'url', url, connections: usualLoad.connections, warmUp, duration };
}

async function askWhat(from: Asked): Promise<Asked | undefined> {
  const what = await vscode.window.showInputBox({
    title: vscode.l10n.t('Load'),
    prompt: vscode.l10n.t(
      'A URL, which a built-in client asks over {0} connections, or a command line that makes the load.',
      usualLoad.connections,
    ),
    placeHolder: 'http://127.0.0.1:3000/',
    value: from.what,
    ignoreFocusOut: true,
    validateInput: text =>
      text.trim() === '' ? vscode.l10n.t('A URL or a command line') : undefined,
  });
  return what === undefined ? undefined : { ...from, what: what.trim() };
}

async function askTime(
  from: Asked,
  which: 'warmUp' | 'duration',
  title: string,
  least: number,
): Promise<Asked | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    value: String(from[which] / 1e6),
    ignoreFocusOut: true,
    validateInput: value =>
      /^\d+(\.\d+)?$/.test(value.trim()) && Number(value) >= least && Number(value) <= 86_400
        ? undefined
        : vscode.l10n.t('A number of seconds from {0} on', least),
  });
  return text === undefined ? undefined : { ...from, [which]: Number(text) * 1e6 };
}
