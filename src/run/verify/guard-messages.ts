import type { Micros } from '../../core/units';
import type { NotServed, Served, Serving } from './serving/serving';

/** A command that the guard runs: with nothing on its input, its output in files. */
export interface GuardedCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Files that its output goes to. */
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds after which it is ended. */
  readonly timeout: number;
  /** Of a server, which the guard ends when it has listened, or was under load. */
  readonly serving?: Serving;
}

/** How a command went. */
export interface Ran {
  readonly how: 'by-itself' | 'timeout' | 'too-much-output' | 'cancelled' | 'not-started';
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** By the monotonic clock, which stands still while the machine sleeps (on Linux and macOS), and by the clock on the wall. */
  readonly wall: Micros;
  readonly clock: Micros;
  /** User and system time of it and of all that it started and waited for; undefined where the system does not say. */
  readonly cpu: Micros | undefined;
  /** Processes that it left running; they were ended, and what they used is not counted. */
  readonly left: number;
  /** Why it could not be started. */
  readonly message?: string;
  /** What a server did, or why it could not be measured. */
  readonly served?: Served | NotServed;
}

export type ToGuard =
  | { readonly kind: 'run'; readonly id: number; readonly command: GuardedCommand }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'end' };

export type FromGuard =
  | { readonly kind: 'ready'; readonly folder: string }
  | { readonly kind: 'failed'; readonly message: string; readonly action: string }
  | { readonly kind: 'ran'; readonly id: number; readonly ran: Ran }
  | { readonly kind: 'gone' };
