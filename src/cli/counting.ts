import type { Counts } from '../core/counts';
import type { Recording } from '../core/session';
import { countingRun } from '../run/counting-run';
import { RecordError } from '../run/record-error';
import { startGuarded } from '../run/start-guarded';
import type { Target } from '../run/target';

/**
 * Runs what was profiled once more to count how often its code runs. Its output is that of the first run: nobody wants to read it
 * again. Undefined where nothing could be counted: why is told on stderr, and the profile is as good as before.
 */
export async function countedOnce(
  target: Target,
  recorded: Pick<Recording, 'run' | 'texts'>,
  node: string | undefined,
  dist: string,
): Promise<Counts | undefined> {
  const tell = (text: string) => process.stderr.write(`tuneline: ${text}\n`);
  if (recorded.run.ended === 'stopped') {
    tell('Nothing is counted: a program that was stopped does not end by itself.');
    return undefined;
  }
  const cancel = new AbortController();
  const interrupt = () => cancel.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    tell(
      'Running it once more to count how often its code runs (Ctrl+C ends that, and keeps the profile) …',
    );
    const start = startGuarded(dist, ['ignore', 'ignore', 'ignore']);
    return await countingRun(target, recorded, { dist, node, start }, cancel.signal);
  } catch (error) {
    if (cancel.signal.aborted) tell('Nothing was counted: it was cancelled.');
    else if (error instanceof RecordError)
      tell(`Nothing was counted: ${error.message} ${error.action}`);
    else throw error;
    return undefined;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
