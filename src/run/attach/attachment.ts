import { basename } from 'node:path';
import type { Profile } from '../../core/profile';
import type { AttachedTarget } from '../../core/session';
import { applySourceMaps } from '../../core/source-maps';
import { ScriptMaps } from '../maps';
import { RecordError } from '../record-error';
import { roleOf } from '../roles';
import { type Entry, enter } from './enter';
import type { AttachedReading, AttacherSettings, FromAttacher } from './messages';
import { type Pauses, watchPauses } from './pauses';
import { type Roots, rootsOf } from './roots';
import { ThreadSampler } from './thread-sampler';
import { UsageSince } from './usage-since';
import { delay, whenAborted, within } from './waiting';

/** Milliseconds between two takings: what is lost at most when the program is killed, and how often heat is renewed. */
const takeEvery = 1000;
/** Milliseconds that a program may take to give the rest: it may stand in a synchronous call. */
const patience = 5000;

/** A program that ran already, from the first word with it to the last. */
export class Attachment {
  readonly #settings: AttacherSettings;
  readonly #roots: Roots;
  readonly #send: (message: FromAttacher) => void;
  readonly #over = new AbortController();
  #why: 'stopped' | 'by-itself' | 'unwanted' | undefined;
  #entry: Entry | undefined;
  #sampler: ThreadSampler | undefined;
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
    const sampler = new ThreadSampler(inspector, {
      interval,
      major: facts.major,
      isShared,
      mayDeoptimise: !facts.isCovered,
      roots: this.#roots,
      roleOf: role,
      maps,
      asked: new Set(),
    });
    this.#sampler = sampler;
    inspector.on('NodeRuntime.waitingForDisconnect', () => this.over('by-itself'));
    inspector.onClosed(() => this.over('by-itself'));
    if (debuggerUrl !== undefined) this.#pauses = await watchPauses(debuggerUrl, sampler);
    await sampler.begin(this.#pauses?.isPaused ?? false);
    const usage = new UsageSince(entry.localPid);
    if (this.#pauses?.isPaused === true) await sampler.suspend();
    await entry.start();
    this.#send({ kind: 'found', target });

    const profile = () => applySourceMaps(sampler.profile(usage.sinceBegin()), maps.lookup);
    await this.#sample(sampler, usage, profile);
    usage.poll();
    const hasRest = await within(patience, sampler.end());
    const made = profile();
    const texts = [...maps.textsOf(made)];
    return {
      profile: withNames(made, this.#roots),
      texts: new Map(texts.map(([path, hash]) => [this.#roots.toLocal(path), hash])),
      notes: hasRest ? [] : [{ code: 'cut-off', detail: '' }],
      // Standing still in a debugger is no wait of the program's.
      usage: this.#pauses?.wasPaused === true ? undefined : usage.sinceBegin(),
      wall: usage.wall,
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

  async #sample(sampler: ThreadSampler, usage: UsageSince, profile: () => Profile): Promise<void> {
    const over = this.#over.signal;
    let told = 0;
    let wait = takeEvery / 2;
    while (!over.aborted) {
      await delay(wait, over);
      usage.poll();
      if (!over.aborted) await Promise.race([sampler.rotate(), whenAborted(over)]);
      if (over.aborted) return;
      const began = performance.now();
      if (sampler.samples > told) {
        told = sampler.samples;
        this.#send({
          kind: 'progress',
          samples: told,
          profile: withNames(profile(), this.#roots),
        });
      }
      // A snapshot of a large program takes its time: never more than a tenth of the thread's.
      wait = Math.max(takeEvery, 10 * (performance.now() - began));
    }
  }

  async #leave(): Promise<void> {
    this.#over.abort();
    this.#pauses?.close();
    if (this.#sampler !== undefined) await within(patience, this.#sampler.end());
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
  const name = file === '' ? where : `${basename(file)} (${where})`;
  return {
    ...target,
    name: target.name ?? name,
    file,
    args: facts.args,
    cwd: roots.toLocal(facts.cwd),
    host: address.host,
    port: address.port,
  };
}
