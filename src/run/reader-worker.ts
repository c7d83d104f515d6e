// Runs in a thread of its own: reading a large log or a large map must not hold up the editor.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Profile } from '../core/profile';
import { applySourceMaps } from '../core/source-maps';
import { inspectorSource } from './inspector-source';
import { logSource } from './log-source';
import { mapNotes } from './map-notes';
import { profilerThreads } from './profiler-threads';
import type { FromReader, ReaderSettings, Reading, ToReader } from './reader-messages';
import { roleOf } from './roles';
import type { Source } from './source';
import { renamed, withNamesOfUser } from './symlinks';
import {
  beforeFirstSample,
  type StartUsage,
  sinceFirstSample,
  type Usage,
  usageAtExit,
  usageAtStart,
  usageOfRunning,
} from './usage';

const pollEvery = 30;
const progressEvery = 500;

const settings = workerData as ReaderSettings;
const port = parentPort;
if (port === null) throw new Error('the reader runs as a worker');
const send = (message: FromReader) => port.postMessage(message);
const source = makeSource();
let pid: number | undefined;
let usage: Usage | undefined;
let start: StartUsage | undefined;
const profilersOf = profilerThreads();
let profilersCpu = 0;
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
takeOwnMap();
schedule();
send({ kind: 'ready' });

/** A program may delete its own map with its first line, sooner than anybody could tell of it. */
function takeOwnMap(): void {
  try {
    const { target } = settings.roles;
    source.maps.add({ name: target, text: readFileSync(target, 'utf8') });
  } catch {
    // it has gone since it was looked at, which the program will say itself
  }
}

function makeSource(): Source {
  const role = roleOf(settings.roles);
  return settings.source === 'v8-log' ? logSource(settings, role) : inspectorSource(settings, role);
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
  if (pid !== undefined) {
    usage = usageOfRunning(pid) ?? usage;
    start ??= usageAtStart(settings.folder);
    profilersCpu = profilersOf(pid);
  }
  await source.poll();
  if (Date.now() < nextProgress || source.samples === toldSamples) return;
  toldSamples = source.samples;
  const began = Date.now();
  send({ kind: 'progress', samples: toldSamples, profile: named(mapped()) });
  // A snapshot of a large program takes its time: never more than a tenth of the thread's.
  nextProgress = began + Math.max(progressEvery, 10 * (Date.now() - began));
}

function mapped() {
  return applySourceMaps(source.profile(counted()), source.maps.lookup);
}

function unsampled(): StartUsage | undefined {
  return start === undefined ? undefined : beforeFirstSample(start, source.sampledBefore);
}

/** What the system says of the process from the first sample on. */
function counted(): Usage | undefined {
  const before = unsampled();
  return usage === undefined || before === undefined ? usage : sinceFirstSample(usage, before);
}

/** With the paths that the user knows. */
function named(profile: Profile) {
  return withNamesOfUser(profile, settings.renaming);
}

function textsByName(profile: Profile) {
  const texts = [...source.maps.textsOf(profile)];
  return new Map(texts.map(([path, hash]) => [renamed(path, settings.renaming), hash]));
}

async function end(): Promise<void> {
  ended = true;
  clearTimeout(timer);
  await polling;
  await source.finish();
  usage = latest(usage, usageAtExit(settings.folder));
  start ??= usageAtStart(settings.folder);
  const profile = mapped();
  const reading: Reading = {
    profile: named(profile),
    texts: textsByName(profile),
    notes: [...source.notes(), ...mapNotes(profile, source.maps.lookup)],
    usage: withoutProfilers(counted()),
    wall: usage?.wall,
    startCpu: unsampled()?.cpu,
  };
  source.dispose();
  send({ kind: 'result', reading });
  port?.close();
}

/** The CPU time of the program itself. */
function withoutProfilers(all: Usage | undefined): Usage | undefined {
  return all?.cpu === undefined ? all : { ...all, cpu: Math.max(0, all.cpu - profilersCpu) };
}

/** What the program said when it ended, with the later of the two CPU times. */
function latest(polled: Usage | undefined, atExit: Usage | undefined): Usage | undefined {
  if (atExit === undefined || polled?.cpu === undefined) return atExit ?? polled;
  return { ...atExit, cpu: Math.max(polled.cpu, atExit.cpu ?? 0) };
}
