/** Which source offsets the instructions of one code object belong to. */
export interface Positions {
  /** Code offsets, ascending. */
  readonly code: Int32Array;
  /** Source offset for each. */
  readonly source: Int32Array;
  /** Index into `inlinings` for each; -1 for the function itself. */
  readonly inlining: Int32Array;
  readonly inlinings: readonly Inlining[];
}

/** One function body copied into another. */
export interface Inlining {
  /** Index into the code object's list of inlined functions. */
  readonly callee: number;
  /** Where it was called, as an offset in the source of `outer`. */
  readonly callSite: number;
  /** The inlining that holds the call; -1 for the function itself. */
  readonly outer: number;
}

/** `C<code offset>O<source offset>[I<inlining>]…` and `F<function>O<call site>[I<outer>]…`, as `code-source-info` has them. */
export function readPositions(positions: Uint8Array, inlined: Uint8Array): Positions {
  const entries = readTriples(positions);
  const count = entries.length / 3;
  const code = new Int32Array(count);
  const source = new Int32Array(count);
  const inlining = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    code[i] = entries[3 * i];
    source[i] = entries[3 * i + 1];
    inlining[i] = entries[3 * i + 2];
  }
  return { code, source, inlining, inlinings: readInlinings(inlined) };
}

/** The second list of `readPositions` alone. */
export function readInlinings(inlined: Uint8Array): Inlining[] {
  const calls = readTriples(inlined);
  const inlinings: Inlining[] = [];
  for (let i = 0; i < calls.length; i += 3) {
    inlinings.push({ callee: calls[i], callSite: calls[i + 1], outer: calls[i + 2] });
  }
  return inlinings;
}

const letterI = 73;

/** Numbers after a first letter, after `O`, and after `I` (-1 where there is none), flattened. */
function readTriples(bytes: Uint8Array): number[] {
  const result: number[] = [];
  let value = 0;
  let parts = 0;
  let hasInlining = false;
  const close = () => {
    if (parts === 0) return;
    result.push(value);
    value = 0;
  };
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      continue;
    }
    close();
    if (byte === letterI) hasInlining = true;
    else if (parts === 2) {
      if (!hasInlining) result.push(-1);
      hasInlining = false;
      parts = 0;
    }
    if (byte !== letterI) parts++;
  }
  close();
  if (parts === 2 && !hasInlining) result.push(-1);
  // A line that was cut off in the middle leaves an entry that is not whole.
  result.length -= result.length % 3;
  return result;
}

/** The index of the last position at or before a code offset; -1 when there is none. */
export function positionAt(positions: Positions, codeOffset: number): number {
  const { code } = positions;
  let low = 0;
  let high = code.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (code[middle] <= codeOffset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
