import * as vscode from 'vscode';
import { type AttachedTarget, targetName } from '../core/session';
import type { AttachOptions } from '../run/attach';
import type { Job, Profiling, ProfilingParts } from './profiling';
import { setRunning, showNothingYet, showProgress, startingRun } from './running-state';
import { settingsFor } from './settings';

/** How a program that runs already is reached, and how long it is sampled. */
export type AttachingOptions = Pick<
  AttachOptions,
  'pid' | 'debuggerUrl' | 'duration' | 'mayLeaveMachine'
>;

/** Samples programs that run already; they go on when it is stopped. */
export interface Attaching {
  /** Settles when its profile is shown, or the user was told why there is none. */
  readonly attach: (target: AttachedTarget, options: AttachingOptions) => Promise<void>;
  /** How a target of this window was reached: its process may be known, or its debugger. */
  readonly optionsOf: (target: AttachedTarget) => AttachingOptions;
}

export function createAttaching(
  parts: Pick<ProfilingParts, 'store' | 'dist' | 'log'>,
  profiling: Profiling,
): Attaching {
  const known = new Map<string, AttachingOptions>();
  const keyOf = ({ host, port }: AttachedTarget) => `${host}:${port}`;
  const attach: Attaching['attach'] = (asked, options) =>
    profiling.next({
      target: asked,
      record: async (texts, cancel) => {
        const recorded = await attachOnce(parts, asked, options, texts, cancel);
        known.set(keyOf(recorded.target), options);
        return recorded;
      },
      again: () => attach(asked, options),
    });
  return { attach, optionsOf: target => known.get(keyOf(target)) ?? {} };
}

async function attachOnce(
  { store, dist, log }: Pick<ProfilingParts, 'store' | 'dist' | 'log'>,
  asked: AttachedTarget,
  options: AttachingOptions,
  texts: Parameters<Job['record']>[0],
  cancel: AbortController,
) {
  // Loaded when first used: activation stays short.
  const { attach } = await import('../run/attach');
  let target = asked;
  const underWay = attach(
    asked,
    {
      ...options,
      dist,
      interval: settingsFor(vscode.workspace.workspaceFolders?.[0]?.uri).interval,
      onFound: found => {
        target = found;
        setRunning(store, { target, phase: 'running' });
      },
      onProgress: progress => showProgress(store, texts, target, progress),
    },
    cancel.signal,
  );
  const stop = () => {
    setRunning(store, { phase: 'ending' });
    underWay.stop();
  };
  setRunning(
    store,
    startingRun(target, stop, () => cancel.abort()),
  );
  showNothingYet(store, target);
  const recording = await underWay.done;
  log.info(`${targetName(target)}: ${recording.run.ended}, Node.js ${recording.run.nodeVersion}`);
  for (const note of recording.run.notes) log.info(`note ${note.code}: ${note.detail}`);
  return { target, recording };
}
