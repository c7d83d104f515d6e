import type { Micros } from '../../../core/units';
import type { LoadFigures } from '../../../core/verification';

/** What a load command says of its requests. */
export interface ToldByCommand {
  readonly figures: LoadFigures;
  /** Answers that were no success, as far as it says. */
  readonly bad: readonly string[];
}

/**
 * Reads what the usual tools print: autocannon with `--json`, wrk, hey, oha, ab and k6. `wall`: how long it ran. Undefined where nothing of
 * it is known.
 */
export function toldByCommand(output: string, wall: Micros): ToldByCommand | undefined {
  return inJson(output) ?? inText(output, wall);
}

/** The object that `autocannon --json` prints. */
interface OfAutocannon {
  readonly requests: { readonly total: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly duration: number;
  readonly errors?: number;
  readonly timeouts?: number;
  readonly '4xx'?: number;
  readonly '5xx'?: number;
}

/** What is told in whole milliseconds may be 0, which took something all the same, and is no part of a ratio. */
const halfStep: Micros = 500;

function inJson(output: string): ToldByCommand | undefined {
  for (const line of output.split('\n')) {
    if (!line.startsWith('{')) continue;
    const told = parsed(line);
    if (!isOfAutocannon(told)) continue;
    const { requests, latency, duration } = told;
    const counts = { '× 4xx': told['4xx'], '× 5xx': told['5xx'], '× no answer': told.errors };
    return {
      figures: {
        requests: requests.total,
        perSecond: requests.total / duration,
        p50: Math.max(latency.p50 * 1e3, halfStep),
        p99: Math.max(latency.p99 * 1e3, halfStep),
      },
      bad: Object.entries(counts).flatMap(([what, count = 0]) =>
        count > 0 ? [`${count} ${what}`] : [],
      ),
    };
  }
  return undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isOfAutocannon(value: unknown): value is OfAutocannon {
  const { requests, latency, duration } = (value ?? {}) as Partial<OfAutocannon>;
  return (
    isAbove0(requests?.total) &&
    isAbove0(duration) &&
    typeof latency?.p50 === 'number' &&
    typeof latency.p99 === 'number'
  );
}

function isAbove0(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

/** `Requests/sec: 748868.53` (wrk, hey, oha), `Requests per second: 2444.28 [#/sec]` (ab), `http_reqs....: 1234 41.1/s` (k6). */
const rates = [
  /^\s*Requests\/sec:\s+([\d.]+)/im,
  /^Requests per second:\s+([\d.]+)/im,
  /^\s*http_reqs[.:\s]+\d+\s+([\d.]+)\/s/m,
];
const badCounts = [
  /^\s*(Non-2xx[^:\n]*):\s+(\d+)/im,
  /^(Failed requests):\s+(\d+)/m,
  /^\s*\[([45]\d\d)\]\s+(\d+) responses/m,
  /^\s*(Socket errors):.*?\b([1-9]\d*)/m, // wrk says it only where there are some
  /^\s*(http_req_failed)[.:\s]+[\d.]+%\s+(?:✓\s*)?(\d+)/m, // k6
];

function inText(output: string, wall: Micros): ToldByCommand | undefined {
  const perSecond = Number(rates.map(rate => rate.exec(output)?.[1]).find(Boolean));
  if (!(perSecond > 0)) return undefined;
  const bad = badCounts.flatMap(pattern => {
    const [, what, count] = pattern.exec(output) ?? [];
    return Number(count) > 0 ? [`${count} × ${what}`] : [];
  });
  const [p50, p99] = [latencyIn(output, 50), latencyIn(output, 99)];
  return {
    figures: {
      // wrk and ab say how many; what they took to start is then not counted.
      requests: countIn(output) ?? (perSecond * wall) / 1e6,
      perSecond,
      ...(p50 === undefined || p99 === undefined ? {} : { p50, p99 }),
    },
    bad,
  };
}

function countIn(output: string): number | undefined {
  const [, count] =
    /^\s*(\d+) requests in [\d.]+/m.exec(output) ??
    /^Complete requests:\s+(\d+)/m.exec(output) ??
    /^\s*http_reqs[.:\s]+(\d+)\s/m.exec(output) ??
    [];
  return Number(count) > 0 ? Number(count) : undefined;
}

const units: Readonly<Record<string, Micros>> = { us: 1, µs: 1, ms: 1e3, s: 1e6, secs: 1e6 };

/** `50%  250.00us` (wrk), `50% in 0.0048 secs` (hey, oha), `50%  3` in milliseconds (ab). */
function latencyIn(output: string, percent: number): Micros | undefined {
  const pattern = new RegExp(
    String.raw`^\s*${percent}(?:\.0+)?%\s+(?:in\s+)?([\d.]+) ?(us|µs|ms|secs?|s)?\b`,
    'm',
  );
  const [, value, named] = pattern.exec(output) ?? [];
  const unit = named ?? 'ms';
  const micros = Number(value) * (units[unit === 'sec' ? 's' : unit] ?? Number.NaN);
  if (micros === 0 && named === undefined) return halfStep;
  return micros > 0 ? micros : undefined;
}
