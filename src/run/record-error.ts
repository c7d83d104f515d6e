/** Why a recording could not be made; `code` is stable, `action` says what to do. Both texts are English. */
export class RecordError extends Error {
  override readonly name = 'RecordError';

  constructor(
    readonly code: RecordErrorCode,
    message: string,
    readonly action: string,
  ) {
    super(message);
  }
}

export type RecordErrorCode =
  /** No `node` on PATH, or the one that was named does not exist. */
  | 'no-node'
  /** What was named as `node` is the editor or another program. */
  | 'not-node'
  | 'node-too-old'
  | 'no-file'
  /** The working directory does not exist. */
  | 'no-folder'
  | 'not-started'
  | 'cancelled'
  /** The program failed before any of its code was sampled. */
  | 'no-samples'
  | 'unsupported-file'
  /** A file that was given as a profile holds none that can be read. */
  | 'not-a-profile'
  /** A file is not what it was when it ran, so that what was measured can't be found in it. */
  | 'text-changed'
  /** Nothing listens at the port to attach to. */
  | 'no-inspector'
  /** What listens there is no inspector. */
  | 'not-inspector'
  | 'no-process'
  | 'other-user'
  /** The process does not let its inspector be opened. */
  | 'not-attachable'
  /** The port where its inspector would listen is another program's. */
  | 'port-taken'
  /** The program is there, but stands still. */
  | 'no-answer'
  /** The program is being recorded in a way that attaching would break. */
  | 'profiled-already'
  /** The host is not this machine, and nobody said that this is meant. */
  | 'not-this-machine'
  /** The program did not come to listen. */
  | 'never-listened'
  /** The load that it should be under did not come about. */
  | 'load-failed'
  | 'failed';
