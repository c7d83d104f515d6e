import type { Line } from '../units';

/** A rule that threw at a place: a mistake of ours, which must cost no other hint. */
export interface RuleFailure {
  readonly rule: string;
  /** Undefined: it was asked about the program as a whole. */
  readonly at: { readonly file: string; readonly line: Line } | undefined;
  /** Its first line says what happened, the stack follows. */
  readonly error: string;
}

/** Undefined where an expression is nested deeper than the stack: that no rule can read, and none is to blame. */
export function ruleFailure(
  error: unknown,
  { rule, at }: Omit<RuleFailure, 'error'>,
): RuleFailure | undefined {
  if (error instanceof RangeError && /call stack/.test(error.message)) return undefined;
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return { rule, at, error: text };
}

/** Tells each rule's failure once, however many places and files it meets. */
export function failuresOnce(
  tell: (failure: RuleFailure) => void,
): (failures: readonly RuleFailure[]) => void {
  const told = new Set<string>();
  return failures => {
    for (const failure of failures) {
      const key = `${failure.rule} ${firstLine(failure.error)}`;
      if (!told.has(key)) tell(failure);
      told.add(key);
    }
  };
}

/** What happened, what it means for who reads it, and what to do. `nameOf` gives the name by which the reader knows a file. */
export function ruleFailureText(
  { rule, at, error }: RuleFailure,
  nameOf: (file: string) => string = file => file,
): string {
  const where = at === undefined ? '' : ` at ${nameOf(at.file)}:${at.line}`;
  const means = at === undefined ? 'It says nothing' : 'It says nothing there';
  const what = at === undefined ? 'what was run' : 'the code there';
  return `The rule ${rule} failed${where} (${firstLine(error)}). ${means}; other hints are as they would be. This is a fault in Tuneline: please report it, with ${what}.`;
}

function firstLine(text: string): string {
  return text.split('\n')[0];
}
