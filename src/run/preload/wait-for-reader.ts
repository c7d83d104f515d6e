import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectorFile } from '../boot-settings';

/** Tells the reader where the inspector listens, and waits until it has attached and begun to sample. */
export function waitForReader(folder: string): void {
  // Only a run with the inspector pays for loading it.
  const inspector: typeof import('node:inspector') = require('node:inspector');
  if (inspector.url() === undefined) inspector.open(0, '127.0.0.1'); // a process that was started past our flags
  const url = inspector.url();
  if (url === undefined) return; // it may not be allowed to; then there is nothing to wait for
  const file = join(folder, inspectorFile(process.pid));
  writeFileSync(`${file}.tmp`, url);
  renameSync(`${file}.tmp`, file);
  inspector.waitForDebugger();
  // Never ended: it keeps the profiler up while the reader takes over one segment and starts the next. A profiler that is made
  // anew does not know the code of loops that are already running (seen on Node 20: their samples went to the caller).
  (inspector.console as { profile?(title: string): void }).profile?.('tuneline');
}
