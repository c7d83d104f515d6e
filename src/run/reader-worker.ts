// Runs in a thread of its own: reading a large log or a large map must not hold up the editor.
import { readFileSync, readlinkSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Lanes } from './lanes';
import type { FromReader, ReaderSettings, ToReader } from './reader-messages';

/** With more threads to read than cores each look would push one of them off its core. */
const pollEvery = 30;
const pollManyEvery = 100;
const progressEvery = 500;

const settings = workerData as ReaderSettings;
const port = parentPort;
if (port === null) throw new Error('the reader runs as a worker');
const send = (message: FromReader) => port.postMessage(message);
const lanes = new Lanes(settings);
let isBehind = false;
/** One thing after another: polls and commands. */
let queue: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | undefined;
let nextProgress = Date.now() + progressEvery;
let toldSamples = 0;
let ended = false;

port.on('message', (message: ToReader) => {
  switch (message.kind) {
    case 'started':
      lanes.started(message.pid);
      break;
    case 'begin':
      next(() => {
        lanes.begin(message.at);
        toldSamples = 0;
        send({ kind: 'begun' });
      });
      break;
    case 'end':
      next(async () => {
        const reading = await lanes.end(message.at);
        toldSamples = 0;
        send({ kind: 'part', reading });
      });
      break;
    case 'stop':
      void lanes.stop().then(() => send({ kind: 'stopped' }));
      break;
    case 'ended':
      void end();
      break;
  }
});
takeOwnMap();
schedule();
send({ kind: 'ready' });

/** A program may delete its own map with its first line, sooner than anybody could tell of it. */
function takeOwnMap(): void {
  const { target } = settings.roles;
  if (!settings.targetIsProgram) return;
  try {
    lanes.mapsOf(undefined).add({ name: target, text: readFileSync(target, 'utf8') });
  } catch {
    // it has gone since it was looked at, which the program will say itself
  }
}

function schedule(): void {
  const crowded = lanes.count > availableParallelism();
  if (crowded) stepBack();
  timer = setTimeout(
    () => {
      next(async () => {
        await poll();
        if (!ended) schedule();
      });
    },
    crowded ? pollManyEvery : pollEvery,
  );
}

/** What fails here fails the thread, which the host hears of. */
function next(work: () => void | Promise<void>): void {
  queue = queue.then(work);
}

async function poll(): Promise<void> {
  await lanes.poll();
  for (const place of lanes.newlyListening()) send({ kind: 'listening', place });
  if (Date.now() < nextProgress || lanes.samples === toldSamples) return;
  toldSamples = lanes.samples;
  const began = Date.now();
  const profile = lanes.profile();
  if (profile !== undefined) send({ kind: 'progress', samples: toldSamples, profile });
  // A snapshot of a large program takes its time: never more than a tenth of the thread's.
  nextProgress = began + Math.max(progressEvery, 10 * (Date.now() - began));
}

async function end(): Promise<void> {
  ended = true;
  clearTimeout(timer);
  await queue;
  const reading = await lanes.finish();
  lanes.dispose();
  send({ kind: 'result', reading });
  port?.close();
}

/**
 * What is measured goes first where it has more threads than there are cores: the reader takes what is left. Not for fewer: beside
 * other busy programs it would look at the scheduler's figures too late. Linux has a priority for each thread.
 */
function stepBack(): void {
  if (isBehind || process.platform !== 'linux') return;
  isBehind = true;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), 10);
  } catch {
    // no /proc, or not allowed: it reads as fast as everything else
  }
}
