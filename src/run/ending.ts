import { descendants, killAll, killTree } from './process-tree';
import type { Reader } from './reader';
import type { StartedProcess } from './record';

/** How a program's process ended. */
export interface Ending {
  readonly how: 'by-itself' | 'stopped';
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

/** Milliseconds for a program to end after it was asked to. */
const grace = 2000;
/** Milliseconds that a source may take to bring its samples into safety. */
const readerPatience = 1500;
/** Milliseconds after which a process that was killed counts as gone, though nobody said so. */
const farewell = 5000;

/**
 * Waits for the end of a process, and brings it about when `stop` or `cancel` says so: asked first, then killed with all that
 * it started. However this function ends, the process has ended.
 */
export async function endProcess(
  child: StartedProcess,
  reader: Reader,
  cancel: AbortSignal,
  stop: AbortSignal,
): Promise<Ending> {
  let hasEnded = false;
  const exited = child.exited.then(exit => {
    hasEnded = true;
    return exit;
  });
  const over = new AbortController();
  const cancelled = whenAborted(cancel, over.signal);
  try {
    await Promise.race([exited, cancelled, whenAborted(stop, over.signal)]);
    const wasStopped = !hasEnded && stop.aborted && !cancel.aborted;
    if (wasStopped) {
      await Promise.race([exited, cancelled, reader.stop(readerPatience)]);
      // What it started ends with it: nobody could stop that any more.
      const below = await descendants(child.pid);
      if (!hasEnded) child.kill('SIGTERM');
      await Promise.race([exited, cancelled, after(grace)]);
      killAll(below);
    }
    if (!hasEnded) await kill(child);
    const exit = await Promise.race([exited, after(farewell)]);
    return {
      how: wasStopped ? 'stopped' : 'by-itself',
      code: exit?.code,
      signal: exit?.signal ?? (exit === undefined ? 'SIGKILL' : undefined),
    };
  } finally {
    over.abort();
    if (!hasEnded) await kill(child);
  }
}

async function kill(child: StartedProcess): Promise<void> {
  await killTree(child.pid);
  child.kill('SIGKILL');
}

/** Stops listening when `over` is aborted. */
function whenAborted(signal: AbortSignal, over: AbortSignal): Promise<void> {
  return new Promise(done => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true, signal: over });
  });
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise(done => setTimeout(done, milliseconds, undefined).unref());
}
