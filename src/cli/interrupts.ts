import type { Recording } from '../core/session';
import type { RecordingUnderWay } from '../run/record';

/** A Ctrl+C often arrives twice at once: from the terminal and from the npm that started us. */
const sameKeyPress = 500;

/** Waits for a recording. The first Ctrl+C stops it and keeps what was sampled, the second cancels. */
export async function untilInterrupted(
  begin: (signal: AbortSignal) => RecordingUnderWay,
): Promise<Recording> {
  const cancel = new AbortController();
  const underWay = begin(cancel.signal);
  let firstInterrupt: number | undefined;
  const interrupt = () => {
    firstInterrupt ??= performance.now();
    if (performance.now() - firstInterrupt < sameKeyPress) underWay.stop();
    else cancel.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    return await underWay.done;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
