import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportName } from './boot-settings';
import { isAlive } from './private-folder';
import { killAll } from './process-tree';

/** Milliseconds that processes may go on when the one that started them has ended by itself. */
const grace = 3000;
/** Milliseconds in which one that was just started has said that it is a node, if it is one. */
const firstWords = 1500;
const lookEvery = 50;

/**
 * The program may have ended before what it started. Waits for the others, for a while: what goes on then was meant to outlive
 * it, and is left alone. A program that was stopped or cancelled leaves nothing behind.
 * @returns how many processes still run
 */
export async function awaitOutliving(
  folder: string,
  how: 'by-itself' | 'stopped',
  cancel: AbortSignal,
  stop: AbortSignal,
): Promise<number> {
  const began = Date.now();
  for (;;) {
    const waited = Date.now() - began;
    const recorded = recordedProcesses(folder).filter(isRunning);
    const unknown = waited < firstWords ? startedProcesses(folder).filter(isRunning) : [];
    if (how === 'stopped' || stop.aborted || cancel.aborted) {
      killAll(recorded);
      return 0;
    }
    if (recorded.length === 0 && unknown.length === 0) return 0;
    if (waited > grace) return recorded.length;
    await new Promise(done => setTimeout(done, lookEvery));
  }
}

/** Processes of a run that did not say that they end, by the reports that they left in its folder. */
function recordedProcesses(folder: string): number[] {
  return numbersIn(folder, /^start-(\d+)-0\.json$/).filter(
    pid => !existsSync(join(folder, reportName('exit', pid, 0))),
  );
}

/** Processes that were started by those of the run, and are not known to be a node. */
function startedProcesses(folder: string): number[] {
  return numbersIn(folder, /^started-(\d+)$/).filter(
    pid => !existsSync(join(folder, reportName('start', pid, 0))),
  );
}

function numbersIn(folder: string, name: RegExp): number[] {
  return readdirSync(folder).flatMap(one => {
    const pid = name.exec(one)?.[1];
    return pid === undefined ? [] : [Number(pid)];
  });
}

/** Whether the process runs; one that has ended but was not waited for does not. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return process.platform !== 'linux';
  }
}
