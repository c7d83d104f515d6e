import { join } from 'node:path';
import { hotSpots } from '../../../src/core/hot-lines';
import { times } from '../../../src/core/profile';
import { totalsFit } from './builtins';
import { bench } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

/** A program that recurses in one function, in two, and deeper than V8 writes down. */
export async function recursion(node: string): Promise<Finding> {
  const file = join(bench, 'programs', 'recursion.js');
  const { profile } = await profileProgram({ node, file, interval: 500 });
  const { functions } = hotSpots(profile);
  const fib = functions.find(({ name }) => name === 'fib');
  const most = Math.max(...functions.map(({ totalShare }) => totalShare));
  const cut = profile.truncated / times(profile).active;
  return {
    what: 'recursion',
    text: `most with calls ${(100 * most).toFixed(1)}  fib ${(100 * (fib?.totalShare ?? 0)).toFixed(1)}  stacks cut off ${(100 * cut).toFixed(1)}`,
    kept: totalsFit(profile) && cut > 0.01 && (fib?.totalShare ?? 0) > 0.5,
  };
}
