import type { Command } from './record';

/** What the launcher finds in the file that it is started with; only this user can read it. */
export interface LaunchSpec {
  readonly command: Command;
  /** Socket file or named pipe to report to, and what proves that the caller knows this file. */
  readonly address: string;
  readonly token: string;
}

/** One line of JSON each. The first line of all is the token. */
export type FromLauncher =
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'not-started'; readonly message: string }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null };

export interface ToLauncher {
  readonly kind: 'kill';
  readonly signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT';
}
