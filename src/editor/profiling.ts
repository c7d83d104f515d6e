import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { mergeRecordings } from '../core/merge';
import {
  type RanCommit,
  type Recording,
  type TargetDescription,
  targetName,
} from '../core/session';
import type { Micros } from '../core/units';
import { unreachable } from '../core/units';
import type { LoadWish } from '../run/load/load-wish';
import type {
  ProgramUnderWay,
  RecordError,
  RecordingUnderWay,
  RecordOptions,
  StartProcess,
} from '../run/record';
import type { Target } from '../run/target';
import type { Paths } from './paths';
import { RanTexts } from './ran-texts';
import { Recordings } from './recordings';
import { setRunning, showNothingYet, showProgress, startingRun } from './running-state';
import type { Began, Sessions } from './sessions';
import { settingsFor } from './settings';
import type { EditorStore } from './state';
import { liveNumbers } from './status';
import { recordingFailed } from './trouble/recording';
import { type Report, unexpected } from './trouble/report';
import { untrusted } from './trouble/targets';
import { waitForTheProgram } from './trouble/verifying';

export interface ProfilingOptions {
  /** Instead of the setting's. */
  readonly interval?: Micros;
  /** How often the program is run; the runs are merged. */
  readonly runs?: number;
  /** The part of a server's life that is recorded; undefined: what the user begins and ends, or all of it. */
  readonly server?:
    { readonly kind: 'start-up' } | { readonly kind: 'load'; readonly load: LoadWish };
}

/** Profiles programs, one at a time. */
export interface Profiling {
  /** Settles when the program has ended and its profile is shown, or the user was told why not. */
  readonly profile: (target: Target, options?: ProfilingOptions) => Promise<void>;
  /** Makes and shows another recording, when the one before has ended. */
  readonly next: (job: Job) => Promise<void>;
  /** What `profile` was last asked. */
  readonly last: () => { readonly target: Target; readonly options: ProfilingOptions } | undefined;
  /** Ends the program that runs for us, if any, and waits until it is gone; leaves one that ran before. */
  readonly end: () => Promise<void>;
}

export interface ProfilingParts {
  readonly store: EditorStore;
  readonly paths: Paths;
  readonly sessions: Sessions;
  readonly report: Report;
  /** Folder of the built workers and preloads. */
  readonly dist: string;
  readonly start: StartProcess;
  readonly log: vscode.LogOutputChannel;
  /** Told of each profile that was made. */
  readonly afterRun: (target: TargetDescription, recording: Recording) => void;
}

export function createProfiling(parts: ProfilingParts): Profiling {
  const { store, report } = parts;
  let underWay: Promise<void> = Promise.resolve();
  let last: ReturnType<Profiling['last']>;

  const next: Profiling['next'] = async job => {
    if (!vscode.workspace.isTrusted) return report(untrusted());
    if (store.get().verifying !== undefined) return report(waitForTheProgram());
    if (store.get().running !== undefined && !(await mayReplace(store))) return;
    await underWay;
    underWay = profileOnce(parts, job);
    await underWay;
  };
  const profile: Profiling['profile'] = (target, options = {}) =>
    next({
      target,
      record: async (texts, cancel, began) => {
        last = { target, options };
        return { target, ...(await recordRuns(parts, target, options, texts, cancel, began)) };
      },
      again: () => profile(target, options),
    });
  return {
    profile,
    next,
    last: () => last,
    async end() {
      store.get().running?.cancel();
      await underWay;
    },
  };
}

/** One program at a time: two would measure each other. */
async function mayReplace(store: EditorStore): Promise<boolean> {
  const { running } = store.get();
  if (running === undefined) return true;
  const stop = vscode.l10n.t('Stop It and Go On');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} is still being profiled. Two programs at once would slow each other down.',
      targetName(running.target),
    ),
    stop,
  );
  if (answer !== stop) return false;
  store.get().running?.stop();
  return true;
}

/** One recording, from the click to the profile that is shown. */
export interface Job {
  readonly target: TargetDescription;
  readonly record: (texts: RanTexts, cancel: AbortController, began: Began) => Promise<Recorded>;
  /** Tries the same once more. */
  readonly again: () => unknown;
}

export interface Recorded {
  /** As it is known in the end: a program that runs says of itself what it is. */
  readonly target: TargetDescription;
  readonly recording: Recording;
  /** It is shown and kept already. */
  readonly isKept?: boolean;
}

async function profileOnce(parts: ProfilingParts, job: Job): Promise<void> {
  const { store, report, sessions } = parts;
  const before = store.get().shown;
  const began = { startedAt: Date.now(), commit: commitOf(job.target) };
  const cancel = new AbortController();
  const texts = new RanTexts();
  try {
    const { target, recording, isKept } = await withProgress(parts, job.target, cancel, () =>
      job.record(texts, cancel, began),
    );
    if (isKept === true) return;
    await sessions.add(target, began, recording, texts);
    parts.afterRun(target, recording);
  } catch (error) {
    store.update(state => ({ ...state, shown: state.shown?.live ? before : state.shown }));
    if (cancel.signal.aborted) sayCancelled(parts, job.target);
    else if (isRecordError(error))
      report(recordingFailed(error, targetName(job.target), job.again));
    else report(unexpected(error));
  } finally {
    store.update(state => ({ ...state, running: undefined }));
  }
}

