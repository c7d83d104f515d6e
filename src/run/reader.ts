import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Micros } from '../core/units';
import type { ListenReport } from './boot-settings';
import { monotonic } from './monotonic';
import type { FromReader, ReaderSettings, Reading, ToReader } from './reader-messages';
import { RecordError } from './record-error';

/** The host's end of the thread that reads samples while the program runs. */
export interface Reader {
  /** Settles when the program may be started. */
  readonly ready: Promise<void>;
  started(pid: number): void;
  /** A part of the run is recorded on its own from now on: nothing before this moment. */
  begin(): Promise<void>;
  /** Ends the part that is recorded, now or at a time of the monotonic clock that has been. */
  end(
    at?: Micros,
  ): Promise<{ readonly reading: Reading; readonly from: Micros; readonly to: Micros }>;
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
  onListening: (place: ListenReport) => void,
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
  /** Since when; undefined while nothing is recorded. */
  let from: Micros | undefined = monotonic();
  on('progress', progress => {
    if (from !== undefined) onProgress(progress);
  });
  on('listening', ({ place }) => onListening(place));
  const answer = <Kind extends FromReader['kind']>(kind: Kind) =>
    new Promise<FromReader & { kind: Kind }>(done => {
      const hear = (message: FromReader) => {
        if (message.kind !== kind) return;
        worker.off('message', hear);
        done(message as FromReader & { kind: Kind });
      };
      worker.on('message', hear);
    });

  const ready = new Promise<void>(done => on('ready', () => done()));

  return {
    ready: Promise.race([ready, failure]),
    started(pid) {
      from = monotonic();
      send({ kind: 'started', pid });
    },
    async begin() {
      const at = monotonic();
      from = undefined;
      const begun = answer('begun');
      send({ kind: 'begin', at });
      await Promise.race([begun, failure]);
      from = at;
    },
    async end(at = monotonic()) {
      if (from === undefined) throw new Error('nothing is being recorded');
      const began = from;
      from = undefined;
      const part = answer('part');
      send({ kind: 'end', at });
      const { reading } = await Promise.race([part, failure]);
      return { reading, from: began, to: at };
    },
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
