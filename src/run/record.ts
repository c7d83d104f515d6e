import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fewSamples, idleNote } from '../core/merge';
import { type Profile, times } from '../core/profile';
import type { Recording, Run, RunPart } from '../core/session';
import { formatMicros, type Micros } from '../core/units';
import { type Ending, endProcess } from './ending';
import { cancelled } from './node';
import { awaitOutliving } from './outliving';
import { checkTarget, makePlan, type Plan, readerSettings } from './plan';
import { createPrivateFolder, removePrivateFolder, sweepPrivateFolders } from './private-folder';
import { monotonic } from './monotonic';
import { type Reader, startReader } from './reader';
import type { Reading } from './reader-messages';
import { RecordError } from './record-error';
import type { RunnerName } from './runner';
import type { Target } from './target';
import { sweepTranspileCache } from './transpile-cache';

export { RecordError, type RecordErrorCode } from './record-error';

export interface RecordOptions {
  /** Folder of the built workers and preloads (`dist`). */
  readonly dist: string;
  /** Path of the `node` to run the program with; undefined: the first on PATH. Never the editor's own binary. */
  readonly node: string | undefined;
  /** `auto`: the V8 log where it can be had, else inspector sampling. */
  readonly source: 'auto' | 'v8-log' | 'inspector';
  /** Time between two samples, 50 µs at least; 1000 is usual. */
  readonly interval: Micros;
  /** Starts the program's process: in a terminal of the editor (`startThroughLauncher`), beside us (`startGuarded`), or as a plain child (`startChild`). */
  readonly start: StartProcess;
  /** What runs a TypeScript file; `auto`, the default: the workspace's own runner, else our loader. */
  readonly runner?: RunnerName | 'auto';
  /** Told about twice a second while the program runs. */
  readonly onProgress?: (progress: Progress) => void;
  /** What the parts of the run are, where that is not what the user begins and ends. */
  readonly partKind?: RunPart['kind'];
  /** Record nothing of a thread from when its first server listens. */
  readonly untilListening?: boolean;
  /** Told when a server in a thread of the program listens for the first time. */
  readonly onListening?: (place: Listening) => void;
}

export interface Progress {
  readonly elapsed: Micros;
  readonly samples: number;
  /** What was sampled so far, at original locations. */
  readonly profile: Profile;
}

/** A command to start: an executable with its arguments, absolute working directory and full environment. */
export interface Command {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Path of a node, for what starts the command in its turn. */
  readonly node: string;
}

export interface StartedProcess {
  readonly pid: number;
  /** Settles when the process has ended, also when it could not be waited for cleanly. */
  readonly exited: Promise<{
    readonly code: number | undefined;
    readonly signal: string | undefined;
  }>;
  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): void;
}

export type StartProcess = (command: Command, signal: AbortSignal) => Promise<StartedProcess>;

/** A recording under way. */
export interface RecordingUnderWay {
  /** Ends the program and keeps what was sampled. */
  stop(): void;
  readonly done: Promise<Recording>;
}

/** A recording of a program that we started: of all of its life, or of parts of it. */
export interface ProgramUnderWay extends RecordingUnderWay {
  /** Forgets what was recorded so far: from now on a part is recorded on its own. */
  begin(): Promise<void>;
  /**
   * Ends the part that is recorded, and goes on without recording. The first part begins with the program. `at`: a time that has
   * been, by the system's monotonic clock. @throws RecordError when nothing of a Node.js program was there
   */
  end(at?: Micros): Promise<Recording>;
  /** What is recorded when the program ends; between parts, what was recorded last, with how the program ended. */
  readonly done: Promise<Recording>;
}

/** Where a program has begun to listen. */
export interface Listening {
  /** By the system's monotonic clock. */
  readonly at: Micros;
  /** Undefined for a socket that is a file. */
  readonly port: number | undefined;
  readonly address: string;
}

/**
 * Runs `target` and records where its time goes. Aborting `signal` ends the program and throws everything away.
 * `done` fails with a `RecordError`; when it settles, no process and no file of the run is left.
 */
