/** One row of the bench: what was measured, what came out, and whether it is within its bound. */
export interface Finding {
  readonly what: string;
  readonly text: string;
  readonly kept: boolean;
}

export function printFinding(node: string, { what, text, kept }: Finding): void {
  console.log(`${kept ? ' ok ' : 'FAIL'}  ${node}  ${what.padEnd(26)} ${text}`);
}
