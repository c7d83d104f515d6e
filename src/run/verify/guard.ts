import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { programEnvironment } from '../environment';
import { onLines } from '../lines';
import { clearAway } from './clear-away';
import type { FromGuard, GuardedCommand, Ran, ToGuard } from './guard-messages';
import { cancelledVerification, VerifyError } from './verify-error';

/** A process that owns a scratch folder and all that runs in it, and outlives us by just as long as it takes to remove both. */
export interface Guard {
  /** A folder of this verification alone. */
  readonly folder: string;
  /** One command at a time. Aborting `signal` ends it with all that it started. @throws VerifyError */
  run(command: GuardedCommand, signal: AbortSignal): Promise<Ran>;
  /** Ends what runs, and removes the folder. */
  end(): Promise<void>;
}

/** Milliseconds for the guard to remove everything, before we do it ourselves. */
const patience = 60_000;

/** @throws VerifyError */
export async function startGuard(dist: string): Promise<Guard> {
  const child = spawn(process.execPath, [join(dist, 'guard.js')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // In an editor the executable is the editor's own.
    env: programEnvironment(process.env, { NODE_OPTIONS: undefined, ELECTRON_RUN_AS_NODE: '1' }),
    // The terminal's Ctrl+C is ours to hear.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const running = new RunningGuard(child);
  await running.ready;
  return running;
}

class RunningGuard implements Guard {
  folder = '';
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #isGone = false;
  #waiting: { readonly id: number; done(ran: Ran): void; failed(error: Error): void } | undefined;
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#gone = new Promise(done => {
      const go = () => {
        this.#isGone = true;
        this.#waiting?.failed(notThere());
        done();
      };
      child.once('error', go);
      child.once('exit', go);
    });
    child.stdin?.on('error', () => undefined); // it has ended: `exit` follows
    this.ready = new Promise((done, failed) => {
      void this.#gone.then(() => failed(notThere()));
      if (child.stdout === null) return failed(notThere());
      onLines(child.stdout, line => {
        const message: FromGuard = JSON.parse(line);
        if (message.kind === 'ready') {
          this.folder = message.folder;
          done();
        } else if (message.kind === 'failed')
          failed(new VerifyError('no-room', message.message, message.action));
        else if (message.kind === 'ran' && message.id === this.#waiting?.id)
          this.#waiting.done(message.ran);
      });
    });
  }

  async run(command: GuardedCommand, signal: AbortSignal): Promise<Ran> {
    if (signal.aborted) throw cancelledVerification();
    if (this.#isGone) throw notThere();
    const id = ++this.#lastId;
    const ran = new Promise<Ran>((done, failed) => {
      this.#waiting = { id, done, failed };
    });
    const cancel = () => this.#send({ kind: 'cancel', id });
    signal.addEventListener('abort', cancel, { once: true });
    this.#send({ kind: 'run', id, command });
    try {
      const result = await ran;
      if (signal.aborted) throw cancelledVerification();
      return result;
    } finally {
      this.#waiting = undefined;
      signal.removeEventListener('abort', cancel);
    }
  }

  async end(): Promise<void> {
    this.#send({ kind: 'end' });
    this.#child.stdin?.end();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>(done => (timer = setTimeout(done, patience)));
    await Promise.race([this.#gone, late]);
    clearTimeout(timer);
    this.#child.kill('SIGKILL');
    // It was killed, or could not.
    if (this.folder !== '') await clearAway(this.folder);
  }

  #send(message: ToGuard): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}

function notThere(): VerifyError {
  return new VerifyError(
    'failed',
    'The process that runs both versions has ended.',
    'Start the comparison again; if it was killed for want of memory, make room first.',
  );
}
