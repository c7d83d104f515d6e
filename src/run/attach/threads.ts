import { joinLanes, type LaneProfile } from '../../core/lanes';
import { type Profile, times } from '../../core/profile';
import { applySourceMaps } from '../../core/apply-source-maps';
import type { Micros } from '../../core/units';
import { type Endpoint, type Inspector, inspectorOver } from '../inspector';
import { laneNames } from '../lane-names';
import { syncWait } from '../usage';
import { type SamplerOptions, ThreadSampler } from './thread-sampler';
import { UsageSince } from './usage-since';
import { within } from './waiting';

/** Milliseconds that a thread may take to give the rest: it may stand in a synchronous call. */
const patience = 5000;
/** Workers of a pool often block while they have nothing to do. */
const workerPatience = 1000;

export interface ThreadsOptions extends SamplerOptions {
  readonly pid: number;
  /** The process's number on this machine, if it runs here. */
  readonly localPid: number | undefined;
  /** Workers that start from now on wait until they are sampled; a debugger would have them wait for itself. */
  readonly holdWorkers: boolean;
}

/** What is known of one thread. */
interface Thread {
  readonly sampler: ThreadSampler;
  /** Of a worker: the way to it. */
  readonly endpoint: Endpoint | undefined;
  /** Node's number of the thread. */
  readonly id: number;
}

/** The threads of a program that runs: its main one, and its workers as they come and go. */
export class Threads {
  readonly #main: Thread;
  readonly #all: Thread[];
  readonly #workers = new Map<string, Thread>();
  #usage = new UsageSince(undefined);
  /** What the main thread's loop had been idle for, as the program says. */
  #idle: { readonly before: Micros | undefined; now: Micros | undefined } | undefined;
  #isSuspended = false;
  #mapped = new WeakMap<ThreadSampler, { samples: number; profile: Profile }>();

  constructor(
    readonly inspector: Inspector,
    readonly options: ThreadsOptions,
  ) {
    this.#main = { sampler: new ThreadSampler(inspector, options), endpoint: undefined, id: 0 };
    this.#all = [this.#main];
  }

