import type { StoppingRule, Verdict } from '../../core/compare';
import type { RunMetric } from '../../core/metric';
import type { OutputDifference, LeftOut } from '../../core/same-output';
import type { Micros } from '../../core/units';
import type { Target } from '../target';

/** What is to be compared, and how. All paths are absolute and of the workspace; nothing in it is written. */
export interface VerifyRequest {
  readonly target: Target;
  readonly before: Version;
  readonly after: Version;
  /** What the verdict is of. */
  readonly metric: RunMetric;
  /** The folder that is copied; undefined: the root of the program's git repository. */
  readonly workspace?: string;
  /** Pairs of runs at most; undefined: as many as the stopping rule allows. */
  readonly pairs?: number;
  /** Undefined: the shipped one. A change that is one of several tried needs its own (`oneOf`). */
  readonly rule?: StoppingRule;
  /** A command line that is run in both copies, in the program's working directory, before anything is measured. */
  readonly build?: string;
  /** Ignored files or folders that both copies get too. */
  readonly include?: readonly string[];
  /** Files that the program writes, which have to be equal as well. */
  readonly compare?: readonly string[];
  /** Milliseconds that a run may take. */
  readonly timeout?: number;
  /** Bytes that one copy may have. */
  readonly mostBytes?: number;
  /** Give up as soon as the outputs differ: nothing is said of the speed then. */
  readonly stopWhenUnequal?: boolean;
  /** Path of the `node` to run it with; undefined: the first on PATH. */
  readonly node?: string;
  /** Folder of the built workers and preloads (`dist`). */
  readonly dist: string;
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** Asked once, when the program looks for files that only the workspace has: which of them both copies should get. */
  readonly askFor?: (files: readonly string[]) => Promise<readonly string[]>;
}

/** A state of the workspace: a commit, or else the working tree as it is on disk; on top of it, texts of files. */
export interface Version {
  readonly revision?: string;
  /** By absolute path: the whole text of the file, also of one that is not there yet. */
  readonly edits?: ReadonlyMap<string, string>;
}

export type Side = 'before' | 'after';

export type VerifyProgress =
  | {
      readonly phase: 'copying';
      readonly side: Side;
      readonly files: number;
      readonly bytes: number;
    }
  | { readonly phase: 'building' | 'first-runs'; readonly side: Side }
  /** `pairs` are done, of `most`; `ratio` is what they say so far, which is no verdict. */
  | {
      readonly phase: 'measuring';
      readonly pairs: number;
      readonly most: number;
      readonly ratio: number | undefined;
    };

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
