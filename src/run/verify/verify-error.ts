/** Why a verdict could not be reached; `code` is stable, `action` says what to do. Both texts are English. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError';

  constructor(
    readonly code: VerifyErrorCode,
    message: string,
    readonly action: string,
    /** Files that it is about, relative to the workspace. */
    readonly files: readonly string[] = [],
  ) {
    super(message);
  }
}

export type VerifyErrorCode =
  /** A commit was asked for, and there is no git, or no repository. */
  | 'no-git'
  | 'no-commit'
  /** A file that is edited, run or included lies outside of the workspace, or in a package from elsewhere. */
  | 'outside'
  | 'too-large'
  | 'no-room'
  /** The program, or a file that it needs, is not in the copies, since git ignores it. */
  | 'missing-files'
  | 'build-failed'
  /** A version ends by an error that nobody caught, or by a signal. */
  | 'failed-before'
  | 'failed-after'
  | 'timeout'
  | 'too-much-output'
  | 'not-started'
  /** A script of the workspace itself ran, not the one of the copy: nothing can be said of either version. */
  | 'loaded-from-workspace'
  /** The system does not tell the CPU time of a program with all that it starts. */
  | 'no-cpu-time'
  /** The metric needs a load, or none. */
  | 'no-load'
  /** Something else answers at the place of the load's URL. */
  | 'port-taken'
  /** A server never listened, or not at the place of the URL. */
  | 'never-listened'
  /** A server ended before it was ended. */
  | 'server-ended'
  | 'load-failed'
  /** Not every request was answered with success. */
  | 'not-answered'
  /** The load command does not tell what the verdict would be of. */
  | 'no-figures'
  /** The machine slept again and again. */
  | 'slept'
  | 'cancelled'
  | 'failed';

export function cancelledVerification(): VerifyError {
  return new VerifyError('cancelled', 'The comparison was cancelled.', '');
}
