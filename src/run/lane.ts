import { existsSync } from 'node:fs';
import { type Profile, times } from '../core/profile';
import { applySourceMaps } from '../core/apply-source-maps';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { StartReport } from './boot-settings';
import type { LaneSource } from './lane-source';
import { mapNotes } from './map-notes';
import { monotonic } from './monotonic';
import { isAlive } from './private-folder';
import { profilerThreads } from './profiler-threads';
import {
  reportAtStart,
  type StartUsage,
  sinceStart,
  syncWait,
  type Usage,
  usageAtExit,
  usageAtListening,
  usageOfRunning,
} from './usage';

/** Milliseconds between two looks at what the system says of a thread. */
const lookEvery = 200;
/** Milliseconds after a thread said that it ends, until when its log may still grow. */
const lastWords = 1000;

/** What is known of a lane in the end, when its source has been let go. */
interface Finished {
  readonly profile: Profile;
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly RunNote[];
}

/** One thread that is being recorded: its samples, and what the system says of it. */
export class LaneUnderWay {
  readonly pid: number;
  readonly isInspected: boolean;
  #source: LaneSource | undefined;
  #start: { readonly report: StartReport; readonly usage: StartUsage } | undefined;
  #usage: Usage | undefined;
  #saidToEnd: number | undefined;
  #nextLook = 0;
  #profilersCpu: Micros = 0;
  readonly #profilersOf = profilerThreads();
  #mapped: { readonly samples: number; readonly profile: Profile } | undefined;
  #finished: Finished | undefined;
  #thread: number | undefined;
  #isOfTool = false;
  #activeBefore: Micros = 0;
  #knowsIdle = true;
  /** What had been used when the part of the run that is recorded began; undefined: it began with the thread. */
  #before: { readonly usage: StartUsage; readonly profilersCpu: Micros } | undefined;
  /** When that part began and ended, and when the system was asked about it: on a busy machine a moment later. */
  #partFrom: Moment | undefined;
  #partTo: Moment | undefined;
  /** That part is over: what is used from now on is not of it. */
  #isPartOver = false;
  samples = 0;

  /** `order`: lanes of one process are in the order in which they began. */
  constructor(
    readonly folder: string,
    source: LaneSource,
    readonly order: number,
  ) {
    this.#source = source;
    this.pid = source.pid;
    this.isInspected = source.kind === 'inspector';
  }

  /** Node's number of the thread; undefined where no preload of ours told. */
  get thread(): number | undefined {
    return this.#thread;
  }

  get isOfTool(): boolean {
    return this.#isOfTool;
  }

  get report(): StartReport | undefined {
    return this.#start?.report;
  }

  get isFinished(): boolean {
    return this.#finished !== undefined;
  }

  /**
   * Forgets what was recorded so far, and records anew from this time of the monotonic clock on (never with infinity).
   * `isNew`: the thread has only just been found.
   */
  begin(at: Micros, isNew: boolean): void {
    this.#isPartOver = false;
    if (!isNew) {
      this.#look();
      const { cpu = 0, wall = 0, onCpu = 0, inQueue = 0, setUp = 0 } = this.#usage ?? {};
      const usage = { cpu, wall, onCpu, inQueue, setUp };
      this.#before = { usage, profilersCpu: this.#profilersCpu };
      this.#partFrom = { at, askedAt: monotonic() };
      this.#partTo = undefined;
    }
    this.samples = 0;
    this.#mapped = undefined;
    this.#source?.begin(at);
  }

  /** What is recorded ends at this time. */
  end(at: Micros): void {
    this.#look();
    const { folder, pid, thread } = this;
    const listening = thread === undefined ? undefined : usageAtListening(folder, pid, thread, at);
    this.#usage = listening ?? this.#usage;
    this.#partTo = { at, askedAt: listening === undefined ? monotonic() : at };
    this.#isPartOver = true;
    this.#source?.end(at);
  }

