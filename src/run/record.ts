import type { Profile } from '../core/profile';
import type { Recording } from '../core/session';
import type { Micros } from '../core/units';
import type { Target } from './target';

export interface RecordOptions {
  /** Folder of the built workers and preloads (`dist`). */
  readonly dist: string;
  /** Path of the `node` to run the program with; undefined: the first on PATH. Never the editor's own binary. */
  readonly node: string | undefined;
  /** `auto`: the V8 log where it can be had, else inspector sampling. */
  readonly source: 'auto' | 'v8-log' | 'inspector';
  readonly interval: Micros;
  /** Starts the program's process: in a terminal of the editor, or as a plain child. */
  readonly start: StartProcess;
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

/** Why a recording could not be made; `code` is stable, `action` says what to do. */
export class RecordError extends Error {
  constructor(
    readonly code:
      | 'no-node'
      | 'node-too-old'
      | 'no-file'
      | 'not-started'
      | 'cancelled'
      | 'no-samples'
      | 'unsupported-file'
      | 'failed',
    message: string,
    readonly action: string,
  ) {
    super(message);
  }
}

/** Runs `target` and records where its time goes. Aborting `signal` ends the program and throws everything away. */
export function record(
  target: Target,
  options: RecordOptions,
  signal: AbortSignal,
): RecordingUnderWay {
  void target;
  void options;
  void signal;
  throw new RecordError('failed', 'not yet', '');
}
