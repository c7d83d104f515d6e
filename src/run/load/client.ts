// Runs in a process of its own: what makes load must not slow down what is under it.
// Not its main file: that brings its command line along, with forty more packages.
import usual from 'autocannon/lib/defaultOptions.js';
import run from 'autocannon/lib/run.js';
import type { LoadCounts } from '../../core/session';
import { Latencies } from './latencies';
import type { ClientSettings, FromClient } from './messages';

const tellEvery = 1000;
/** Seconds: longer than anybody waits, and within what a timer takes. */
const forEver = 2e6;

const { url, connections, warmUp, duration } = JSON.parse(process.argv[2]) as ClientSettings;
const send = (message: FromClient) => process.stdout.write(`${JSON.stringify(message)}\n`);

let counted = { latencies: new Latencies(), statuses: {} as Record<string, number>, failed: 0 };
let error: string | undefined;
let began = performance.now();
let used = process.cpuUsage();

const load = run({ ...usual, url, connections, duration: forEver });
load.on('response', (_client, status, _bytes, milliseconds) => {
  const kind = `${Math.floor(status / 100)}xx`;
  counted.statuses[kind] = (counted.statuses[kind] ?? 0) + 1;
  counted.latencies.add(milliseconds * 1000);
});
load.on('reqError', failure => {
  counted.failed++;
  error = failure.message;
});
setTimeout(() => {
  send({ kind: 'warm', answered: counted.latencies.count, error });
  counted = { latencies: new Latencies(), statuses: {}, failed: 0 };
  began = performance.now();
  used = process.cpuUsage();
  setInterval(() => send(soFar(false)), tellEvery);
  if (duration !== undefined) setTimeout(end, duration / 1000);
}, warmUp / 1000);
// Whoever started us has gone.
process.stdin.on('end', () => process.exit()).resume();

function end(): void {
  const line = `${JSON.stringify(soFar(true))}\n`;
  process.stdout.write(line, () => process.exit());
}

function soFar(isOver: boolean): FromClient {
  const { user, system } = process.cpuUsage(used);
  const busy = (user + system) / 1000 / (performance.now() - began);
  return { kind: 'counts', counts: counts(), busy, isOver };
}

function counts(): LoadCounts {
  const { latencies, statuses, failed } = counted;
  const seconds = (performance.now() - began) / 1000;
  return {
    connections,
    answered: latencies.count,
    perSecond: latencies.count / seconds,
    latency: { p50: latencies.quantile(0.5), p99: latencies.quantile(0.99), max: latencies.max },
    statuses,
    failed,
  };
}
