import type { Load, Recording } from '../core/session';
import { formatMicros } from '../core/units';
import { recordUnderLoad } from '../run/load/under-load';
import type { RecordingUnderWay, RecordOptions } from '../run/record';
import { recordStartUp } from '../run/start-up';
import type { Target } from '../run/target';
import type { ServerWish } from './server-arguments';

/** After this long a program that has not listened is told of, in milliseconds. */
const longStart = 10_000;

/** Records the part of a server's life that is asked for; what it waits for is told on stderr. */
export function recordServer(
  target: Target,
  options: RecordOptions,
  wish: ServerWish,
  signal: AbortSignal,
): RecordingUnderWay {
  if (wish.kind === 'start-up') {
    const timer = setTimeout(
      () => say('it does not listen yet; Ctrl+C ends it and shows what was sampled'),
      longStart,
    );
    const recording = recordStartUp(target, options, signal);
    void recording.done.catch(() => undefined).then(() => clearTimeout(timer));
    return recording;
  }
  const { load } = wish;
  const what = load.kind === 'url' ? load.url : `\`${load.line}\``;
  const until =
    load.duration === undefined ? 'until the load is over' : `for ${formatMicros(load.duration)}`;
  return recordUnderLoad(
    target,
    {
      ...options,
      load,
      onPhase: phase =>
        phase === 'recording'
          ? say(`recording ${until}`)
          : say(`it listens; warming up for ${formatMicros(load.warmUp)} with ${what}`),
    },
    signal,
  );
}

function say(text: string): void {
  process.stderr.write(`tuneline: ${text}\n`);
}

/** What the text report says of the load. */
export function loadRows({ run }: Pick<Recording, 'run'>): string[] {
  const { load, part } = run;
  const rows: string[] = [];
  if (part?.kind === 'start-up') rows.push('Recorded from its start until it listened.');
  if (load === undefined) return rows;
  rows.push(
    `Under load from ${load.what}, after a warm-up of ${formatMicros(load.warmUp)}${requestsText(load)}.`,
  );
  for (const { code, detail } of run.notes) {
    if (code === 'load-failed') rows.push(`The load command failed with exit code ${detail}.`);
    if (code === 'load-not-answered')
      rows.push(`Not every request was answered with success: ${detail}.`);
  }
  return rows;
}

function requestsText({ requests }: Load): string {
  if (requests === undefined) return '';
  const { answered, perSecond, latency, connections } = requests;
  const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en');
  return `: ${answered.toLocaleString('en')} requests over ${connections} connections, ${rate} a second, latency ${formatMicros(latency.p50)} (median), ${formatMicros(latency.p99)} (99 %)`;
}

/** The same for `--json`. */
export function jsonLoad(load: Load | undefined): object | null {
  if (load === undefined) return null;
  const ms = (micros: number) => Math.round(micros) / 1000;
  const { requests } = load;
  return {
    what: load.what,
    kind: load.kind,
    warmUpMs: ms(load.warmUp),
    exitCode: load.exitCode ?? null,
    requests: requests?.answered ?? null,
    requestsPerSecond: requests === undefined ? null : Math.round(requests.perSecond * 10) / 10,
    connections: requests?.connections ?? null,
    latencyMs:
      requests === undefined || requests.answered === 0
        ? null
        : {
            p50: ms(requests.latency.p50),
            p99: ms(requests.latency.p99),
            max: ms(requests.latency.max),
          },
    statuses: requests?.statuses ?? null,
    failed: requests?.failed ?? null,
  };
}
