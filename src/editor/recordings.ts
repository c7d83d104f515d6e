import type { Recording, Session, TargetDescription } from '../core/session';
import type { ProgramUnderWay } from '../run/record';
import { RanTexts } from './ran-texts';
import { setRunning, showNothingYet } from './running-state';
import type { Began, Sessions } from './sessions';
import type { EditorStore, PartsOfRun } from './state';

/** Recordings of parts of a program's life: each is shown and kept as soon as it is ended, as a run of one session. */
export class Recordings implements PartsOfRun {
  #session: Session | undefined;
  /** One command after another: a second click must not overtake the first. */
  #queue: Promise<unknown> = Promise.resolve();
  #isOn = false;

  constructor(
    readonly parts: {
      readonly store: EditorStore;
      readonly sessions: Sessions;
      readonly target: TargetDescription;
      readonly began: Began;
      readonly program: ProgramUnderWay;
      readonly afterRun: (recording: Recording) => void;
    },
  ) {}

  begin = (): Promise<void> =>
    this.#next(async () => {
      const { store, program, target } = this.parts;
      if (this.#isOn) return;
      await program.begin();
      this.#isOn = true;
      setRunning(store, { doing: 'recording' });
      showNothingYet(store, target);
    });

  end = (): Promise<void> =>
    this.#next(async () => {
      const { store, program, afterRun } = this.parts;
      if (!this.#isOn) return;
      this.#isOn = false;
      setRunning(store, { doing: 'not-recording' });
      const recording = await program.end();
      await this.#keep(recording);
      afterRun(recording);
    });

  /** The program has ended: keeps what was recorded last, if it is not kept yet. Undefined when there was no recording. */
  settle(last: Recording): Promise<Session | undefined> {
    return this.#next(async () => {
      if (last.run.part === undefined) return undefined;
      if (this.#session?.runs.some(run => run.id === last.run.id) !== true) {
        await this.#keep(last);
        this.parts.afterRun(last);
      }
      return this.#session;
    });
  }

  /** All that was kept. */
  get session(): Session | undefined {
    return this.#session;
  }

  async #keep(recording: Recording): Promise<void> {
    const { sessions, target, began } = this.parts;
    const texts = new RanTexts();
    this.#session =
      this.#session === undefined
        ? await sessions.add(target, began, recording, texts)
        : await sessions.addRun(this.#session, recording, texts);
  }

  #next<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined); // told to whoever asked
    return done;
  }
}
