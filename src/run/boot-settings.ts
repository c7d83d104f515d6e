/** What the boot preload is told, as JSON in the variable TUNELINE_BOOT. */
export interface BootSettings {
  /** The private folder of the run. */
  readonly folder: string;
  /** Flags of node that are ours. */
  readonly flags: readonly string[];
  /** Wait until the reader has attached to the inspector. */
  readonly inspect: boolean;
}

/** What the boot preload writes to `start.json`: all that came before the program's first line. */
export interface StartReport {
  readonly cpu: ExitReport['cpu'];
  readonly uptime: number;
  readonly schedule: string | undefined;
  readonly setUp: number;
}

/** What the boot preload writes to `exit.json` when the program ends in any way that lets it. */
export interface ExitReport {
  /** Of the process, in microseconds. */
  readonly cpu: { readonly user: number; readonly system: number };
  /** Seconds since the process began. */
  readonly uptime: number;
  /** Milliseconds in which the event loop waited for something to happen. */
  readonly idle: number;
  /** `/proc/…/schedstat` of the main thread: nanoseconds on a CPU, nanoseconds waiting for one, slices. */
  readonly schedule: string | undefined;
  /** Microseconds that our preloads kept the main thread blocked before the program began. */
  readonly setUp: number;
  /** The error that nobody caught, with its stack. */
  readonly failure: string | undefined;
}