export function record(
  target: Target,
  options: RecordOptions,
  signal: AbortSignal,
): ProgramUnderWay {
  const recorder = new Recorder(target, options, signal);
  return recorder;
}

class Recorder {
  readonly #stopped = new AbortController();
  readonly #target: Target;
  readonly #wished: RecordOptions;
  readonly #cancel: AbortSignal;
  readonly done: Promise<Recording>;
  #sampling:
    { readonly reader: Reader; readonly plan: Plan; readonly startedAt: Micros } | undefined;
  /** The part under way; undefined: all of the run; `over`: between two parts. */
  #part: { readonly from: Micros } | 'over' | undefined;
  #last: Recording | undefined;

  constructor(target: Target, wished: RecordOptions, cancel: AbortSignal) {
    this.#target = target;
    this.#wished = wished;
    this.#cancel = cancel;
    this.done = this.#record();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async begin(): Promise<void> {
    const { reader } = this.#running();
    await reader.begin();
    this.#part = { from: monotonic() };
  }

  async end(at?: Micros): Promise<Recording> {
    const { reader, plan, startedAt } = this.#running();
    this.#part = 'over';
    const { reading, from, to } = await reader.end(at);
    const part: RunPart = {
      kind: this.#wished.partKind ?? 'recording',
      from: Math.max(0, from - startedAt),
      to: to - startedAt,
    };
    this.#last = recordingOf(reading, plan, { how: 'stopped' }, part);
    return this.#last;
  }

  #running() {
    if (this.#sampling === undefined)
      throw new RecordError('failed', 'The program does not run.', 'Start it again.');
    return this.#sampling;
  }

