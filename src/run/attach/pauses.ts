import { connectInspector } from '../inspector';
import type { Threads } from './threads';

/** When the program stands still in a debugger. */
export interface Pauses {
  readonly isPaused: boolean;
  readonly wasPaused: boolean;
  close(): void;
}

/** Has `threads` take no samples while the debugger that passes on commands at `url` holds the program. */
export async function watchPauses(url: string, threads: Threads): Promise<Pauses> {
  const inspector = await connectInspector(url);
  let isPaused = false;
  let wasPaused = false;
  inspector.on('Debugger.paused', () => {
    isPaused = wasPaused = true;
    void threads.suspend();
  });
  inspector.on('Debugger.resumed', () => {
    isPaused = false;
    void threads.resume();
  });
  await inspector.send('JsDebug.subscribe', { events: ['Debugger.paused', 'Debugger.resumed'] });
  // Is on already; asking for it again has a pause told that was there before.
  await inspector.send('Debugger.enable', {});
  return {
    get isPaused() {
      return isPaused;
    },
    get wasPaused() {
      return wasPaused;
    },
    close: () => inspector.close(),
  };
}
