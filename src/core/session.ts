import type { Counts } from './counts';
import type { RanText } from './line-anchors';
import type { Profile } from './profile';
import type { Trial } from './trial';
import type { Micros } from './units';

/** What the user did: a target and its runs. Profiles are kept beside it, by run id, since they are large. */
export interface Session {
  readonly schema: 1;
  readonly id: string;
  /** What the user called it; its target's name otherwise. */
  readonly name?: string;
  readonly target: TargetDescription;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What was checked out then; absent: no repository, not known, or a program that ran before. */
  readonly commit?: RanCommit;
  /** The user wants to keep it: it is not dropped for newer ones. */
  readonly pinned?: boolean;
  readonly runs: readonly Run[];
  /** Changes that were measured on its target, oldest first; absent: none was. */
  readonly trials?: readonly Trial[];
}

/** The commit that a program's files were at when it was started. */
export interface RanCommit {
  /** Its whole name. */
  readonly id: string;
  /** Whether files differed from it, new ones included; absent: git took too long to tell. */
  readonly dirty?: boolean;
}

/** A commit as people read it. */
export function shortCommit(id: string): string {
  return id.slice(0, 7);
}

/** With one more run, or with what is known of the same one now. */
export function withRun(session: Session, run: Run): Session {
  return { ...session, runs: withOne(session.runs, run) };
}

/** With one more trial, or with what became of the same one. */
export function withTrial(session: Session, trial: Trial): Session {
  return { ...session, trials: withOne(session.trials ?? [], trial) };
}

function withOne<One extends { readonly id: string }>(all: readonly One[], one: One): One[] {
  return all.some(({ id }) => id === one.id)
    ? all.map(known => (known.id === one.id ? one : known))
    : [...all, one];
}

/** What was run, as it is kept and shown. */
export type TargetDescription = FileTarget | CommandTarget | AttachedTarget | ImportedTarget;

