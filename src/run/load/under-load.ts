import { connect } from 'node:net';
import type { Load, Recording, RunNote } from '../../core/session';
import { type Listening, type ProgramUnderWay, record, type RecordOptions } from '../record';
import type { RecordingUnderWay } from '../record';
import { RecordError } from '../record-error';
import type { Target } from '../target';
import { type LoadUnderWay, startLoad } from './start-load';
import type { LoadWish } from './load-wish';

export interface UnderLoadOptions extends Omit<
  RecordOptions,
  'onListening' | 'untilListening' | 'partKind'
> {
  readonly load: LoadWish;
  /** Told when the program listens and the warm-up begins, and when recording does. */
  readonly onPhase?: (phase: 'warming-up' | 'recording') => void;
}

/** Milliseconds for a program to listen. */
const patience = 60_000;
/** Milliseconds that another port of the program is waited for, when it listens but not at the port of the URL. */
const forOtherPort = 3000;
/** Milliseconds between two tries to connect, for a server that is not one of node's own and so can't tell that it listens. */
const tryEvery = 1000;

/**
 * Starts a server, puts it under load once it listens, and records it when it is warm; then ends it. Stopping keeps what was
 * recorded. `done` fails with a `RecordError` also when there was no load.
 */
export function recordUnderLoad(
  target: Target,
  { load, onPhase, ...options }: UnderLoadOptions,
  signal: AbortSignal,
): RecordingUnderWay {
  const listening = new Listenings(load);
  const stopped = new AbortController();
  let isRecording = false;
  const program = record(
    target,
    {
      ...options,
      partKind: 'under-load',
      onListening: place => listening.add(place),
      // What comes before is not part of the recording.
      onProgress: progress => isRecording && options.onProgress?.(progress),
    },
    signal,
  );
  const onRecording = () => {
    isRecording = true;
    onPhase?.('recording');
  };
  return {
    stop: () => stopped.abort(),
    done: underLoad(program, load, listening, stopped.signal, {
      start: () => {
        onPhase?.('warming-up');
        const places = () => listening.text();
        return startLoad(load, { dist: options.dist, cwd: target.cwd, places });
      },
      onRecording,
    }),
  };
}

interface Doing {
  readonly start: () => LoadUnderWay;
  readonly onRecording: () => void;
}

async function underLoad(
  program: ProgramUnderWay,
  wish: LoadWish,
  listening: Listenings,
  stop: AbortSignal,
  { start, onRecording }: Doing,
): Promise<Recording> {
  let ended: Recording | undefined;
  const over = program.done.then(recording => {
    ended = recording;
  });
  over.catch(() => undefined); // told below
  const stopped = new Promise<void>(done => stop.addEventListener('abort', () => done()));
  let load: LoadUnderWay | undefined;
  try {
    await Promise.race([listening.ready(stop), over, stopped]);
    if (ended !== undefined) throw endedBefore(ended, 'it listened');
    if (stop.aborted) throw stoppedBefore();
    load = start();
    await Promise.race([load.warm, over, stopped]);
    if (ended !== undefined) throw endedBefore(ended, 'the warm-up was over');
    if (stop.aborted) throw stoppedBefore();
    await program.begin();
    onRecording();
    await Promise.race([load.over, over, stopped]);
    if (ended === undefined) await program.end();
    program.stop();
    await load.end();
    const recording = await program.done;
    return withLoad(recording, load.result(), wish);
  } finally {
    listening.close();
    program.stop();
    await load?.end();
    await program.done.catch(() => undefined);
  }
}

function withLoad(recording: Recording, load: Load, wish: LoadWish): Recording {
  const notes: RunNote[] = [...recording.run.notes];
  const { exitCode, requests } = load;
  if (exitCode !== undefined && exitCode !== 0)
    notes.push({ code: 'load-failed', detail: String(exitCode) });
  if (wish.kind === 'url' && requests !== undefined) {
    const { '2xx': good = 0, ...others } = requests.statuses;
    const bad = Object.entries(others).map(([kind, count]) => `${count} × ${kind}`);
    if (requests.failed > 0) bad.push(`${requests.failed} × no answer`);
    if (bad.length > 0)
      notes.push({ code: 'load-not-answered', detail: [`${good} × 2xx`, ...bad].join(', ') });
  }
  return { ...recording, run: { ...recording.run, notes, load } };
}

function endedBefore({ run }: Recording, what: string): RecordError {
  const how = run.signal === undefined ? `with exit code ${run.exitCode}` : `by ${run.signal}`;
  return new RecordError(
    'never-listened',
    `The program ended ${how} before ${what}.`,
    'Look at what it printed. A program that does not serve is profiled without load.',
  );
}

function stoppedBefore(): RecordError {
  return new RecordError(
    'no-samples',
    'It was stopped before anything was recorded.',
    'Wait until the warm-up is over.',
  );
}

/** The places where the program listens, as it tells of them. */
class Listenings {
  readonly #wish: LoadWish;
  readonly #places: Listening[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #look: () => void = () => undefined;

  constructor(wish: LoadWish) {
    this.#wish = wish;
  }

  add(place: Listening): void {
    this.#places.push(place);
    this.#look();
  }

  /** `It listens at port 3000.` */
  text(): string {
    const names = this.#places.map(({ port, address }) =>
      port === undefined ? address : `port ${port}`,
    );
    return names.length === 0 ? '' : `The program listens at ${[...new Set(names)].join(' and ')}.`;
  }

  /** Settles when the load can begin. @throws RecordError when it never can */
  ready(stop: AbortSignal): Promise<void> {
    const { hostname, port } = this.#wish.kind === 'url' ? placeOf(this.#wish.url) : {};
    return new Promise((done, failed) => {
      this.#look = () => {
        const isThere =
          port === undefined || this.#places.some(place => place.port === port) ? 0 : forOtherPort;
        this.#after(isThere, done);
      };
      if (this.#places.length > 0) this.#look();
      this.#after(patience, () => failed(neverListened()));
      if (hostname === undefined || port === undefined) return;
      const attempt = () => {
        if (stop.aborted || this.#places.length > 0) return;
        const socket = connect({ host: hostname, port, timeout: tryEvery });
        socket.once('connect', () => done());
        for (const event of ['connect', 'timeout', 'error'])
          socket.once(event, () => socket.destroy());
        this.#after(tryEvery, attempt);
      };
      this.#after(tryEvery, attempt);
    });
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(milliseconds: number, work: () => void): void {
    this.#timers.add(setTimeout(work, milliseconds));
  }
}

/** Host and port of a URL. */
export function placeOf(url: string): { readonly hostname: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return {
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? usual : Number(port),
  };
}

function neverListened(): RecordError {
  return new RecordError(
    'never-listened',
    `The program did not listen at a port within ${patience / 1000} s.`,
    'Put load on it only if it is a server; one that needs longer can be started by itself and recorded with --attach.',
  );
}
