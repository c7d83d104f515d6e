import type { Verdict } from './compare';
import type { LoadMetric, RunMetric } from './metric';
import type { LeftOut, OutputDifference } from './same-output';
import type { Micros } from './units';

export type Side = 'before' | 'after';

/** What running both versions says. */
export interface Verification {
  readonly metric: RunMetric;
  /** Undefined when it was given up since the outputs differ (`stopWhenUnequal`): then nothing is said of the speed. */
  readonly verdict: Verdict | undefined;
  /** The load that a server was under; absent: it ran by itself, or only until it listened. */
  readonly load?: VerifiedLoad;
  /**
   * How many times as fast by each metric, the geometric mean of the pairs: before over after, or after over before where more is
   * better. CPU is undefined where the system does not say; the metrics of a load are there when it told them.
   */
  readonly ratios: { readonly cpu: number | undefined; readonly wall: number } & Partial<
    Readonly<Record<LoadMetric, number>>
  >;
  readonly outputEqual: boolean;
  readonly differences: readonly Difference[];
  /** What of the output was not compared, by the name of what it is of. */
  readonly leftOut: readonly (LeftOut & { readonly what: string })[];
  readonly before: Costs;
  readonly after: Costs;
  /** Each pair that counts, in the order of the runs. */
  readonly pairs: readonly { readonly before: Costs; readonly after: Costs }[];
  readonly notes: readonly VerifyNote[];
  /** What one copy has. */
  readonly copied: { readonly files: number; readonly bytes: number };
  /** How often the program was run, first runs included. */
  readonly runs: number;
}

/** What a server was under in each of its runs. */
export interface VerifiedLoad {
  /** The URL, or the command line. */
  readonly what: string;
  readonly kind: 'url' | 'command';
  /** Of the built-in client. */
  readonly connections?: number;
}

/**
 * Of one run, or the median of several. Of a start-up: until the server listened. Of a server under load, only while it was under
 * load: for each request, or of the whole load where a command does not tell how many requests it made.
 */
export interface Costs {
  readonly cpu: Micros | undefined;
  readonly wall: Micros;
  readonly load?: LoadFigures;
}

/** What a run tells of a metric. */
export function costBy({ cpu, wall, load }: Costs, metric: RunMetric): number | undefined {
  switch (metric) {
    case 'cpu':
      return cpu;
    case 'wall':
    case 'start-up':
      return wall;
    case 'requests-per-second':
      return load?.perSecond;
    case 'latency-p50':
      return load?.p50;
    case 'latency-p99':
      return load?.p99;
  }
}

/** What a load tells of itself. */
export interface LoadFigures {
  /** That were answered. */
  readonly requests: number;
  readonly perSecond: number;
  readonly p50?: Micros;
  readonly p99?: Micros;
  /** The part of a core that the built-in client took itself: near 1 it is the client that is measured. */
  readonly client?: number;
}

/** What the two versions do differently. */
export type Difference =
  | {
      readonly kind: 'exit';
      readonly before: string;
      readonly after: string;
      /** The end of what each wrote on stderr. */
      readonly stderr: { readonly before: string; readonly after: string };
    }
  /** `what`: `stdout`, a file relative to the workspace, or what a server was asked: `GET /users`. */
  | ({ readonly kind: 'text'; readonly what: string } & OutputDifference)
  /** The command of `check` is good before the change, and fails after it. */
  | { readonly kind: 'check'; readonly what: string; readonly words: string }
  | { readonly kind: 'missing-file'; readonly what: string; readonly in: Side | 'both' };

/** What the user should know. Data; texts are made at the edge from the code. */
export interface VerifyNote {
  readonly code:
    /** The program looks for these files, which only the workspace has. */
    | 'files-missing'
    /** It opens these files of the workspace by absolute path: both versions use the same. */
    | 'opens-workspace'
    /** It read its input, which was empty. */
    | 'input-empty'
    /** Its output on stderr differs; that is not judged. */
    | 'stderr-differs'
    /** This check fails before the change too, so it judges nothing. */
    | 'check-fails-before'
    /** Both versions end with this exit code. */
    | 'exit-code'
    /** So many pairs were dropped since the machine slept. */
    | 'slept'
    /** Processes that it left running were ended, and their CPU time is not counted. */
    | 'left-running'
    /** It could not be seen which scripts ran and which files were looked for: whether both versions ran their own is not known. */
    | 'not-seen'
    /** No script that ran, and no file that it opened in its folder, differs. */
    | 'nothing-differs'
    /** A lock file differs: both versions ran with the packages that are installed now. */
    | 'dependencies-differ'
    /** The commit of this submodule is not here: both versions got what is checked out. */
    | 'submodule-as-it-is'
    /** Starting Node.js is a large part of so short a run. */
    | 'short-runs'
    /** The load command does not tell how many requests it made: costs are of all of it. */
    | 'requests-not-told'
    /** The built-in client took so large a part of a core: it may be what limits throughput and latency. */
    | 'client-busy'
    /** The program computes for only this part of its time, so it was judged by the clock. */
    | 'waits-mostly';
  readonly detail: string;
  /** Those it is about, relative to the workspace. */
  readonly files?: readonly string[];
}
