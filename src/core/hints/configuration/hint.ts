import type { Profile } from '../../profile';
import type { Run, TargetDescription } from '../../session';
import type { Gate, Hint, Rule, Template } from '../hint';

/** A hint with the file that it is about: of configuration, where the program's own lines are not the place to change. */
export type ConfigurationHint = Hint & { readonly file: string };

/** Where a hint stands that is about a file as a whole, or the program that it begins. */
export function atBeginningOf(
  file: string,
): Pick<ConfigurationHint, 'file' | 'line' | 'start' | 'end'> {
  return { file, line: 1, start: 0, end: 0 };
}

/** The nearest file of this name in the folder of `from` or above it. */
export type Nearest = (
  name: string,
  from: string,
) => { readonly file: string; readonly text: string } | undefined;

/** What was run, and how. */
export interface HowItRan extends Pick<Run, 'nodeVersion'> {
  readonly target: TargetDescription;
  /** The environment that it was started from; variables of the target go before. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One kind of advice on how a program is built or run. A value, as a `Rule` is: `index.ts` lists every one. */
export interface ConfigurationRule extends Pick<Rule, 'id' | 'explanation'> {
  readonly gate: Pick<Gate, 'share' | 'samples'>;
  /** What else must be so, in sentences. */
  readonly offered: Template;
  /** How whole programs did with it. */
  readonly measured: readonly ProgramFigure[];
  /** What the profile shows to be better set otherwise; `ran` is undefined where it is not known, as of a profile from elsewhere. */
  check(
    profile: Profile,
    nearest: Nearest,
    ran: HowItRan | undefined,
  ): ConfigurationHint | undefined;
}

/** CPU time of a program without what is advised over that with it. */
export interface ProgramFigure {
  readonly program: string;
  /** Its major version. */
  readonly node: number;
  readonly ratio: number;
}

/** The ratios of one program, on every second major version from 20 or from `first` on. */
export function figures(program: string, ratios: readonly number[], first = 20): ProgramFigure[] {
  return ratios.map((ratio, at) => ({ program, node: first + 2 * at, ratio }));
}
