/** A call in a test file that declares a test or a suite of them. */
export interface TestCall {
  readonly kind: 'suite' | 'test';
  /** Its own and those of its suites, the outermost first. */
  readonly names: readonly TestName[];
  /** 1-based, of the call. */
  readonly line: number;
  readonly endLine: number;
}

export interface TestName {
  /** As it is written. */
  readonly text: string;
  /** A regular expression's source that fits the name; parts that are only known when it runs fit anything. */
  readonly pattern: string;
}

/** The innermost test or suite that a 1-based line is in. */
export function testCallAt(calls: readonly TestCall[], line: number): TestCall | undefined {
  return calls.filter(call => call.line <= line && line <= call.endLine).at(-1);
}

/** As the source of a regular expression that fits exactly this. */
export function escaped(text: string): string {
  return text
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n');
}
