import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Micros } from '../../../core/units';
import { programEnvironment } from '../../environment';
import { endProcessesIn, processesIn, scratchVariable } from '../clear-away';
import type { GuardedCommand, Ran } from '../guard-messages';
import { monotonic } from '../../monotonic';
import { type EndEarly, exitOf, killGroup, watch } from '../run-measured';
import { answersAt } from './answers';
import { emptyReports, pause, takenPlace, untilListening } from './listening';
import { runLoad } from './load-run';
import { cpuBetween, type CpuReading, readCpu } from './server-cpu';
import type { ListenTold, NotServed, Served, ServedLoad, Serving } from './serving';

/** Milliseconds that a server gets to write what it writes when it listens, where that is compared. */
const forWords = 300;
/** Milliseconds that a server gets to end when it is asked to. */
const forEnding = 5000;

/**
 * Starts a server, waits until it listens, puts it under load where that is asked, and ends it. When `done` settles, nothing that it
 * started runs. It tells what the server did in `served`.
 */
export function serveMeasured(
  command: GuardedCommand,
  serving: Serving,
  scratch: string,
): { readonly end: EndEarly; readonly done: Promise<Ran> } {
  let how: Ran['how'] = 'by-itself';
  const howNow = () => how; // `end` may have changed it meanwhile
  let child: ChildProcess | undefined;
  const end: EndEarly = why => {
    how = why;
    if (child?.pid !== undefined) killGroup(child.pid);
    void endProcessesIn(scratch);
  };
  const run = async (): Promise<Ran> => {
    const began = { wall: monotonic(), clock: Date.now() * 1000 };
    const ran = (more: Partial<Ran>): Ran => ({
      how,
      code: undefined,
      signal: undefined,
      wall: monotonic() - began.wall,
      clock: Date.now() * 1000 - began.clock,
      cpu: undefined,
      left: 0,
      ...more,
    });
    const place = await takenPlace(serving.load);
    if (place !== undefined) return ran({ served: { kind: 'port-taken', place } });
    await emptyReports(serving);
    if (howNow() !== 'by-itself') return ran({});
    const server = start(command);
    child = server.child;
    const limits = watch({ ...command, timeout: timeoutOf(command, serving) }, end);
    try {
      const served = await serve(server, command, serving, scratch);
      if (howNow() === 'timeout' && serving.load?.kind === 'command')
        return ran({ how: 'by-itself', served: neverEnds(serving.load.line) });
      const exit = server.isGone() ? await server.exit : undefined;
      if (exit?.message !== undefined)
        return ran({ how: 'not-started', ...exit, served: undefined });
      // That we end it is what is meant to happen.
      return ran({ served, code: 0, ...exit });
    } finally {
      limits.stop();
      await endServer(server);
      await endProcessesIn(scratch);
      if (server.child.pid !== undefined) killGroup(server.child.pid);
    }
  };
  return { end, done: run() };
}

/** Milliseconds that a load command may take, which is not known before. */
const forCommand = 10 * 60_000;

/** What is given is for the server; the load comes on top. */
function timeoutOf({ timeout }: GuardedCommand, { load, patience }: Serving): number {
  if (load === undefined) return timeout + patience;
  const time = load.kind === 'url' ? load.warmUp + load.duration : load.warmUp;
  return timeout + patience + time / 1e3 + (load.kind === 'url' ? 0 : forCommand);
}

function neverEnds(line: string): NotServed {
  return {
    kind: 'load-failed',
    message: `The load command \`${line}\` did not end by itself.`,
    action: 'Give it a number of requests or a time, so that both versions get the same.',
  };
}

interface Server {
  readonly child: ChildProcess;
  /** By the monotonic clock. */
  readonly began: Micros;
  readonly exit: ReturnType<typeof exitOf>;
  /** Aborted when it has ended. */
  readonly gone: AbortSignal;
  readonly isGone: () => boolean;
}

function start({ executable, args, cwd, env, stdout, stderr }: GuardedCommand): Server {
  const files = [stdout, stderr].map(file => openSync(file, 'w'));
  const began = monotonic();
  try {
    const child = spawn(executable, args, {
      cwd,
      env,
      stdio: ['ignore', files[0], files[1]],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const ending = new AbortController();
    const exit = exitOf(child);
    void exit.then(() => ending.abort());
    return { child, began, exit, gone: ending.signal, isGone: () => ending.signal.aborted };
  } finally {
    for (const file of files) closeSync(file);
  }
}

async function serve(
  server: Server,
  command: GuardedCommand,
  serving: Serving,
  scratch: string,
): Promise<Served | NotServed> {
  const listened = await untilListening(serving, server.gone);
  if (listened === undefined) return { kind: 'ended', when: 'starting' };
  if ('kind' in listened) return listened;
  const { told } = listened;
  const startUp = startUpOf(server, told, scratch);
  const { load } = serving;
  if (load === undefined) {
    await Promise.race([pause(forWords), server.exit]);
    return { kind: 'served', startUp, load: undefined, answers: {} };
  }
  const answers = await answersAt(serving.ask);
  const measured = await underLoad(server, command, serving, told, scratch);
  return 'kind' in measured ? measured : { kind: 'served', startUp, load: measured, answers };
}

/** What it told is exact; of what else it has started, it is known what it had used a moment later. */
function startUpOf(
  { child, began }: Server,
  told: ListenTold | undefined,
  scratch: string,
): Served['startUp'] {
  const others = [...ofServer(child, scratch)].filter(pid => pid !== told?.pid);
  const cpu = cpuBetween(new Map(), readCpu(others));
  return {
    wall: (told?.now ?? monotonic()) - began,
    cpu: told === undefined ? cpu : told.cpu + (cpu ?? 0),
  };
}

async function underLoad(
  { child, exit, isGone }: Server,
  { cwd }: GuardedCommand,
  serving: Serving,
  told: ListenTold | undefined,
  scratch: string,
): Promise<ServedLoad | NotServed> {
  const { load } = serving;
  if (load === undefined) throw new Error('there is no load');
  let [before, after]: CpuReading[] = [undefined, undefined];
  let [from, to] = [0, 0];
  const reading = (ofLoad: number | undefined) =>
    readCpu([...ofServer(child, scratch)].filter(pid => pid !== ofLoad));
  const ran = await runLoad(load, {
    serving,
    cwd,
    env: programEnvironment(process.env, {
      // A load command is ended with us; it has not started anything yet when it is left out, and has ended when it counts again.
      [scratchVariable]: scratch,
      ...(told?.port === undefined ? {} : { PORT: String(told.port) }),
    }),
    gone: exit,
    isGone,
    onBegin: pid => {
      before = reading(pid);
      from = monotonic();
    },
    onEnd: pid => {
      to = monotonic();
      after = reading(pid);
    },
  });
  if ('kind' in ran) return ran;
  return { cpu: cpuBetween(before, after), wall: to - from, figures: ran.figures };
}

/** Its processes that run, as far as they can be found. */
function ofServer({ pid }: ChildProcess, scratch: string): Set<number> {
  return new Set([...(pid === undefined ? [] : [pid]), ...processesIn(scratch)]);
}

async function endServer({ child, exit, isGone }: Server): Promise<void> {
  if (isGone() || child.pid === undefined) return;
  if (process.platform === 'win32') child.kill();
  else killGroup(child.pid, 'SIGTERM');
  await Promise.race([exit, pause(forEnding)]);
}