/** Looked up while the program starts; of one that ran before, nobody knows what it was made of. */
async function commitOf(target: TargetDescription): Promise<RanCommit | undefined> {
  if (target.kind !== 'file' && target.kind !== 'command') return undefined;
  try {
    // Loaded when first used: activation stays short.
    const { commitAt } = await import('../run/commit-at');
    return await commitAt(dirname(target.file));
  } catch {
    return undefined; // a session without its commit is worth keeping too
  }
}

/** Nothing has to be done about it: a word in the status bar for a while. */
function sayCancelled({ store, log }: ProfilingParts, target: TargetDescription): void {
  log.info(`cancelled: ${target.file}`);
  const { shown } = store.get();
  const name = targetName(target);
  const said =
    shown === undefined
      ? vscode.l10n.t('Cancelled: what was sampled of {0} was thrown away.', name)
      : vscode.l10n.t(
          'Cancelled: what was sampled of {0} was thrown away. The profile of {1} is shown again.',
          name,
          shown.title,
        );
  vscode.window.setStatusBarMessage(`$(discard) ${said}`, 10_000);
}

/** The notification with its cancel button; numbers go there and into the status bar. */
async function withProgress<Result>(
  { store, paths }: ProfilingParts,
  target: TargetDescription,
  cancel: AbortController,
  work: () => Promise<Result>,
): Promise<Result> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Profiling {0}', targetName(target)),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancelling = token.onCancellationRequested(() => cancel.abort());
    const numbers = store.watch(
      state => state,
      ({ running, shown }) => {
        if (running === undefined) return;
        const numbers = liveNumbers(running, shown, paths);
        progress.report({
          message: vscode.l10n.t(
            '{0} · Cancel throws it away, Stop in the status bar keeps it.',
            numbers,
          ),
        });
      },
    );
    try {
      return await work();
    } finally {
      cancelling.dispose();
      numbers.dispose();
    }
  });
}

async function recordRuns(
  parts: ProfilingParts,
  target: Target,
  options: ProfilingOptions,
  texts: RanTexts,
  cancel: AbortController,
  began: Began,
): Promise<Pick<Recorded, 'recording' | 'isKept'>> {
  const { store, sessions, dist, start, log } = parts;
  const settings = settingsFor(vscode.Uri.file(target.file));
  const made: Recording[] = [];
  let stopped = false;
  for (let run = 0; run < (options.runs ?? 1) && !stopped; run++) {
    const wishes: RecordOptions = {
      dist,
      node: settings.node,
      source: settings.source,
      interval: options.interval ?? settings.interval,
      start,
      onProgress: progress => showProgress(store, texts, target, progress),
    };
    const recording = await begin(store, target, wishes, options, cancel.signal);
    const isWhole = 'begin' in recording && (options.runs ?? 1) === 1;
    const recordings = isWhole
      ? new Recordings({
          store,
          sessions,
          target,
          began,
          program: recording,
          afterRun: made => parts.afterRun(target, made),
        })
      : undefined;
    const stop = () => {
      stopped = true;
      setRunning(store, { phase: 'ending' });
      recording.stop();
    };
    setRunning(
      store,
      startingRun(target, stop, () => cancel.abort(), recordings),
    );
    if (run === 0) showNothingYet(store, target);
    const done = await recording.done;
    made.push(done);
    if (recordings !== undefined && (await recordings.settle(done)) !== undefined)
      return { recording: done, isKept: true };
    const { exitCode, signal, ended, runner, nodeVersion } = done.run;
    log.info(
      `${target.file}: ${ended}, exit code ${exitCode}, signal ${signal}, Node.js ${nodeVersion}, run by ${runner}`,
    );
    for (const note of done.run.notes) log.info(`note ${note.code}: ${note.detail}`);
  }
  const [first, ...others] = made;
  return {
    recording: others.length === 0 ? first : mergeRecordings([first, ...others], randomUUID()),
  };
}

/** Starts what is asked for. Loaded when first used: activation stays short. */
async function begin(
  store: EditorStore,
  target: Target,
  options: RecordOptions,
  { server }: ProfilingOptions,
  signal: AbortSignal,
): Promise<RecordingUnderWay | ProgramUnderWay> {
  switch (server?.kind) {
    case undefined: {
      const { record } = await import('../run/record');
      return record(target, options, signal);
    }
    case 'start-up': {
      const { recordStartUp } = await import('../run/start-up');
      return recordStartUp(target, options, signal);
    }
    case 'load': {
      const { recordUnderLoad } = await import('../run/load/under-load');
      const onPhase = (phase: 'warming-up' | 'recording') => setRunning(store, { doing: phase });
      return recordUnderLoad(target, { ...options, load: server.load, onPhase }, signal);
    }
    default:
      return unreachable(server);
  }
}

function isRecordError(error: unknown): error is RecordError {
  return error instanceof Error && error.name === 'RecordError';
}
