import type { ChildProcess } from 'node:child_process';

/** What is kept, in characters. */
const most = 4000;

/** The last of what a program prints that nobody watches, for when it fails; all of it is read, so that the program never waits. */
export class LastOutput {
  #text = '';

  /** Streams that are pipes are read. */
  readonly listen = ({ stdout, stderr }: ChildProcess): void => {
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#text = (this.#text + text).slice(-most);
      });
    }
  };

  /** Empty when nothing was printed. */
  get text(): string {
    return this.#text.trim();
  }
}
