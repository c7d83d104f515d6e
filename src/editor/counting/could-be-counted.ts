import { uncountable } from '../../core/countable';
import type { Hint } from '../../core/hints/hint';
import type { State } from '../state';

/** Whether a hint on what is shown depends on a size that one more run of the program may tell. */
export function couldBeCounted({ shown }: State, { size }: Pick<Hint, 'size'>): boolean {
  return (
    size === 'not-counted' &&
    shown?.session !== undefined &&
    shown.counts === undefined &&
    uncountable(shown.session) === undefined
  );
}
