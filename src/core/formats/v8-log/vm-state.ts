import type { FrameKind } from '../../profile';

/**
 * What V8 was doing at a tick, by the number in the log. The numbers are V8's `StateTag`; 0 to 9 were the same on 11.3, 12.4,
 * 13.6 and 14.6 (Node 20 to 26); 10 came later and means idle inside a call out of V8.
 */
export function vmStateKind(state: number): FrameKind | 'javascript' | 'outside' | 'waiting' {
  switch (state) {
    case 0:
      return 'javascript';
    case 1:
      return 'gc';
    case 2: // parser
    case 3: // bytecode compiler
    case 4: // compiler
    case 9: // writing this log, which happens while code is compiled
      return 'compiler';
    case 7: // Atomics.wait
      return 'waiting';
    case 8:
    case 10:
      return 'idle';
    default: // 5: other parts of V8, 6: the embedder, and what later versions may add
      return 'outside';
  }
}
