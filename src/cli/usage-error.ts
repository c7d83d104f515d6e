/** The command line can't be understood; the message says what and the action how to go on. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly action = 'Run `tuneline --help` to see the options.',
  ) {
    super(message);
  }
}
