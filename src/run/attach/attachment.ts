import { basename } from 'node:path';
import type { Profile } from '../../core/profile';
import type { AttachedTarget } from '../../core/session';
import { ScriptMaps } from '../maps';
import { RecordError } from '../record-error';
import { roleOf } from '../roles';
import { type Entry, enter } from './enter';
import type { AttachedReading, AttacherSettings, FromAttacher } from './messages';
import { type Pauses, watchPauses } from './pauses';
import { type Roots, rootsOf } from './roots';
import { Threads } from './threads';
import { delay, whenAborted, within } from './waiting';

/** Milliseconds between two takings: what is lost at most when the program is killed, and how often heat is renewed. */
const takeEvery = 1000;

/** A program that ran already, from the first word with it to the last. */
export class Attachment {
  readonly #settings: AttacherSettings;
  readonly #roots: Roots;
  readonly #send: (message: FromAttacher) => void;
  readonly #over = new AbortController();
  #why: 'stopped' | 'by-itself' | 'unwanted' | undefined;
  #entry: Entry | undefined;
  #threads: Threads | undefined;
  #pauses: Pauses | undefined;

  constructor(settings: AttacherSettings, send: (message: FromAttacher) => void) {
    this.#settings = settings;
    this.#roots = rootsOf(settings.target);
    this.#send = send;
  }

  /** Samples until it is over. Whatever happens, the program is left alone then. @throws RecordError */
  async record(): Promise<AttachedReading> {
    try {
      return await this.#record();
    } finally {
      await this.#leave();
    }
  }

  /** Sampling is over: the user has enough, the program has ended, or nothing is wanted any more. */
  over(why: 'stopped' | 'by-itself' | 'unwanted'): void {
    this.#why ??= why;
    this.#over.abort();
  }

  async #record(): Promise<AttachedReading> {
    const { debuggerUrl, interval } = this.#settings;
    const entry = await this.#enter();
    const { facts, inspector, isShared } = entry;
    const target = knownTarget(this.#settings, entry, this.#roots);
    const role = roleOf({ own: [], target: target.file });
    const maps = new ScriptMaps(role);
    const threads = new Threads(inspector, {
      interval,
      pid: facts.pid,
      localPid: entry.localPid,
      major: facts.major,
      isShared,
      holdWorkers: debuggerUrl === undefined,
      mayDeoptimise: !facts.isCovered,
      roots: this.#roots,
      roleOf: role,
      maps,
      asked: new Set(),
    });
    this.#threads = threads;
    inspector.on('NodeRuntime.waitingForDisconnect', () => this.over('by-itself'));
    inspector.onClosed(() => this.over('by-itself'));
    if (debuggerUrl !== undefined) this.#pauses = await watchPauses(debuggerUrl, threads);
    await threads.begin(this.#pauses?.isPaused ?? false);
    if (this.#pauses?.isPaused === true) await threads.suspend();
    await entry.start();
    this.#send({ kind: 'found', target });

    await this.#sample(threads);
    threads.look();
    const hasRest = await threads.end();
    const profile = threads.profile();
    const texts = [...maps.textsOf(profile)];
    return {
      profile: withNames(profile, this.#roots),
      texts: new Map(texts.map(([path, hash]) => [this.#roots.toLocal(path), hash])),
      notes: hasRest ? [] : [{ code: 'cut-off', detail: '' }],
      cpu: threads.cpu,
      // Standing still in a debugger is no wait of the program's.
      syncWait: this.#pauses?.wasPaused === true ? undefined : threads.syncWait,
      wall: threads.wall,
      ended: this.#why === 'stopped' ? 'stopped' : 'by-itself',
      nodeVersion: facts.version,
    };
  }

  async #enter(): Promise<Entry> {
    try {
      this.#entry = await enter(this.#settings, this.#over.signal);
      return this.#entry;
    } catch (error) {
      throw this.#why === 'stopped' ? stoppedTooEarly() : error;
    }
  }

  async #sample(threads: Threads): Promise<void> {
    const over = this.#over.signal;
    let told = 0;
    let wait = takeEvery / 2;
    while (!over.aborted) {
      await delay(wait, over);
      threads.look();
      if (!over.aborted)
        await Promise.race([within(takeEvery, threads.rotate()), whenAborted(over)]);
      if (over.aborted) return;
      const began = performance.now();
      if (threads.samples > told) {
        told = threads.samples;
        const profile = withNames(threads.profile(), this.#roots);
        this.#send({ kind: 'progress', samples: told, profile });
      }
      // A snapshot of a large program takes its time: never more than a tenth of the thread's.
      wait = Math.max(takeEvery, 10 * (performance.now() - began));
    }
  }

  async #leave(): Promise<void> {
    this.#over.abort();
    this.#pauses?.close();
    await this.#threads?.end();
    this.#entry?.leave();
  }
}

function stoppedTooEarly(): RecordError {
  return new RecordError(
    'no-samples',
    'Sampling was stopped before it had begun.',
    'Attach again, and wait for the first samples.',
  );
}

function withNames(profile: Profile, { toLocal }: Roots): Profile {
  const scripts = profile.scripts.map(script =>
    script.kind === 'file' ? { ...script, name: toLocal(script.name) } : script,
  );
  return { ...profile, scripts };
}

/** The target with what the program says of itself. */
function knownTarget(
  { target, pid }: AttacherSettings,
  { facts, address }: Entry,
  roots: Roots,
): AttachedTarget {
  const file = facts.file === undefined ? target.file : roots.toLocal(facts.file);
  const where = pid === undefined ? `${address.host}:${address.port}` : `pid ${pid}`;
  return {
    ...target,
    name: nameOf(basename(file), target.name ?? where),
    file,
    args: facts.args,
    cwd: roots.toLocal(facts.cwd),
    host: address.host,
    port: address.port,
  };
}

/** `server.js (localhost:9229)`: what runs, and how it was reached. */
function nameOf(program: string, reached: string): string {
  return program === '' || reached.startsWith(program) ? reached : `${program} (${reached})`;
}