  async #record(): Promise<Recording> {
    const cancel = this.#cancel;
    if (cancel.aborted) throw cancelled();
    await checkTarget(this.#target);
    // As node spells it: our preloads must know themselves again.
    const options = { ...this.#wished, dist: await realpath(this.#wished.dist) };
    void sweepPrivateFolders();
    void sweepTranspileCache();
    const folder = await createPrivateFolder();
    try {
      return await this.#recordIn(folder, options);
    } catch (error) {
      throw cancel.aborted ? cancelled() : asRecordError(error);
    } finally {
      this.#sampling = undefined;
      await removePrivateFolder(folder);
    }
  }

  async #recordIn(folder: string, options: RecordOptions): Promise<Recording> {
    const [cancel, stop] = [this.#cancel, this.#stopped.signal];
    const plan = await makePlan(this.#target, options, folder, cancel);
    const began = Date.now();
    const reader = startReader(
      options.dist,
      await readerSettings(this.#target, options, folder, plan.runner),
      progress => options.onProgress?.({ ...progress, elapsed: (Date.now() - began) * 1000 }),
      place => options.onListening?.({ ...place, at: place.now }),
    );
    try {
      await reader.ready;
      const child = await options.start(plan.command, cancel);
      const startedAt = monotonic();
      reader.started(child.pid);
      this.#sampling = { reader, plan, startedAt };
      const ending = await endProcess(child, reader, cancel, stop);
      this.#sampling = undefined;
      const left = await awaitOutliving(folder, ending.how, cancel, stop);
      const to = monotonic() - startedAt;
      if (cancel.aborted) throw cancelled();
      const reading = await reader.result();
      const full = reading.isDiskFull ? dirname(folder) : undefined;
      if (cancel.aborted) throw cancelled();
      if (this.#part === 'over' && this.#last !== undefined) {
        const { code: exitCode, signal } = ending;
        return { ...this.#last, run: { ...this.#last.run, exitCode, signal } };
      }
      const from = typeof this.#part === 'object' ? this.#part.from - startedAt : undefined;
      const part =
        from === undefined ? undefined : { kind: this.#wished.partKind ?? 'recording', from, to };
      return recordingOf(reading, plan, { ...ending, left, wall: to }, part, full);
    } finally {
      await reader.dispose();
    }
  }
}

interface HowItEnded extends Partial<Ending> {
  readonly how: Ending['how'];
  /** Processes that go on. */
  readonly left?: number;
  /** Since the start, as we saw it. */
  readonly wall?: Micros;
}

function recordingOf(
  reading: Reading,
  plan: Plan,
  ending: HowItEnded,
  part: RunPart | undefined,
  full?: string,
): Recording {
  const { profile } = reading;
  const { code, signal, how, left = 0, wall = 0 } = ending;
  const failed = how === 'by-itself' && (code !== 0 || signal !== undefined);
  if (profile === undefined || (failed && !hasProgramTime(profile)))
    throw full !== undefined ? diskFull(full) : nothingSampled(ending, reading);
  const { active, samplesOnLines, tool } = times(profile);
  const notes = [...plan.notes, ...reading.notes];
  if (full !== undefined) notes.push({ code: 'disk-full', detail: full });
  const unsampled = (reading.cpu ?? 0) - active;
  if (reading.usesInspector && unsampled > (reading.cpu ?? 0) / 4)
    notes.push({ code: 'own-profiler', detail: formatMicros(unsampled) });
  const idle = part === undefined ? undefined : idleNote(profile, part.to - part.from);
  if (idle !== undefined) notes.push(idle);
  else if (samplesOnLines < fewSamples)
    notes.push({ code: 'few-samples', detail: `${samplesOnLines}` });
  if (profile.truncated > 0)
    notes.push({ code: 'truncated-stacks', detail: formatMicros(profile.truncated) });
  if (tool > active / 50) notes.push({ code: 'tool-time', detail: formatMicros(tool) });
  if (reading.becameOther)
    notes.push({ code: 'became-other', detail: signal === 'SIGPROF' ? signal : '' });
  if (left > 0) notes.push({ code: 'still-running', detail: String(left) });
  const run: Run = {
    id: randomUUID(),
    exitCode: code,
    signal,
    ended: how,
    wall: part === undefined ? (reading.wall ?? wall) : part.to - part.from,
    cpu: reading.cpu,
    startCpu: reading.startCpu,
    syncWait: reading.syncWait,
    nodeVersion: reading.nodeVersion ?? plan.nodeVersion,
    runner: plan.runner,
    notes,
    ...(part === undefined ? {} : { part }),
  };
  return { run, profile, texts: reading.texts };
}

/** Whether anything of the program itself was sampled. */
function hasProgramTime(profile: Profile): boolean {
  return profile.frames.some(({ script }) => {
    const { kind, role } = profile.scripts[script] ?? { kind: 'node', role: 'tool' };
    return kind === 'file' && role === 'program';
  });
}

function diskFull(folder: string): RecordError {
  return new RecordError(
    'failed',
    `The disk of ${folder} is full, so nothing could be recorded.`,
    'Make room on the disk, or set TMPDIR to a folder on another one.',
  );
}

function nothingSampled(ending: HowItEnded, { failure, sawNode }: Reading): RecordError {
  const failed = (message: string, action: string) =>
    new RecordError('no-samples', message, action);
  if (ending.left === undefined)
    return failed(
      'Nothing was sampled: no Node.js runs in what is profiled.',
      'Look at what it printed.',
    );
  const how = ending.signal === undefined ? `with exit code ${ending.code}` : `by ${ending.signal}`;
  if (!sawNode)
    return failed(
      `The command ended ${how} and started no Node.js program, so there is nothing to profile.`,
      'Give a command that starts one, such as `npm run build`, or the program’s file; one that runs already is reached with --attach.',
    );
  const tooShort = ending.code === 0 && failure === undefined;
  return failed(
    `The program ended ${how} before any of its code was sampled.${failure === undefined ? '' : `\n${failure}`}`,
    tooShort
      ? 'It may be too short: sample finer (--interval 100).'
      : failure === undefined
        ? 'Look at what it printed.'
        : 'Mend this error, then profile again.',
  );
}

function asRecordError(error: unknown): RecordError {
  if (error instanceof RecordError) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new RecordError('failed', text, 'Please report this with the steps that led to it.');
}
