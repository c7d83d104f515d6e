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
  /** The machine slept again and again. */
  | 'slept'
  | 'cancelled'
  | 'failed';

export function cancelledVerification(): VerifyError {
  return new VerifyError('cancelled', 'The comparison was cancelled.', '');
}
