import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A child process with everything it started. `end` returns once the whole group is gone. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  /** Its last output, both streams, for diagnostics. */
  readonly output: () => string;
  /** Settles when the child itself is gone. */
  readonly ended: Promise<void>;
  readonly end: () => Promise<void>;
}

const outputLimit = 200_000;
const alive = new Set<OwnedProcess>();
let watchesExit = false;

/** On every way out but SIGKILL, so that a group never outlives the process that owns it. */
function endAllOnExit(): void {
  if (watchesExit) return;
  watchesExit = true;
  process.on('exit', () => {
    for (const { child } of alive) signalGroup(child.pid!, 'SIGKILL'); // only started ones are in the set
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const code = signal === 'SIGINT' ? 130 : 143;
      void Promise.all([...alive].map(one => one.end())).finally(() => process.exit(code));
    });
  }
}

function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false; // ESRCH: nobody is left in the group, which is what we want to know
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Starts a command in a process group of its own, so that it can be ended with all its children. */
export function spawnOwned(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): OwnedProcess {
  endAllOnExit();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    detached: true,
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-outputLimit);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('error', error => keep(Buffer.from(`${command}: ${error.message}\n`)));
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const group = child.pid;

  async function end(): Promise<void> {
    if (group === undefined) return;
    signalGroup(group, 'SIGTERM');
    for (let waited = 0; waited < 3000 && signalGroup(group, 0); waited += 50) await pause(50);
    signalGroup(group, 'SIGKILL');
    alive.delete(owned);
  }

  const owned: OwnedProcess = { child, output: () => output, ended, end };
  if (group !== undefined) alive.add(owned);
  return owned;
}