  /** Starts sampling, at once or with `resume`. Fails when the program refuses. */
  async begin(suspended: boolean): Promise<void> {
    this.#isSuspended = suspended;
    await this.#main.sampler.begin(suspended);
    this.#usage = new UsageSince(this.options.localPid);
    const before = await idleOf(this.inspector);
    this.#idle = { before, now: undefined };
    if (this.options.isShared) return; // workers are sessions of their own there
    const { inspector } = this;
    inspector.on('NodeWorker.attachedToWorker', worker => void this.#enter(worker));
    inspector.on('NodeWorker.receivedMessageFromWorker', ({ sessionId, message }) =>
      this.#workers.get(sessionId)?.endpoint?.heard(message),
    );
    inspector.on('NodeWorker.detachedFromWorker', ({ sessionId }) => {
      this.#workers.get(sessionId)?.endpoint?.closed();
      this.#workers.delete(sessionId);
    });
    const { holdWorkers } = this.options;
    await inspector.send('NodeWorker.enable', { waitForDebuggerOnStart: holdWorkers });
  }

  get samples(): number {
    return this.#all.reduce((sum, { sampler }) => sum + sampler.samples, 0);
  }

  get wall(): Micros {
    return this.#usage.wall;
  }

  /** CPU time of the process; undefined where it can't be read. */
  get cpu(): Micros | undefined {
    return this.#usage.sinceBegin()?.cpu;
  }

  /** Of the main thread, once it has ended; undefined where the program can't say how long it was idle: samples do not tell it well enough. */
  get syncWait(): Micros | undefined {
    const { before, now } = this.#idle ?? {};
    if (before === undefined || now === undefined) return undefined;
    const { gc } = times(this.#profileOf(this.#main));
    return syncWait(this.#usage.sinceBegin(), { idle: now - before, gc });
  }

  look(): void {
    this.#usage.poll();
  }

  rotate(): Promise<unknown> {
    return Promise.all(this.#all.map(({ sampler }) => sampler.rotate()));
  }

  suspend(): Promise<unknown> {
    this.#isSuspended = true;
    return Promise.all(this.#all.map(({ sampler }) => sampler.suspend()));
  }

  resume(): Promise<unknown> {
    this.#isSuspended = false;
    return Promise.all(this.#all.map(({ sampler }) => sampler.resume()));
  }

  /** Takes the rest of every thread, and leaves nothing in them. False when the main thread did not answer in time. */
  async end(): Promise<boolean> {
    const asked = idleOf(this.inspector);
    const ended = await Promise.all(
      this.#all.map(({ sampler, id }) =>
        within(id === 0 ? patience : workerPatience, sampler.end()),
      ),
    );
    if (this.#idle !== undefined && ended[0]) this.#idle.now = await asked;
    if (ended[0] && !this.options.isShared)
      await this.inspector.send('NodeWorker.disable').catch(() => undefined); // it has ended
    return ended[0];
  }

  /** What was sampled so far, at original locations. */
  profile(): Profile {
    const threads = this.#all.filter(
      ({ sampler }) => sampler === this.#main.sampler || sampler.samples > 0,
    );
    const { pid } = this.options;
    const names = laneNames(
      threads.map(({ id }) => ({ pid, file: undefined, isMain: id === 0 })),
      pid,
    );
    return joinLanes(
      threads.map((thread, index): LaneProfile => {
        const profile = this.#profileOf(thread);
        const { source, callLines } = profile;
        const cpu = thread === this.#main ? this.#usage.sinceBegin()?.onCpu : undefined;
        const lane = { name: names[index], pid, thread: thread.id, source, callLines, cpu };
        return { profile, lane: { ...lane, role: 'program' } };
      }),
    );
  }

  #profileOf({ sampler }: Thread): Profile {
    const known = this.#mapped.get(sampler);
    if (known !== undefined && known.samples === sampler.samples) return known.profile;
    const usage = sampler === this.#main.sampler ? this.#usage.sinceBegin() : undefined;
    const profile = applySourceMaps(sampler.profile(usage), this.options.maps.lookup);
    this.#mapped.set(sampler, { samples: sampler.samples, profile });
    return profile;
  }

  async #enter({
    sessionId,
    workerInfo,
    waitingForDebugger,
  }: {
    sessionId: string;
    workerInfo: { workerId: string; title: string };
    waitingForDebugger: boolean;
  }): Promise<void> {
    const { inspector } = this;
    const endpoint = inspectorOver({
      write: message =>
        void inspector
          .send('NodeWorker.sendMessageToWorker', { sessionId, message })
          .catch(() => endpoint.closed()),
      close: () => void inspector.send('NodeWorker.detach', { sessionId }).catch(() => undefined),
    });
    const worker = endpoint.inspector;
    const sampler = new ThreadSampler(worker, this.options);
    const thread: Thread = { sampler, endpoint, id: threadId(workerInfo) };
    this.#workers.set(sessionId, thread);
    this.#all.push(thread);
    worker.on('NodeRuntime.waitingForDisconnect', () => void sampler.end().then(worker.close));
    try {
      await sampler.begin(this.#isSuspended);
      if (waitingForDebugger) await worker.send('Runtime.runIfWaitingForDebugger');
    } catch {
      // it has ended meanwhile
    }
  }
}

/** How long the loop of the thread has been idle for since it began, as it says itself; undefined where it can't. Never fails. */
async function idleOf(inspector: Inspector): Promise<Micros | undefined> {
  const expression = 'globalThis.performance?.eventLoopUtilization?.().idle';
  try {
    const { result } = await inspector.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      silent: true,
    });
    return typeof result.value === 'number' ? result.value * 1000 : undefined;
  } catch {
    return undefined; // it has ended
  }
}

/** Node's number of a worker, which its title holds; the inspector's own number of it may differ. */
function threadId({ title, workerId }: { title: string; workerId: string }): number {
  return Number(/worker (\d+)/.exec(title)?.[1] ?? workerId);
}
