import type { StoppingRule } from '../../core/compare';
import type { RunMetric } from '../../core/metric';
import type { Side } from '../../core/verification';
import type { LoadWish } from '../load/load-wish';
import type { Target } from '../target';

/** What is to be compared, and how. All paths are absolute and of the workspace; nothing in it is written. */
export interface VerifyRequest {
  readonly target: Target;
  readonly before: Version;
  readonly after: Version;
  /** What the verdict is of; CPU time of a server under load is that of each request. */
  readonly metric: RunMetric;
  /** The load that the program, a server then, is put under once it listens; a command runs until it ends by itself. */
  readonly load?: LoadWish;
  /** Addresses besides the load's URL that a server is asked for before the load, and what it answers has to be equal. */
  readonly ask?: readonly string[];
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
  /** A command line, such as the tests, that has to be good in the copy of the version after, once it was measured. */
  readonly check?: string;
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

export type VerifyProgress =
  | {
      readonly phase: 'copying';
      readonly side: Side;
      readonly files: number;
      readonly bytes: number;
    }
  | { readonly phase: 'building' | 'first-runs'; readonly side: Side }
  | { readonly phase: 'checking' }
  /** `pairs` are done, of `most`; `ratio` is what they say so far, which is no verdict. */
  | {
      readonly phase: 'measuring';
      readonly pairs: number;
      readonly most: number;
      readonly ratio: number | undefined;
    };
