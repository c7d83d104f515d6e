import { isLoopback, nodeProcesses } from '../run/attach';
import { launchAttachment } from '../run/targets/launch-attachment';
import { findLaunchOffer } from '../run/targets/launch-entries';
import { TargetError } from '../run/targets/target-error';
import type { Program } from './arguments';
import type { Attached } from './attach-arguments';
import { lookUpFor } from './targets';

/** The running program that a launch entry attaches to; undefined when what is asked for starts one. @throws TargetError */
export async function attachedByLaunch(
  { what, interval, ...program }: Program,
  cwd: string,
): Promise<Attached | undefined> {
  if (what.kind !== 'launch') return undefined;
  const offer = await findLaunchOffer(what.name, cwd);
  const { name, duration, args } = what;
  const notPossible = (message: string, action: string) =>
    new TargetError('not-possible', message, action, name);
  if (offer.attaches !== true) {
    if (duration !== undefined && offer.members === undefined && offer.whyNot === undefined)
      throw notPossible(
        `--duration goes with --load or an entry that attaches, and “${name}” starts its program.`,
        'Leave it out; Ctrl+C ends the program and shows what was sampled.',
      );
    return undefined;
  }
  const { cwd: folder, env, node, runs, server } = program;
  const extra = [
    ['arguments behind `--`', args.length > 0],
    ['--cwd', folder !== undefined],
    ['--env', Object.keys(env).length > 0],
    ['--node', node !== undefined],
    ['--runs', runs > 1],
    ['--load or --start-up', server !== undefined],
  ].find(([, isGiven]) => isGiven);
  if (extra !== undefined)
    throw notPossible(
      `The entry “${name}” attaches to a program that runs already, and ${extra[0]} is for one that is started.`,
      'Leave it out.',
    );
  const place = await launchAttachment(offer, lookUpFor(offer, cwd));
  if (place === 'ask')
    throw notPossible(`The entry “${name}” asks which process is meant.`, await namely());
  if (place.pid === undefined && !isLoopback(place.host))
    throw notPossible(
      `The entry “${name}” attaches to ${place.host}, another machine, and the inspector’s protocol is not encrypted.`,
      `Tunnel the port to this machine, or say so: tuneline profile --attach ${place.host}:${place.port} --unencrypted`,
    );
  return {
    ...place,
    localRoot: place.localRoot,
    remoteRoot: place.remoteRoot,
    duration,
    mayLeaveMachine: false,
    interval,
  };
}

/** How to name a process, with those that run. */
async function namely(): Promise<string> {
  const running = await nodeProcesses();
  const some = running.slice(0, 5).map(({ pid, name }) => `${pid} (${name})`);
  const run = some.length === 0 ? '' : ` These run: ${some.join(', ')}.`;
  return `Name it: tuneline profile --attach <number>.${run}`;
}
