import type { Micros } from '../../../core/units';
import type { LoadFigures } from '../../../core/verification';
import type { LoadWish } from '../../load/load-wish';

/** What a server is started for: until it listens, or under a load; then the guard ends it. */
export interface Serving {
  /** Undefined: only until it listens. */
  readonly load: LoadWish | undefined;
  /** Addresses that it is asked for before the load; what it answers is compared. */
  readonly ask: readonly string[];
  /** Folder where its preload tells that it listens. */
  readonly reports: string;
  /** Folder of the built load client. */
  readonly dist: string;
  /** Milliseconds for it to listen. */
  readonly patience: number;
}

/** What a server did in one run. */
export interface Served {
  readonly kind: 'served';
  /** From its start until it listened. */
  readonly startUp: Used;
  readonly load: ServedLoad | undefined;
  /** What it answered before the load, by what was asked. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface Used {
  /** Of all its processes; undefined where the system does not say. */
  readonly cpu: Micros | undefined;
  readonly wall: Micros;
}

/** While it was under load. */
export interface ServedLoad extends Used {
  /** Undefined where a command does not tell. */
  readonly figures: LoadFigures | undefined;
}

/** Why a server could not be measured. */
export type NotServed =
  /** Something answered at the place of the URL before it was started. */
  | { readonly kind: 'port-taken'; readonly place: string }
  /** `places`: where else it listens, in a sentence; empty: nowhere. */
  | { readonly kind: 'never-listened'; readonly url: string; readonly places: string }
  | { readonly kind: 'ended'; readonly when: 'starting' | 'warming-up' | 'under-load' }
  /** Both texts are of the load. */
  | { readonly kind: 'load-failed'; readonly message: string; readonly action: string }
  /** So many answers were a success, and these were none: `12 × 5xx`. */
  | { readonly kind: 'refused'; readonly good: number; readonly bad: readonly string[] };

/** What a server's preload writes when it listens, in a file of the folder that TUNELINE_LISTEN names. */
export interface ListenTold {
  /** By the system's monotonic clock, in microseconds. */
  readonly now: Micros;
  readonly pid: number;
  /** Of its process until then. */
  readonly cpu: Micros;
  readonly port: number | undefined;
  readonly address: string;
}

export const listenVariable = 'TUNELINE_LISTEN';

/** A shorter one, for a run that only shows what the server uses. */
export function brief(serving: Serving): Serving {
  const { load } = serving;
  if (load === undefined) return serving;
  const duration = load.duration === undefined ? undefined : Math.min(load.duration, 1e6);
  return {
    ...serving,
    load:
      load.kind === 'url'
        ? { ...load, warmUp: 0, duration: duration ?? 1e6 }
        : { ...load, warmUp: 0 },
  };
}
