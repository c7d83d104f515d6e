import type { Side } from '../../core/verification';
import { checkEnding } from './failures';
import type { Guard } from './guard';
import { Outputs } from './outputs';
import type { PlainCommand } from './plain-command';
import { type RunnableVersion, runVersion, type VersionRun } from './run-version';
import { checkServed, mayLackFiles } from './serving/server-failures';

/** Milliseconds that a run may take while it is not known how long they are, and later at least. */
const usualTimeout = 10 * 60_000;
const leastTimeout = 60_000;

/** The runs of both versions, one at a time, with what they wrote. */
export class Runs {
  readonly outputs: Readonly<Record<Side, Outputs>> = {
    before: new Outputs(),
    after: new Outputs(),
  };
  /** So far. */
  count = 0;
  /** Of processes that were left running, in how many runs. */
  leftRunning = 0;
  readonly #guard: Guard;
  readonly #timeout: number | undefined;
  readonly #signal: AbortSignal;
  /** Milliseconds. */
  #longest: number | undefined;

  constructor(guard: Guard, timeout: number | undefined, signal: AbortSignal) {
    this.#guard = guard;
    this.#timeout = timeout;
    this.#signal = signal;
  }

  /** @throws VerifyError when it did not end by itself, or a server could not be measured */
  async run(version: RunnableVersion): Promise<VersionRun> {
    const run = await this.runAs(version.command, version);
    this.keep(version, run);
    return run;
  }

  /** Has what a run wrote count. @throws VerifyError when a server could not be measured */
  keep({ side }: RunnableVersion, run: VersionRun): void {
    checkServed(side, run);
    this.outputs[side].add(run);
  }

  /** A run that is made in another way, or may fail for want of a file, so that what it writes counts for nothing. */
  async runAs(command: PlainCommand, version: RunnableVersion): Promise<VersionRun> {
    const timeout =
      this.#timeout ??
      (this.#longest === undefined ? usualTimeout : Math.max(leastTimeout, 20 * this.#longest));
    const run = await runVersion(version, this.#guard, timeout, this.#signal, command);
    this.count++;
    checkEnding(version.side, run, timeout, command.cwd);
    if (!mayLackFiles(run)) checkServed(version.side, run);
    this.#longest = Math.max(this.#longest ?? 0, run.ran.wall / 1e3);
    if (run.ran.left > 0) this.leftRunning++;
    return run;
  }
}
