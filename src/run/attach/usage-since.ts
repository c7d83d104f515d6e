import type { Micros } from '../../core/units';
import { profilerThreads } from '../profiler-threads';
import { sinceStart, type Usage, usageOfRunning } from '../usage';

/** What the system says of a process and its main thread from now on; nothing where it runs elsewhere. */
export class UsageSince {
  readonly #began = performance.now();
  readonly #profilersOf = profilerThreads();
  readonly #before: Usage | undefined;
  #now: Usage | undefined;
  readonly #profilersBefore: Micros;
  #profilers: Micros;

  constructor(readonly pid: number | undefined) {
    this.#profilers = this.#profilersBefore = pid === undefined ? 0 : this.#profilersOf(pid);
    this.#before = this.#now = pid === undefined ? undefined : usageOfRunning(pid, pid);
  }

  poll(): void {
    if (this.pid === undefined) return;
    this.#now = usageOfRunning(this.pid, this.pid) ?? this.#now;
    this.#profilers = this.#profilersOf(this.pid);
  }

  get wall(): Micros {
    return (performance.now() - this.#began) * 1000;
  }

  /** As of the last poll. What V8's profiler spends in threads of its own is not the program's. */
  sinceBegin(): Usage | undefined {
    const [before, now] = [this.#before, this.#now];
    if (before === undefined || now === undefined) return undefined;
    const { cpu = 0, wall = 0, onCpu = 0, inQueue = 0 } = before;
    const since = sinceStart(now, { cpu, wall, onCpu, inQueue, setUp: 0 });
    const profilers = this.#profilers - this.#profilersBefore;
    return since.cpu === undefined ? since : { ...since, cpu: Math.max(0, since.cpu - profilers) };
  }
}
