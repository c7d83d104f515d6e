import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const usualPlaces: readonly string[] = [
  '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
  join(homedir(), 'Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'),
  '/usr/share/code/bin/code',
  '/snap/bin/code',
  join(process.env.LOCALAPPDATA ?? '', 'Programs\\Microsoft VS Code\\bin\\code.cmd'),
  'C:\\Program Files\\Microsoft VS Code\\bin\\code.cmd',
];

/** The command line of an installed VS Code: the one named by TUNELINE_VSCODE, `code` on PATH, or a usual place. */
export function desktopEditor(): string | undefined {
  const named = process.env.TUNELINE_VSCODE;
  if (named) return named;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const onPath = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name));
  return [...onPath, ...usualPlaces].find(place => existsSync(place));
}

/** The program behind that command line: only it passes the exit code of a test run on. */
export function desktopProgram(): string | undefined {
  const editor = desktopEditor();
  if (!editor) return undefined;
  const home = dirname(dirname(realpathSync(editor)));
  const programs = [
    join(home, '..', '..', 'MacOS', 'Electron'),
    join(home, '..', '..', 'MacOS', 'Code'),
    join(home, 'Code.exe'),
    join(home, 'code'),
  ];
  return programs.find(place => existsSync(place)) ?? editor;
}
