import type { Recording } from '../core/session';
import { type Listening, type ProgramUnderWay, record, type RecordOptions } from './record';
import type { RecordingUnderWay } from './record';
import type { Target } from './target';

export type StartUpOptions = Omit<RecordOptions, 'onListening' | 'untilListening' | 'partKind'>;

/**
 * Records a server from its start until it listens for the first time, and ends it then. A program that never listens is
 * recorded until it ends or is stopped, and a note says so.
 */
export function recordStartUp(
  target: Target,
  options: StartUpOptions,
  signal: AbortSignal,
): RecordingUnderWay {
  let listens: (place: Listening) => void = () => undefined;
  const listening = new Promise<Listening>(done => (listens = done));
  const program = record(
    target,
    {
      ...options,
      untilListening: true,
      partKind: 'start-up',
      onListening: place => listens(place),
    },
    signal,
  );
  return { stop: () => program.stop(), done: untilListening(program, listening) };
}

async function untilListening(
  program: ProgramUnderWay,
  listening: Promise<Listening>,
): Promise<Recording> {
  const first = await Promise.race([listening, program.done]);
  if (!('at' in first)) {
    const { run } = first;
    return {
      ...first,
      run: { ...run, notes: [...run.notes, { code: 'never-listened', detail: '' }] },
    };
  }
  try {
    await program.end(first.at);
  } finally {
    program.stop();
  }
  return program.done;
}
