import type { Session } from './session';

/** Why one more run of its program would not count what a session recorded. */
export type Uncountable =
  /** It ran before it was recorded, or was recorded elsewhere: nobody knows here how to run it again. */
  | 'not-started'
  /** Only a part of its life was recorded: a run counts all of it. */
  | 'part'
  /** The user ended it: counts are there only when a program ends by itself. */
  | 'stopped';

/** Undefined: the code that a session's program ran can be counted. */
export function uncountable({ target, runs }: Session): Uncountable | undefined {
  if (target.kind !== 'file' && target.kind !== 'command') return 'not-started';
  if (runs.some(({ part }) => part !== undefined)) return 'part';
  return runs.some(({ ended }) => ended === 'stopped') ? 'stopped' : undefined;
}
