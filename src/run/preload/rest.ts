import { existsSync } from 'node:fs';

/** Milliseconds between two looks. */
const lookEvery = 5000;

/**
 * A thread that outlives its recording goes on writing V8's log into a file that nobody can see, until the disk is full. Once the
 * run's folder is gone, the log is suspended: the inspector's sampler does that, so it is started in the process itself, to sample
 * once in a thousand seconds. `rests` is told.
 */
export function restOnceLeft(folder: string, rests: () => void): void {
  const timer = setInterval(() => {
    if (existsSync(folder)) return;
    clearInterval(timer);
    rests();
    try {
      const { Session }: typeof import('node:inspector') = require('node:inspector');
      const session = new Session();
      session.connect();
      session.post('Profiler.enable');
      session.post('Profiler.setSamplingInterval', { interval: 1e9 });
      session.post('Profiler.start');
    } catch {
      // a node without an inspector: its log goes on
    }
  }, lookEvery);
  timer.unref();
}
