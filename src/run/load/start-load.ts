import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Load } from '../../core/session';
import type { Micros, Share } from '../../core/units';
import { programEnvironment } from '../environment';
import { onLines } from '../lines';
import { killTree } from '../process-tree';
import { RecordError } from '../record-error';
import type { LoadWish } from './load-wish';
import type { ClientSettings, FromClient } from './messages';

/** Load that was started beside a program. */
export interface LoadUnderWay {
  /** Settles when the warm-up is over. @throws RecordError when the load does not come about */
  readonly warm: Promise<void>;
  /** Settles when it is over by itself, with what is known of it then. */
  readonly over: Promise<void>;
  /** As far as it got. */
  result(): Load;
  /** The part of a core that the built-in client took itself, as far as it has said. */
  busy(): { readonly client?: Share };
  /** Ends it with everything that it has started. */
  end(): Promise<void>;
}

export interface LoadOptions {
  readonly dist: string;
  /** Where a load command runs. */
  readonly cwd: string;
  /** Where the program listens, for an error that says so. */
  readonly places: () => string;
}

export function startLoad(wish: LoadWish, options: LoadOptions): LoadUnderWay {
  return wish.kind === 'url' ? startClient(wish, options) : startCommand(wish, options);
}

function startClient(
  { url, connections, warmUp, duration }: LoadWish & { kind: 'url' },
  { dist, places }: LoadOptions,
): LoadUnderWay {
  const settings: ClientSettings = { url, connections, warmUp, duration };
  const child = spawn(process.execPath, [join(dist, 'load-client.js'), JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // In an editor the executable is the editor's own.
    env: programEnvironment(process.env, { NODE_OPTIONS: undefined, ELECTRON_RUN_AS_NODE: '1' }),
    windowsHide: true,
  });
  let load: Load = { what: url, kind: 'url', warmUp };
  let client: Share | undefined;
  const complaint = lastWords(child);
  const exited = exitOf(child);
  const over = new Promise<void>(done => {
    void exited.then(() => done());
    onLines(child.stdout, line => {
      const message = JSON.parse(line) as FromClient;
      if (message.kind !== 'counts') return;
      load = { ...load, requests: message.counts };
      client = message.busy;
      if (message.isOver) done();
    });
  });
  const warm = new Promise<void>((done, failed) => {
    onLines(child.stdout, line => {
      const message = JSON.parse(line) as FromClient;
      if (message.kind !== 'warm') return;
      const { answered, error } = message;
      if (answered === 0 && error !== undefined) failed(notAnswered(url, error, places()));
      else done();
    });
    void exited.then(() => failed(broken(complaint())));
  });
  warm.catch(() => undefined); // told to whoever waits for it
  return {
    warm,
    over,
    result: () => load,
    busy: () => (client === undefined ? {} : { client }),
    end: () => endTree(child, exited),
  };
}

function startCommand(
  { line, warmUp, duration }: LoadWish & { kind: 'command' },
  { cwd, places }: LoadOptions,
): LoadUnderWay {
  const child = spawn(line, {
    shell: true,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: programEnvironment(process.env, {}),
    windowsHide: true,
  });
  child.stdout.resume();
  const complaint = lastWords(child);
  const exited = exitOf(child);
  let exitCode: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>(done => {
    void exited.then(code => {
      exitCode = code;
      done();
    });
    if (duration !== undefined) timer = setTimeout(done, (warmUp + duration) / 1000);
  });
  const began = performance.now();
  const warm = new Promise<void>((done, failed) => {
    const warming = setTimeout(done, warmUp / 1000);
    void exited.then(code => {
      clearTimeout(warming);
      const took = (performance.now() - began) * 1000;
      failed(endedEarly(line, code, took, warmUp, complaint(), places()));
    });
  });
  warm.catch(() => undefined); // told to whoever waits for it
  return {
    warm,
    over,
    result: () => ({
      what: line,
      kind: 'command',
      warmUp,
      ...(exitCode === undefined ? {} : { exitCode }),
    }),
    busy: () => ({}),
    end() {
      clearTimeout(timer);
      return endTree(child, exited);
    },
  };
}

/** Settles with the exit code; undefined for a signal, and for what could not be started. */
export function exitOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise(done => {
    child.once('error', () => done(undefined));
    child.once('close', code => done(code ?? undefined));
  });
}

/** Ends a load with everything that it has started. */
export async function endTree(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await killTree(child.pid);
  await Promise.race([exited, new Promise(done => setTimeout(done, 2000).unref())]);
}

/** What it said last on its error output. */
function lastWords(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (part: Buffer) => (text = (text + part.toString()).slice(-2000)));
  return () => text.trim().split('\n').slice(-3).join('\n');
}

function notAnswered(url: string, why: string, places: string): RecordError {
  return new RecordError(
    'load-failed',
    `Nothing answered at ${url}: ${why}. ${places}`,
    'Check host and port of --load.',
  );
}

function broken(complaint: string): RecordError {
  return new RecordError(
    'load-failed',
    `The built-in load client ended early. ${complaint}`,
    'Please report this, or use a load command of your own instead of the URL.',
  );
}

function endedEarly(
  line: string,
  code: number | undefined,
  took: Micros,
  warmUp: Micros,
  complaint: string,
  places: string,
): RecordError {
  const seconds = `${(took / 1e6).toFixed(1)} s`;
  const said = complaint === '' ? '' : `\n${complaint}`;
  if (code === 127 || code === undefined)
    return new RecordError(
      'load-failed',
      `The load command \`${line}\` could not be run.${said}`,
      'Check its spelling, and that it is on PATH.',
    );
  if (code !== 0)
    return new RecordError(
      'load-failed',
      `The load command \`${line}\` failed with exit code ${code} after ${seconds}.${said}`,
      `Run it by itself to see why. ${places}`,
    );
  return new RecordError(
    'load-failed',
    `The load command \`${line}\` was over after ${seconds}, within the warm-up of ${warmUp / 1e6} s: nothing was recorded.`,
    'Give it more to do, or a shorter --warm-up.',
  );
}
