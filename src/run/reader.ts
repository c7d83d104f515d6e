import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromReader, ReaderSettings, Reading, ToReader } from './reader-messages';
import { RecordError } from './record-error';

/** The host's end of the thread that reads samples while the program runs. */
export interface Reader {
  /** Settles when the program may be started. */
  readonly ready: Promise<void>;
  started(pid: number): void;
  /** Brings samples into safety before the program is ended; settles after `patience` milliseconds at the latest. */
  stop(patience: number): Promise<void>;
  /** To be asked once, when the program has ended. */
  result(): Promise<Reading>;
  /** Ends the thread, wherever it is. */
  dispose(): Promise<void>;
}

export function startReader(
  dist: string,
  settings: ReaderSettings,
  onProgress: (progress: FromReader & { kind: 'progress' }) => void,
): Reader {
  const worker = new Worker(join(dist, 'reader.js'), {
    workerData: settings,
    execArgv: [],
    // Nothing of ours may appear among the program's output.
    stdout: true,
    stderr: true,
  });
  const send = (message: ToReader) => worker.postMessage(message);
  const failure = new Promise<never>((_, failed) => {
    worker.on('error', error => {
      failed(
        new RecordError('failed', `The reader failed: ${error.stack ?? error.message}`, report),
      );
    });
    worker.on('exit', () => failed(new RecordError('failed', 'The reader ended early.', report)));
  });
  failure.catch(() => undefined); // told to whoever asks for the result
  const on = <Kind extends FromReader['kind']>(
    kind: Kind,
    hear: (message: FromReader & { kind: Kind }) => void,
  ) =>
    worker.on('message', (message: FromReader) => {
      if (message.kind === kind) hear(message as FromReader & { kind: Kind });
    });
  on('progress', onProgress);

  const ready = new Promise<void>(done => on('ready', () => done()));

  return {
    ready: Promise.race([ready, failure]),
    started: pid => send({ kind: 'started', pid }),
    stop: patience =>
      new Promise(done => {
        on('stopped', () => done());
        setTimeout(done, patience).unref();
        send({ kind: 'stop' });
      }),
    result() {
      const result = new Promise<Reading>(done => on('result', message => done(message.reading)));
      send({ kind: 'ended' });
      return Promise.race([result, failure]);
    },
    dispose: async () => void (await worker.terminate()),
  };
}

const report = 'Please report this with the steps that led to it.';
