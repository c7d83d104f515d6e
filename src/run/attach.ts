import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fewSamples, idleNote } from '../core/merge';
import { times } from '../core/profile';
import type { AttachedTarget, Recording, RunNote } from '../core/session';
import { formatMicros, type Micros } from '../core/units';
import { isLoopback } from './attach/find-inspector';
import type {
  AttachedReading,
  AttacherSettings,
  FromAttacher,
  ToAttacher,
} from './attach/messages';
import type { Progress, RecordingUnderWay } from './record';
import { RecordError } from './record-error';

export { isLoopback } from './attach/find-inspector';
export { type NodeProcess, nodeProcesses } from './attach/processes';

export interface AttachOptions {
  /** Folder of the built workers (`dist`). */
  readonly dist: string;
  /** Time between two samples, 50 µs at least; 1000 is usual. */
  readonly interval: Micros;
  /** How long is sampled; undefined: until it is stopped. */
  readonly duration?: Micros;
  /** A process of this machine, instead of the target's host and port: its inspector is opened, and closed afterwards. */
  readonly pid?: number;
  /** The web socket of a debugger that has the program already and passes commands on, instead of host and port. */
  readonly debuggerUrl?: string;
  /** The user knows that nothing protects what is said with another machine's inspector. */
  readonly mayLeaveMachine?: boolean;
  /** Told when sampling begins: the target, with what the program says of itself. */
  readonly onFound?: (target: AttachedTarget) => void;
  /** Told about once a second. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Samples a program that runs already, until it ends, `stop` is called or `duration` is over. It goes on as if nothing had been;
 * aborting `signal` leaves it and throws everything away. `done` fails with a `RecordError`.
 */
export function attach(
  target: AttachedTarget,
  options: AttachOptions,
  signal: AbortSignal,
): RecordingUnderWay {
  const stopped = new AbortController();
  return {
    stop: () => stopped.abort(),
    done: attachUntilDone(target, options, signal, stopped),
  };
}

/** Milliseconds for an attacher to leave the program, after which it is ended. */
const farewell = 2000;

async function attachUntilDone(
  target: AttachedTarget,
  options: AttachOptions,
  cancel: AbortSignal,
  stop: AbortController,
): Promise<Recording> {
  const { pid, debuggerUrl } = options;
  const isHere = pid !== undefined || debuggerUrl !== undefined || isLoopback(target.host);
  if (!isHere && options.mayLeaveMachine !== true) throw notThisMachine(target.host);
  if (cancel.aborted) throw cancelled();
  const settings: AttacherSettings = { target, interval: options.interval, pid, debuggerUrl };
  const worker = new Worker(join(options.dist, 'attacher.js'), {
    workerData: settings,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const say = (message: ToAttacher) => worker.postMessage(message);
  const over = new AbortController();
  const exited = new Promise<void>(done => worker.once('exit', () => done()));
  let timer: NodeJS.Timeout | undefined;
  try {
    const reading = new Promise<AttachedReading>((done, failed) => {
      let began = 0;
      worker.on('error', error => failed(broken(error.stack ?? error.message)));
      worker.on('exit', () => failed(broken('it ended early')));
      worker.on('message', (message: FromAttacher) => {
        switch (message.kind) {
          case 'found':
            began = Date.now();
            if (options.duration !== undefined)
              timer = setTimeout(() => stop.abort(), options.duration / 1000);
            options.onFound?.(message.target);
            break;
          case 'progress':
            options.onProgress?.({ ...message, elapsed: (Date.now() - began) * 1000 });
            break;
          case 'result':
            done(message.reading);
            break;
          case 'failed':
            failed(new RecordError(message.code, message.message, message.action));
            break;
        }
      });
      const listening = { once: true, signal: over.signal };
      stop.signal.addEventListener('abort', () => say({ kind: 'stop' }), listening);
      cancel.addEventListener('abort', () => failed(cancelled()), listening);
      if (stop.signal.aborted) say({ kind: 'stop' });
    });
    return recordingOf(await reading);
  } finally {
    clearTimeout(timer);
    over.abort();
    say({ kind: 'leave' });
    const late = new Promise(done => setTimeout(done, farewell).unref());
    await Promise.race([exited, late]);
    await worker.terminate();
  }
}

function recordingOf(reading: AttachedReading): Recording {
  const { profile, texts, wall, cpu, ended, nodeVersion } = reading;
  const { activeSamples } = times(profile);
  if (ended === 'by-itself' && profile.samples.stack.length === 0) throw nothingSampled();
  const notes: RunNote[] = [...reading.notes];
  const idle = idleNote(profile, wall);
  if (idle !== undefined) notes.push(idle);
  else if (activeSamples < fewSamples)
    notes.push({ code: 'few-samples', detail: `${activeSamples}` });
  if (profile.truncated > 0)
    notes.push({ code: 'truncated-stacks', detail: formatMicros(profile.truncated) });
  const run = {
    id: randomUUID(),
    exitCode: undefined,
    signal: undefined,
    ended,
    wall,
    cpu,
    syncWait: reading.syncWait,
    nodeVersion,
    runner: 'node',
    notes,
  };
  return { run, profile, texts };
}

function nothingSampled(): RecordError {
  return new RecordError(
    'no-samples',
    'The program ended before any of its code was sampled.',
    'Attach again while it runs.',
  );
}

function notThisMachine(host: string): RecordError {
  return new RecordError(
    'not-this-machine',
    `${host} is another machine, and the inspector’s protocol is neither encrypted nor asks for a password.`,
    'Tunnel the port to this machine (ssh -L 9229:localhost:9229 …) and attach to localhost, or say --unencrypted.',
  );
}

function cancelled(): RecordError {
  return new RecordError('cancelled', 'The recording was cancelled.', '');
}

function broken(why: string): RecordError {
  return new RecordError(
    'failed',
    `The attacher failed: ${why}`,
    'Please report this with the steps that led to it.',
  );
}