interface AnyTarget {
  /** What it is called where that is not its file's name: `npm run build`, the name of a launch entry, `localhost:9229`. */
  readonly name?: string;
  /** Absolute path of what it is about: the program; the package.json, test or launch.json behind a command; the imported profile. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Set on top of the inherited environment; undefined unsets. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A file that node runs. */
export interface FileTarget extends AnyTarget {
  readonly kind: 'file';
  /** Flags of node, before the file. */
  readonly nodeArgs?: readonly string[];
  /** The node that runs it, instead of the setting's: by path, or by name on PATH. */
  readonly node?: string;
}

/** A command line; every node that it starts is recorded. */
export interface CommandTarget extends AnyTarget {
  readonly kind: 'command';
  /** By path, or by name on PATH; followed by `args`. */
  readonly executable: string;
  /** A file that needs a loader where nothing that is run brings one; the executable is a node then. */
  readonly loaderFor?: string;
}

/** A program that ran already. */
export interface AttachedTarget extends AnyTarget {
  readonly kind: 'attached';
  readonly host: string;
  readonly port: number;
  /** The folder here that the program calls `remoteRoot`; both or none. */
  readonly localRoot?: string;
  readonly remoteRoot?: string;
}

/** A profile from elsewhere. */
export interface ImportedTarget extends AnyTarget {
  readonly kind: 'imported';
}

/** Whether the runs of a session are recordings of parts of one program's life, rather than runs that add up. */
export function hasParts({ runs }: Session): boolean {
  return runs.length > 1 && runs.every(run => run.part !== undefined);
}

/** What a target is called, for people. */
export function targetName({ name, file }: TargetDescription): string {
  return name ?? file.split(/[\\/]/).at(-1) ?? file;
}

/** One execution of the target. */
export interface Run {
  readonly id: string;
  readonly exitCode: number | undefined;
  /** The signal that ended it, such as `SIGKILL`. */
  readonly signal: string | undefined;
  /** `stopped`: by the user, who wanted to keep what was sampled. */
  readonly ended: 'by-itself' | 'stopped';
  readonly wall: Micros;
  /** How many executions were added up to it: its times are sums. Absent: one. */
  readonly executions?: number;
  /** User and system time of the process from the first sample on, without V8's profiler; undefined where it could not be read. */
  readonly cpu: Micros | undefined;
  /** CPU time before that: starting Node.js, and setting the profiler up. Absent in sessions of earlier versions. */
  readonly startCpu?: Micros | undefined;
  /** Main-thread time spent blocked outside the event loop (`execSync`, `Atomics.wait`, synchronous I/O); undefined where unknown. */
  readonly syncWait: Micros | undefined;
  readonly nodeVersion: string;
  /** The part of the program's life that was recorded; absent: all of it. */
  readonly part?: RunPart;
  /** The load that it was under, where we made it. */
  readonly load?: Load;
  /** What ran the program: `node`, `tuneline` (our loader), `tsx`, … */
  readonly runner: string;
  readonly notes: readonly RunNote[];
}

/** How many executions the times of runs that are added up are sums of. */
export function executionsOf(runs: readonly Run[]): number {
  return runs.reduce((all, { executions = 1 }) => all + executions, 0);
}

/** How long one execution took by the clock; the mean of several. */
export function usualWall({ wall, executions = 1 }: Run): Micros {
  return wall / executions;
}

/** A part of a program's life, in times since it was started. */
export interface RunPart {
  /** `recording`: begun and ended by the user; `start-up`: until it listened. */
  readonly kind: 'recording' | 'start-up' | 'under-load';
  readonly from: Micros;
  readonly to: Micros;
}

/** Load that a server was under while it was recorded. */
export interface Load {
  /** The URL, or the command line. */
  readonly what: string;
  readonly kind: 'url' | 'command';
  /** Under load before anything was recorded. */
  readonly warmUp: Micros;
  /** Of a command; undefined while it runs, and when a signal ended it. */
  readonly exitCode?: number;
  /** What the built-in client counted while it was recorded. */
  readonly requests?: LoadCounts;
}

export interface LoadCounts {
  readonly connections: number;
  /** Answers that came, whatever their status. */
  readonly answered: number;
  readonly perSecond: number;
  readonly latency: { readonly p50: Micros; readonly p99: Micros; readonly max: Micros };
  /** Answers by class of status: `2xx`, `4xx`. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests without an answer: connections refused or broken off, and answers that took too long. */
  readonly failed: number;
}

/** What the user should know about how a run was recorded. Data; texts are made at the edge from the code. */
export interface RunNote {
  readonly code:
    | 'log-unavailable'
    | 'log-truncated'
    /** The disk that the log was written to is full: this folder's. */
    | 'disk-full'
    /** The program sampled itself, which suspends the log: so much CPU time has no samples. */
    | 'own-profiler'
    /** Nothing that the command starts is a Node.js program: all samples are of what started it, of this name. */
    | 'only-launcher'
    | 'map-missing'
    | 'map-broken'
    | 'few-samples'
    | 'truncated-stacks'
    | 'tool-time'
    | 'text-changed'
    | 'workers-not-included'
    | 'still-running'
    /** It became another program by `process.execve`, which is not recorded; SIGPROF: a last signal of the profiler ended that. */
    | 'became-other'
    /** It waited all the time, so much of it. */
    | 'idle'
    /** Its start-up was asked for, and it never listened: all of its life is shown. */
    | 'never-listened'
    /** So many of the answers to the load were no success. */
    | 'load-not-answered'
    /** The load command failed, with this exit code. */
    | 'load-failed'
    | 'cut-off';
  readonly detail: string;
}

/** What `record` returns and what the store and the history hold. */
export interface Recording {
  readonly run: Run;
  /** At original locations. */
  readonly profile: Profile;
  /** SHA-256 (hex) of each program file's text as it ran, by path: what staleness is judged by. */
  readonly texts: ReadonlyMap<string, string>;
  /** What is kept of the texts that were proven to be what ran, by path: enough to find the lines again in a changed file. */
  readonly ran?: ReadonlyMap<string, RanText>;
  /** How often the code of its files ran in a run that counted it; its places are those of `texts`. Absent: none was made. */
  readonly counts?: Counts;
}
