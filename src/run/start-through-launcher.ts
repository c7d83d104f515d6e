import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { FromLauncher, LaunchSpec, ToLauncher } from './launch-messages';
import { onLines } from './lines';
import { cancelled } from './node';
import { notStarted } from './not-started';
import { createPrivateFolder, removePrivateFolder } from './private-folder';
import { killTree } from './process-tree';
import type { Command, StartedProcess, StartProcess } from './record';
import { RecordError } from './record-error';

export interface LauncherOptions {
  /** Folder of the built workers and preloads (`dist`). */
  readonly dist: string;
  /**
   * Opens a terminal that runs this executable with these arguments, in this folder, and settles when it is open. `env` goes on
   * top of the terminal's environment (`null` unsets). The terminal is the caller's: it stays open when the program has ended.
   */
  readonly openTerminal: (command: TerminalCommand) => Promise<void>;
}

export interface TerminalCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | null>>;
}

/** A socket's file name has about 100 bytes at most; ours takes 40 of them in the folder it is in. */
const longestForSocket = 60;

/** Milliseconds for a terminal to open and its launcher to call back. */
const patience = 30_000;

/** Starts programs in a terminal that somebody else opens; we hear of them over a socket in a folder of our own. */
export function startThroughLauncher(options: LauncherOptions): StartProcess {
  return async (command, signal) => {
    const folder = await createPrivateFolder(longestForSocket);
    const server = createServer();
    try {
      const token = randomBytes(24).toString('hex');
      const address = addressIn(folder);
      server.listen(address);
      await once(server, 'listening');
      const called = call(server, token, command, signal);
      called.catch(() => undefined); // heard below, when the terminal is open
      await openTerminal(options, command, await writeSpec(folder, { command, address, token }));
      return await called;
    } finally {
      server.close();
      await removePrivateFolder(folder);
    }
  };
}

/** Not a port: an editor on another machine would offer to forward it. */
function addressIn(folder: string): string {
  if (process.platform !== 'win32') return join(folder, 'launcher');
  return `\\\\.\\pipe\\tuneline-${randomBytes(12).toString('hex')}`;
}

async function writeSpec(folder: string, spec: LaunchSpec): Promise<string> {
  const path = join(folder, 'launch.json');
  await writeFile(path, JSON.stringify(spec), { mode: 0o600 });
  return path;
}

function openTerminal(options: LauncherOptions, command: Command, spec: string): Promise<void> {
  return options.openTerminal({
    executable: command.node,
    args: [join(options.dist, 'launch.js'), spec],
    cwd: command.cwd,
    // The launcher is not what the user wants to debug.
    env: { NODE_OPTIONS: null, VSCODE_INSPECTOR_OPTIONS: null, ELECTRON_RUN_AS_NODE: null },
  });
}

/** Waits for the launcher's call, and for the program that it starts. */
function call(
  server: Server,
  token: string,
  command: Command,
  signal: AbortSignal,
): Promise<StartedProcess> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => fail('the terminal did not start it'), patience);
    const stopWaiting = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    const failWith = (error: RecordError) => {
      stopWaiting();
      failed(error);
    };
    const fail = (why: string) =>
      failWith(
        new RecordError(
          'not-started',
          `The program could not be started: ${why}.`,
          'Look at the terminal, and try again.',
        ),
      );
    let caller: Socket | undefined;
    const cancel = () => {
      stopWaiting();
      caller?.destroy(); // the launcher ends the program when we are gone
      failed(cancelled());
    };
    signal.addEventListener('abort', cancel);
    server.on('connection', socket => {
      hearLauncher(socket, token, {
        known: () => {
          caller = socket;
        },
        started: child => {
          stopWaiting();
          done(child);
        },
        notStarted: why => failWith(notStarted(command, why)),
        failed: fail,
      });
    });
  });
}

interface Hearer {
  known(): void;
  started(child: StartedProcess): void;
  /** The system refused. */
  notStarted(why: string): void;
  failed(why: string): void;
}

type Exit = Awaited<StartedProcess['exited']>;

function hearLauncher(socket: Socket, token: string, hearer: Hearer): void {
  let isKnown = false;
  let pid: number | undefined;
  let end: (exit: Exit) => void = () => undefined;
  const exited = new Promise<Exit>(done => {
    end = done;
  });
  const send = (message: ToLauncher) => socket.write(`${JSON.stringify(message)}\n`);
  onLines(socket, line => {
    if (!isKnown) {
      if (line !== token) socket.destroy();
      else hearer.known();
      isKnown = line === token;
      return;
    }
    const message: FromLauncher = JSON.parse(line);
    if (message.kind === 'not-started') hearer.notStarted(message.message);
    else if (message.kind === 'started') {
      const kill: StartedProcess['kill'] = signal => void send({ kind: 'kill', signal });
      pid = message.pid;
      hearer.started({ pid, exited, kill });
    } else {
      pid = undefined;
      end({ code: message.code ?? undefined, signal: message.signal ?? undefined });
    }
  });
  socket.on('error', () => undefined); // `close` follows
  socket.on('close', () => {
    // Without a word before: the launcher was killed, and how the program ended is not known, if it has.
    if (pid !== undefined) void killTree(pid);
    end({ code: undefined, signal: 'SIGHUP' });
    if (isKnown) hearer.failed('the terminal was closed');
  });
}
