import type { CommandTarget, FileTarget } from '../core/session';

/** What `record` can run. */
export type Target = FileTarget | CommandTarget;
