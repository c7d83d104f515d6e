import type { AttachedTarget } from '../core/session';
import { attach } from '../run/attach';
import type { Attached } from './attach-arguments';
import { untilInterrupted } from './interrupts';
import type { Report } from './report';

/** Samples a program that runs already, and reports on it. @throws RecordError */
export async function attachedReport(attached: Attached, dist: string): Promise<Report> {
  const { host, port, localRoot, remoteRoot, pid, duration, mayLeaveMachine, interval } = attached;
  const cwd = process.cwd();
  const asked: AttachedTarget = {
    kind: 'attached',
    file: '',
    args: [],
    cwd,
    env: {},
    host,
    port,
    localRoot,
    remoteRoot,
  };
  let target = asked;
  const onFound = (found: AttachedTarget) => {
    target = found;
    const until = duration === undefined ? '; Ctrl+C ends it' : '';
    process.stderr.write(`tuneline: sampling ${found.name ?? found.file}${until}\n`);
  };
  const options = { dist, interval, duration, pid, mayLeaveMachine, onFound };
  const { profile, run } = await untilInterrupted(signal => attach(asked, options, signal));
  const { findingsOf } = await import('./findings');
  return { target, run, cwd, ...findingsOf({ profile }, target, run) };
}
