// Runs in a thread of its own: reading a large log or a large map must not hold up the editor.
import { parentPort, workerData } from 'node:worker_threads';
import { applySourceMaps } from '../core/source-maps';
import { inspectorSource } from './inspector-source';
import { logSource } from './log-source';
import type { FromReader, ReaderSettings, Reading, ToReader } from './reader-messages';
import { roleOf } from './roles';
import type { Source } from './source';
import { type Usage, usageAtExit, usageOfRunning } from './usage';

const pollEvery = 30;
const progressEvery = 500;

const settings = workerData as ReaderSettings;
const port = parentPort;
if (port === null) throw new Error('the reader runs as a worker');
const send = (message: FromReader) => port.postMessage(message);
const source = makeSource();
let pid: number | undefined;
let usage: Usage | undefined;
let polling: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | undefined;
let nextProgress = Date.now() + progressEvery;
let toldSamples = 0;
let ended = false;

port.on('message', (message: ToReader) => {
  switch (message.kind) {
    case 'started':
      pid = message.pid;
      break;
    case 'stop':
      void source.stop().then(() => send({ kind: 'stopped' }));
      break;
    case 'ended':
      void end();
      break;
  }
});
schedule();

function makeSource(): Source {
  const role = roleOf(settings.roles);
  return settings.source === 'v8-log'
    ? logSource(settings.folder, settings.interval, role)
    : inspectorSource(settings, role);
}

function schedule(): void {
  timer = setTimeout(() => {
    polling = poll();
    void polling.then(() => {
      if (!ended) schedule();
    });
  }, pollEvery);
}

async function poll(): Promise<void> {
  if (pid !== undefined) usage = usageOfRunning(pid) ?? usage;
  await source.poll();
  if (Date.now() < nextProgress || source.samples === toldSamples) return;
  toldSamples = source.samples;
  const began = Date.now();
  send({ kind: 'progress', samples: toldSamples, profile: mapped() });
  // A snapshot of a large program takes its time: never more than a tenth of the thread's.
  nextProgress = began + Math.max(progressEvery, 10 * (Date.now() - began));
}

function mapped() {
  return applySourceMaps(source.profile(usage), source.maps.lookup);
}

async function end(): Promise<void> {
  ended = true;
  clearTimeout(timer);
  await polling;
  await source.finish();
  usage = latest(usage, usageAtExit(settings.folder));
  const profile = mapped();
  const reading: Reading = {
    profile,
    texts: source.maps.textsOf(profile),
    notes: source.notes(),
    usage,
  };
  source.dispose();
  send({ kind: 'result', reading });
  port?.close();
}

/** What the program said when it ended, with the later of the two CPU times. */
function latest(polled: Usage | undefined, atExit: Usage | undefined): Usage | undefined {
  if (atExit === undefined || polled?.cpu === undefined) return atExit ?? polled;
  return { ...atExit, cpu: Math.max(polled.cpu, atExit.cpu ?? 0) };
}
