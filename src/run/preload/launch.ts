// What an editor's terminal runs: starts the program with the terminal's own streams, tells the editor how it goes, and never
// outlives it nor lets the program do so.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { constants } from 'node:os';
import type { FromLauncher, LaunchSpec, ToLauncher } from '../launch-messages';
import { onLines } from '../lines';
import { descendants, killAll, killTree } from '../process-tree';

/** Milliseconds for the program to end after the editor has gone. */
const grace = 1000;

const path = process.argv[2];
const spec: LaunchSpec = JSON.parse(readFileSync(path, 'utf8'));
rmSync(path, { force: true });
const socket = connect(spec.address);
const send = (message: FromLauncher) => socket.write(`${JSON.stringify(message)}\n`);
let child: ChildProcess | undefined;
let isOver = false;
/** What the program had started when the editor was gone: it ends with the program. */
let below: readonly number[] = [];
/** The user ended the program in the editor: to the terminal that is no failure. */
let isAsked = false;

socket.once('connect', () => {
  socket.write(`${spec.token}\n`);
  child = start();
});
onLines(socket, line => {
  const message: ToLauncher = JSON.parse(line);
  isAsked = true;
  end(message.signal);
});
// Also after an error, such as an editor that is not there any more.
socket.on('error', () => undefined);
socket.on('close', () => {
  if (isOver) return;
  if (child === undefined) process.exit(1);
  void endAll();
});

// The terminal sends its own signals to the program as well: we only have to survive them.
for (const name of ['SIGINT', 'SIGQUIT'] as const) {
  process.on(name, () => {
    if (!process.stdin.isTTY) child?.kill(name);
  });
}
for (const name of ['SIGTERM', 'SIGHUP'] as const) process.on(name, () => child?.kill(name));

function start(): ChildProcess {
  const { executable, args, cwd, env } = spec.command;
  const started = spawn(executable, args, {
    cwd,
    env: { ...ofTerminal(), ...env },
    stdio: 'inherit',
    windowsHide: true,
  });
  started.once('spawn', () => send({ kind: 'started', pid: started.pid ?? 0 }));
  started.once('error', error => leave({ kind: 'not-started', message: error.message }, 1));
  started.once('exit', (code, signal) => {
    const number = signal === null ? 0 : constants.signals[signal];
    leave({ kind: 'exited', code, signal }, isAsked ? 0 : (code ?? 128 + number));
  });
  return started;
}

/** What the terminal adds to the environment, such as TERM, but nothing by which a debugger would attach. */
function ofTerminal(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, VSCODE_INSPECTOR_OPTIONS, ELECTRON_RUN_AS_NODE, ...rest } = process.env;
  return rest;
}

async function endAll(): Promise<void> {
  // Once the program has ended, nobody can tell what it had started.
  if (child?.pid !== undefined) below = await descendants(child.pid);
  end('SIGTERM');
  setTimeout(() => end('SIGKILL'), grace);
}

function end(signal: ToLauncher['signal']): void {
  if (signal !== 'SIGKILL' || child?.pid === undefined) child?.kill(signal);
  else void killTree(child.pid);
}

/** Exits as the program did, once the editor has heard of it. */
function leave(message: FromLauncher, code: number): void {
  isOver = true;
  killAll(below);
  if (socket.destroyed) process.exit(code);
  socket.once('close', () => process.exit(code));
  socket.end(`${JSON.stringify(message)}\n`);
  setTimeout(() => process.exit(code), grace);
}
