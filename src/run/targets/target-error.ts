/** Why something that can be pointed at can't be profiled. `code` is stable; `action` says what to do. Both texts are English. */
export class TargetError extends Error {
  override readonly name = 'TargetError';

  constructor(
    readonly code: TargetErrorCode,
    message: string,
    readonly action: string,
    /** What the message is about, as it is written: a variable, an entry's name, a path. */
    readonly subject: string,
  ) {
    super(message);
  }
}

export type TargetErrorCode =
  /** No launch.json from the folder upwards. */
  | 'no-launch-file'
  /** A launch.json, package.json or environment file that can't be read. */
  | 'unreadable'
  | 'no-entry'
  /** A launch entry that does not start a Node.js program. */
  | 'not-possible'
  /** A `${variable}` that is unknown here, or has no value now. */
  | 'unknown-variable'
  /** The file, or its package, names no test framework that is known. */
  | 'no-framework'
  /** The framework is named, but not installed. */
  | 'not-installed'
  /** There is no test of that name in the file. */
  | 'no-test'
  | 'no-script';
