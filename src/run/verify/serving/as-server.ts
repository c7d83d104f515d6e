import { join } from 'node:path';
import { requireOption } from '../../preload/children';
import type { Guard } from '../guard';
import type { PlainCommand } from '../plain-command';
import type { VerifyRequest } from '../request';
import { listenVariable } from './serving';

/** Milliseconds for a server to listen. */
const patience = 60_000;

/** The command of a version as the metric wants it to be run: to its end, until it listens, or under load. */
export function asMeasured(
  command: PlainCommand,
  { metric, load, ask = [], timeout = patience, dist }: MeasuredHow,
  { folder }: Pick<Guard, 'folder'>,
): PlainCommand {
  if (metric !== 'start-up' && load === undefined) return command;
  const reports = join(folder, 'listening');
  const options = `${requireOption(join(dist, 'listen.js'))} ${command.env.NODE_OPTIONS ?? ''}`;
  return {
    ...command,
    env: { ...command.env, NODE_OPTIONS: options.trim(), [listenVariable]: reports },
    serving: {
      load,
      ask: load?.kind === 'url' ? [load.url, ...ask] : ask,
      reports,
      dist,
      patience: Math.min(timeout, patience),
    },
  };
}

export type MeasuredHow = Pick<VerifyRequest, 'metric' | 'load' | 'ask' | 'timeout' | 'dist'>;