  /** Takes the rest of a part that was ended. */
  async settle(): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    await source.settle();
    this.#note(source);
    this.#mapped = undefined;
  }

  /** SHA-256 (hex) of the texts that ran so far, by path. */
  textsNow(): ReadonlyMap<string, string> {
    return this.#finished?.texts ?? this.#source?.maps.textsOf(this.profile) ?? new Map();
  }

  notesNow(): readonly RunNote[] {
    const source = this.#source;
    if (source === undefined) return this.notes;
    return [...source.notes(), ...mapNotes(this.profile, source.maps.lookup)];
  }

  async poll(): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    if (Date.now() >= this.#nextLook) {
      this.#nextLook = Date.now() + lookEvery;
      this.#look();
    }
    await source.poll();
    this.#note(source);
    if (this.#hasEnded()) await this.finish();
  }

  /** The thread has ended: takes the rest and lets the source go. */
  async finish(): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    await source.finish();
    this.#note(source);
    this.#look();
    if (!this.#isPartOver) this.#usage = latest(this.#usage, this.#atExit());
    const profile = this.profile;
    this.#finished = {
      profile,
      texts: source.maps.textsOf(profile),
      notes: [...source.notes(), ...mapNotes(profile, source.maps.lookup)],
    };
    this.#mapped = undefined;
    this.#source = undefined;
    source.dispose();
  }

  stop(): Promise<void> {
    return this.#source?.stop() ?? Promise.resolve();
  }

  dispose(): void {
    this.#source?.dispose();
  }

  /** What was sampled so far, at original locations. */
  get profile(): Profile {
    if (this.#finished !== undefined) return this.#finished.profile;
    const source = this.#source;
    if (source === undefined) throw new Error('a lane has a source until it is finished');
    if (this.#mapped?.samples !== source.samples || this.#saidToEnd !== undefined) {
      const profile = applySourceMaps(source.profile(this.#counted()), source.maps.lookup);
      this.#mapped = { samples: source.samples, profile };
    }
    return this.#mapped.profile;
  }

  /** SHA-256 (hex) of the texts that ran, by path; known when it is finished. */
  get texts(): ReadonlyMap<string, string> {
    return this.#finished?.texts ?? new Map();
  }

  /** What the user should know about how it was recorded; known when it is finished. */
  get notes(): readonly RunNote[] {
    return this.#finished?.notes ?? [];
  }

  /** CPU time of the thread from its first sample on. */
  get threadCpu(): Micros | undefined {
    const onCpu = this.#counted()?.onCpu;
    return onCpu === undefined ? undefined : onCpu + this.#sampledCpuBefore;
  }

  /** CPU time of the process from its first sample on, without V8's profiler. */
  get processCpu(): Micros | undefined {
    const cpu = this.#counted()?.cpu;
    if (cpu === undefined) return undefined;
    const part = this.#before === undefined ? 1 : partOfAsked(this.#partFrom, this.#partTo);
    const profilers = (this.#profilersCpu - (this.#before?.profilersCpu ?? 0)) * part;
    return Math.max(0, cpu - profilers) + this.#sampledCpuBefore;
  }

  /** CPU time of the process before that: starting node, and setting the profiler up. Not part of a part that began later. */
  get startCpu(): Micros | undefined {
    if (this.#before !== undefined) return undefined;
    return this.#start && Math.max(0, this.#start.usage.cpu - this.#sampledCpuBefore);
  }

  /** CPU time before the program's first line that samples stand for. */
  get #sampledCpuBefore(): Micros {
    if (this.#before !== undefined) return 0;
    return Math.min(this.#activeBefore, this.#start?.usage.cpu ?? 0);
  }

  /** Wall time since the process began. */
  get wall(): Micros | undefined {
    return this.#usage?.wall;
  }

  get syncWait(): Micros | undefined {
    // Where its idle time is only what is left over, nothing is left to be told.
    if (!this.#knowsIdle && this.#counted()?.idle === undefined) return undefined;
    return syncWait(this.#counted(), times(this.profile));
  }

  /** Whether its program may have suspended V8's log by sampling itself. */
  get usesInspector(): boolean {
    return !this.isInspected && this.#usage?.usesInspector === true;
  }

  /** Its process has become another program, which is not recorded. */
  get becameOther(): boolean {
    return (this.#usage?.becomesOther ?? this.#atExit()?.becomesOther) === true;
  }

  get failure(): string | undefined {
    return this.#usage?.failure;
  }

  #note(source: LaneSource): void {
    this.samples = source.samples;
    this.#thread = source.thread;
    this.#isOfTool = source.isOfTool;
    this.#activeBefore = source.activeBefore;
    this.#knowsIdle = source.knowsIdle;
  }

  #look(): void {
    const { thread, pid, folder } = this;
    if (thread === undefined) return;
    this.#start ??= reportAtStart(folder, pid, thread);
    if (this.#start === undefined || this.#isPartOver) return;
    if (this.becameOther) return; // what the system says is that program's
    const { systemThread } = this.#start.report;
    this.#usage = usageOfRunning(pid, systemThread || pid) ?? this.#usage;
    if (thread === 0) this.#profilersCpu = this.#profilersOf(pid);
  }

  #hasEnded(): boolean {
    if (!isAlive(this.pid)) return true;
    if (this.thread === undefined) return false;
    if (this.thread === 0) return this.becameOther;
    if (this.#saidToEnd === undefined && this.#atExit() !== undefined) this.#saidToEnd = Date.now();
    if (this.#saidToEnd === undefined) return false;
    return !this.#isThere() && Date.now() - this.#saidToEnd > lastWords;
  }

  /** Whether the system still has the thread: V8 closes its log with its last breath, on a busy machine long after it said that it ends. */
  #isThere(): boolean {
    const systemThread = this.#start?.report.systemThread ?? 0;
    return systemThread !== 0 && existsSync(`/proc/${this.pid}/task/${systemThread}`);
  }

  #atExit(): Usage | undefined {
    return this.thread === undefined ? undefined : usageAtExit(this.folder, this.pid, this.thread);
  }

  /** What the system says of the thread from the program's first line on. */
  #counted(): Usage | undefined {
    const before = this.#before?.usage ?? this.#start?.usage;
    if (this.#usage === undefined || before === undefined) return this.#usage;
    const counted = sinceStart(this.#usage, before);
    if (this.#before === undefined) return counted;
    // What the event loop waited is told for all of the thread's life only.
    return { ...scaled(counted, partOfAsked(this.#partFrom, this.#partTo)), idle: undefined };
  }
}

/** Both by the system's monotonic clock. */
interface Moment {
  readonly at: Micros;
  readonly askedAt: Micros;
}

/** How much of the time between two questions to the system was the part that they were about. */
function partOfAsked(from: Moment | undefined, to: Moment | undefined): number {
  if (from === undefined || to === undefined) return 1;
  const asked = to.askedAt - from.askedAt;
  return asked > 0 && Number.isFinite(from.at) ? Math.max(0, to.at - from.at) / asked : 1;
}

/** What was used in so much of the time. */
function scaled(usage: Usage, part: number): Usage {
  const of = (all: Micros | undefined) => (all === undefined ? undefined : all * part);
  const { cpu, wall, onCpu, inQueue } = usage;
  return { ...usage, cpu: of(cpu), wall: of(wall), onCpu: of(onCpu), inQueue: of(inQueue) };
}

/** What the thread said when it ended, with the later of the two CPU times. */
function latest(polled: Usage | undefined, atExit: Usage | undefined): Usage | undefined {
  if (atExit === undefined || polled?.cpu === undefined) return atExit ?? polled;
  return { ...atExit, cpu: Math.max(polled.cpu, atExit.cpu ?? 0) };
}
