import { spawn } from 'node:child_process';
import type { LoadFigures } from '../../../core/verification';
import type { LoadWish } from '../../load/load-wish';
import { endTree, exitOf, startLoad } from '../../load/start-load';
import { RecordError } from '../../record-error';
import { lastLines } from '../run-version';
import { pause } from './listening';
import type { NotServed, Serving } from './serving';
import { toldByCommand } from './told-by-command';

/** Where and beside what a load runs. */
export interface LoadPlace {
  readonly serving: Serving;
  readonly cwd: string;
  /** Of a load command. */
  readonly env: Readonly<Record<string, string>>;
  /** Settles when the server has ended. */
  readonly gone: Promise<unknown>;
  readonly isGone: () => boolean;
  /** Told at the two ends of what counts; `pid`: of a load command, which is no part of the server. */
  readonly onBegin: (pid: number | undefined) => void;
  readonly onEnd: (pid: number | undefined) => void;
}

/** What a load said of itself; undefined where a command does not tell. */
export type LoadRan = { readonly figures: LoadFigures | undefined } | NotServed;

/** Puts a server that listens under load: first to warm it up, which does not count, then as long as it is measured. */
export function runLoad(load: LoadWish, place: LoadPlace): Promise<LoadRan> {
  return load.kind === 'url' ? underClient(load, place) : underCommand(load, place);
}

async function underClient(
  load: Extract<LoadWish, { kind: 'url' }>,
  { serving, cwd, gone, isGone, onBegin, onEnd }: LoadPlace,
): Promise<LoadRan> {
  const underWay = startLoad(load, { dist: serving.dist, cwd, places: () => '' });
  try {
    await Promise.race([underWay.warm, gone]);
    if (isGone()) return { kind: 'ended', when: 'warming-up' };
    onBegin(undefined);
    await Promise.race([underWay.over, gone]);
    onEnd(undefined);
    if (isGone()) return { kind: 'ended', when: 'under-load' };
    const { requests } = underWay.result();
    if (requests === undefined) return clientBroke();
    const { '2xx': good = 0, '3xx': moved = 0, ...others } = requests.statuses;
    const bad = Object.entries(others).map(([kind, count]) => `${count} × ${kind}`);
    if (requests.failed > 0) bad.push(`${requests.failed} × no answer`);
    if (bad.length > 0 || requests.answered === 0)
      return { kind: 'refused', good: good + moved, bad };
    const { answered, perSecond, latency } = requests;
    const { p50, p99 } = latency;
    const client = underWay.busy();
    return { figures: { requests: answered, perSecond, p50, p99, ...client } };
  } catch (error) {
    if (isGone()) return { kind: 'ended', when: 'warming-up' };
    if (!(error instanceof RecordError)) throw error;
    return { kind: 'load-failed', message: error.message, action: error.action };
  } finally {
    await underWay.end();
  }
}

async function underCommand(
  { line, warmUp }: Extract<LoadWish, { kind: 'command' }>,
  { cwd, env, gone, isGone, onBegin, onEnd }: LoadPlace,
): Promise<LoadRan> {
  if (warmUp > 0) {
    const warming = startCommand(line, cwd, env);
    try {
      const code = await Promise.race([warming.exited, pause(warmUp / 1e3), gone]);
      if (isGone()) return { kind: 'ended', when: 'warming-up' };
      if (typeof code === 'number' && code !== 0) return failed(line, code, warming.output());
    } finally {
      await warming.end();
    }
  }
  const command = startCommand(line, cwd, env);
  const began = performance.now();
  onBegin(command.pid);
  try {
    await Promise.race([command.exited, gone]);
    onEnd(command.pid);
    if (isGone()) return { kind: 'ended', when: 'under-load' };
    const code = await command.exited;
    if (code !== 0) return failed(line, code, command.output());
    const told = toldByCommand(command.output(), (performance.now() - began) * 1e3);
    if (told !== undefined && told.bad.length > 0)
      return { kind: 'refused', good: told.figures.requests, bad: told.bad };
    return { figures: told?.figures };
  } finally {
    await command.end();
  }
}

/** Bytes of what a command says that are kept. */
const kept = 256 << 10;

function startCommand(line: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn(line, {
    shell: true,
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-kept)));
  const exited = exitOf(child);
  return {
    pid: child.pid,
    /** With its exit code; undefined for a signal, and for what could not be started. */
    exited,
    output: () => said,
    end: () => endTree(child, exited),
  };
}

function failed(line: string, code: number | undefined, output: string): NotServed {
  const words = lastLines(output, 15);
  const said = words === '' ? '' : `\n${words}`;
  return code === 127
    ? {
        kind: 'load-failed',
        message: `The load command \`${line}\` could not be run.${said}`,
        action: 'Check its spelling, and that it is on PATH.',
      }
    : {
        kind: 'load-failed',
        message: `The load command \`${line}\` failed ${code === undefined ? 'by a signal' : `with exit code ${code}`}.${said}`,
        action: 'Run it by itself to see why. It runs in a copy of the workspace.',
      };
}

function clientBroke(): NotServed {
  return {
    kind: 'load-failed',
    message: 'The built-in load client ended early.',
    action: 'Please report this, or use a load command of your own instead of the URL.',
  };
}
