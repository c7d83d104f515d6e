import type { Verdict } from './compare';
import type { RunMetric } from './metric';
import type { LeftOut, OutputDifference } from './same-output';
import type { Micros } from './units';

export type Side = 'before' | 'after';

/** What running both versions says. */
export interface Verification {
  readonly metric: RunMetric;
  /** Undefined when it was given up since the outputs differ (`stopWhenUnequal`): then nothing is said of the speed. */
  readonly verdict: Verdict | undefined;
  /** Before over after by either metric, the geometric mean of the pairs; CPU is undefined where the system does not say. */
  readonly ratios: { readonly cpu: number | undefined; readonly wall: number };
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

/** Of one run, or the median of several. */
export interface Costs {
  readonly cpu: Micros | undefined;
  readonly wall: Micros;
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
  /** `what`: `stdout`, or a file relative to the workspace. */
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
    | 'short-runs';
  readonly detail: string;
  /** Those it is about, relative to the workspace. */
  readonly files?: readonly string[];
}
