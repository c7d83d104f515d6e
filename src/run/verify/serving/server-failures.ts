import type { Side } from '../../../core/verification';
import { whatToDo } from '../failures';
import { endingOf, lastLines, type VersionRun } from '../run-version';
import { VerifyError } from '../verify-error';
import type { NotServed } from './serving';

/** How a version is called in a message. */
export type Called = Side | 'the program';

/** @throws VerifyError for a server that could not be measured */
export function checkServed(side: Called, run: VersionRun): void {
  const { served } = run.ran;
  if (served === undefined || served.kind === 'served') return;
  throw notServed(side, served, run);
}

/** Whether a server could not do its work, as one may that lacks a file that git ignores. */
export function mayLackFiles({ ran: { served } }: VersionRun): boolean {
  return served?.kind === 'ended' || served?.kind === 'refused';
}

const whens = {
  starting: 'before it listened',
  'warming-up': 'while it was warmed up',
  'under-load': 'under load',
} as const;

function notServed(side: Called, served: NotServed, { ran, stderr }: VersionRun): VerifyError {
  const who = side === 'the program' ? 'The program' : `The version ${side} the change`;
  const words = stderr.trim() === '' ? '' : ` It last wrote on stderr:\n${lastLines(stderr)}`;
  switch (served.kind) {
    case 'port-taken':
      return new VerifyError(
        'port-taken',
        `Something answers at ${served.place} before the program is started: the load would go there.`,
        'End it, or give the program another port by a variable (--env PORT=…) and the URL the same.',
      );
    case 'never-listened':
      return new VerifyError(
        'never-listened',
        `${who} did not listen${served.url === '' ? ' at a port' : ` at the place of ${served.url}`} in time. ${served.places}${words}`.trimEnd(),
        served.places === ''
          ? 'A program that does not serve is compared without a load, by cpu or wall. A server that needs long to start may be given longer (--timeout), up to a minute.'
          : 'Give the load the URL that it listens at.',
      );
    case 'ended': {
      const isSilent = ran.code === 0 && served.when === 'starting';
      return new VerifyError(
        'server-ended',
        `${who} ended with ${endingOf(ran)} ${whens[served.when]}.${words}`,
        isSilent
          ? 'A program that does not serve is compared without a load, by cpu or wall.'
          : whatToDo(stderr),
      );
    }
    case 'load-failed':
      return new VerifyError('load-failed', served.message, served.action);
    case 'refused':
      return new VerifyError(
        'not-answered',
        served.bad.length === 0
          ? `${who} answered no request of the load. Nothing is said of its speed.${words}`
          : `${who} did not answer every request with success: ${served.good} were, and ${served.bad.join(', ')}. Nothing is said of its speed.${words}`,
        'See that each request of the load is answered with 2xx or 3xx: check its path, or lower the load (--load-connections).',
      );
  }
}
