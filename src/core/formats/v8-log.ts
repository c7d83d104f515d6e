import { type Profile, ProfileBuilder, type ScriptRole } from '../profile';
import type { Micros } from '../units';

export interface V8LogOptions {
  readonly interval: Micros;
  /** What part a script plays, by its name as `Script.name` has it. */
  readonly roleOf: (script: string) => ScriptRole;
}

/** A script that the log told of, as it ran. */
export interface LoggedScript {
  /** As `Script.name` has it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the log that `node --prof` writes, while it is being written, in bounded memory: `write` what has arrived, ask for
 * the `profile` so far at any time. A log that is cut off is read as far as it goes.
 */
export class V8LogReader {
  constructor(readonly options: V8LogOptions) {}

  /** More of the log; chunks may end anywhere, also inside a line or a character. */
  write(chunk: Uint8Array): void {
    void chunk;
  }

  /** Scripts that were told of since the last call. */
  newScripts(): LoggedScript[] {
    return [];
  }

  /** Samples read so far. */
  get samples(): number {
    return 0;
  }

  /** What was read so far, at generated locations, with lost frames put back or marked. */
  profile(): Profile {
    return new ProfileBuilder().build({
      duration: 0,
      interval: this.options.interval,
      source: 'v8-log',
      callLines: 'recorded',
      truncated: 0,
    });
  }
}
