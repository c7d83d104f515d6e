import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { fewSamples } from '../core/merge';
import { type Profile, times } from '../core/profile';
import type { Recording, Run } from '../core/session';
import { formatMicros, type Micros } from '../core/units';
import { type Ending, endProcess } from './ending';
import { cancelled } from './node';
import { awaitOutliving } from './outliving';
import { checkTarget, makePlan, type Plan, readerSettings } from './plan';
import { createPrivateFolder, removePrivateFolder, sweepPrivateFolders } from './private-folder';
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
  /** Starts the program's process: in a terminal of the editor (`startThroughLauncher`), or as a plain child (`startChild`). */
  readonly start: StartProcess;
  /** What runs a TypeScript file; `auto`, the default: the workspace's own runner, else our loader. */
  readonly runner?: RunnerName | 'auto';
  /** Told about twice a second while the program runs. */
  readonly onProgress?: (progress: Progress) => void;
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

/**
 * Runs `target` and records where its time goes. Aborting `signal` ends the program and throws everything away.
 * `done` fails with a `RecordError`; when it settles, no process and no file of the run is left.
 */
export function record(
  target: Target,
  options: RecordOptions,
  signal: AbortSignal,
): RecordingUnderWay {
  const stopped = new AbortController();
  return {
    stop: () => stopped.abort(),
    done: recordUntilDone(target, options, signal, stopped.signal),
  };
}

async function recordUntilDone(
  target: Target,
  wished: RecordOptions,
  cancel: AbortSignal,
  stop: AbortSignal,
): Promise<Recording> {
  if (cancel.aborted) throw cancelled();
  await checkTarget(target);
  // As node spells it: our preloads must know themselves again.
  const options = { ...wished, dist: await realpath(wished.dist) };
  void sweepPrivateFolders();
  void sweepTranspileCache();
  const folder = await createPrivateFolder();
  let reader: Reader | undefined;
  try {
    const plan = await makePlan(target, options, folder, cancel);
    const began = Date.now();
    reader = startReader(
      options.dist,
      await readerSettings(target, options, folder, plan.runner),
      progress => options.onProgress?.({ ...progress, elapsed: (Date.now() - began) * 1000 }),
    );
    await reader.ready;
    const child = await options.start(plan.command, cancel);
    const startedAt = performance.now();
    reader.started(child.pid);
    const ending = await endProcess(child, reader, cancel, stop);
    const left = await awaitOutliving(folder, ending.how, cancel, stop);
    const wall = (performance.now() - startedAt) * 1000;
    if (cancel.aborted) throw cancelled();
    const reading = await reader.result();
    if (cancel.aborted) throw cancelled();
    return recordingOf(reading, plan, ending, wall, left);
  } catch (error) {
    throw cancel.aborted ? cancelled() : asRecordError(error);
  } finally {
    await reader?.dispose();
    await removePrivateFolder(folder);
  }
}

function recordingOf(
  reading: Reading,
  plan: Plan,
  ending: Ending,
  wall: Micros,
  left: number,
): Recording {
  const { profile } = reading;
  const failed = ending.how === 'by-itself' && (ending.code !== 0 || ending.signal !== undefined);
  if (profile === undefined || (failed && !hasProgramTime(profile)))
    throw nothingSampled(ending, reading.failure);
  const { active, samplesOnLines, tool } = times(profile);
  const notes = [...plan.notes, ...reading.notes];
  if (samplesOnLines < fewSamples) notes.push({ code: 'few-samples', detail: `${samplesOnLines}` });
  if (profile.truncated > 0)
    notes.push({ code: 'truncated-stacks', detail: formatMicros(profile.truncated) });
  if (tool > active / 50) notes.push({ code: 'tool-time', detail: formatMicros(tool) });
  if (left > 0) notes.push({ code: 'still-running', detail: String(left) });
  const run: Run = {
    id: randomUUID(),
    exitCode: ending.code,
    signal: ending.signal,
    ended: ending.how,
    wall: reading.wall ?? wall,
    cpu: reading.cpu,
    startCpu: reading.startCpu,
    syncWait: reading.syncWait,
    nodeVersion: reading.nodeVersion ?? plan.nodeVersion,
    runner: plan.runner,
    notes,
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

function nothingSampled(ending: Ending, failure: string | undefined): RecordError {
  const how = ending.signal === undefined ? `with exit code ${ending.code}` : `by ${ending.signal}`;
  const why = failure === undefined ? '' : `\n${failure}`;
  return new RecordError(
    'no-samples',
    `The program ended ${how} before any of its code was sampled.${why}`,
    failure === undefined ? 'Look at what it printed.' : 'Mend this error, then profile again.',
  );
}

function asRecordError(error: unknown): RecordError {
  if (error instanceof RecordError) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new RecordError('failed', text, 'Please report this with the steps that led to it.');
}
