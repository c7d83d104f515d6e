import { lineStartsOf, type Place, placeAmong } from '../../line-starts';

/** A script of the log, with its text for as long as places are looked up in it. */
export interface LogScript {
  /** As the log has it: a path, a URL, or V8's own name. */
  readonly url: string;
  readonly text: string;
  /** Offsets at which lines start; made when first asked for. */
  lineStarts: Int32Array | undefined;
}

/** The line and column of an offset in the script's text. */
export function placeOf(script: LogScript, offset: number): Place {
  script.lineStarts ??= lineStartsOf(script.text);
  return placeAmong(script.lineStarts, offset);
}

/** Together the texts of scripts that are no files, such as those made by `eval`, may be this long. */
const mostOtherText = 32 * 1024 * 1024;

/** The scripts of the log by id. Evaluated texts are forgotten from the oldest on, so that a program may make ever more of them. */
export class LogScripts {
  readonly #scripts = new Map<number, LogScript>();
  readonly #others: number[] = [];
  #otherText = 0;

  get(id: number): LogScript | undefined {
    return this.#scripts.get(id);
  }

  add(id: number, script: LogScript, isFile: boolean): void {
    this.#scripts.set(id, script);
    if (isFile) return;
    this.#others.push(id);
    this.#otherText += script.text.length;
    while (this.#otherText > mostOtherText) {
      const oldest = this.#others.shift();
      if (oldest === undefined) return;
      this.#otherText -= this.#scripts.get(oldest)?.text.length ?? 0;
      this.#scripts.delete(oldest);
    }
  }
}
