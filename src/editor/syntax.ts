import type { FoundHints, HintRequest } from '../core/hints';
import type { PlacesRequest } from '../core/hints/places/expressions';
import type { Hint } from '../core/hints/hint';
import type { RuleFailure } from '../core/hints/rule-failure';
import type { NamedPlaces } from '../core/parts';
import type { Profile } from '../core/profile';
import type { Line } from '../core/units';
import type { TestCall } from '../run/targets/test-names';
import { AskedThread } from './asked-thread';

/** What the worker is asked. */
export type SyntaxRequest =
  | { readonly kind: 'hints'; readonly id: number; readonly request: HintRequest }
  | { readonly kind: 'places'; readonly id: number; readonly request: PlacesRequest }
  | {
      readonly kind: 'call-lines';
      readonly id: number;
      readonly profile: Profile;
      /** Texts of the files that were hot, by path. */
      readonly texts: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'test-calls' | 'only-exports';
      readonly id: number;
      readonly file: string;
      readonly text: string;
    }
  | {
      readonly kind: 'can-hold-comment';
      readonly id: number;
      readonly file: string;
      readonly text: string;
      readonly line: Line;
    };

/** What it answers. */
export type SyntaxValue = FoundHints | NamedPlaces[] | Profile | TestCall[] | boolean;

/**
 * Everything that needs syntax trees, in a thread of its own: loading TypeScript and reading a file never block the host.
 * The thread starts with the first request. Aborting rejects with the signal's reason; a request that waits its turn is
 * then never sent.
 */
export interface Syntax {
  hints(request: HintRequest, signal: AbortSignal): Promise<readonly Hint[]>;
  /** See `namePlaces`. */
  places(request: PlacesRequest, signal: AbortSignal): Promise<NamedPlaces[]>;
  /** See `estimateCallLines`. */
  callLines(
    profile: Profile,
    texts: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<Profile>;
  /** See `findTestCalls`. */
  testCalls(file: string, text: string, signal: AbortSignal): Promise<TestCall[]>;
  /** See `onlyExports`. */
  onlyExports(file: string, text: string, signal: AbortSignal): Promise<boolean>;
  /** See `canHoldComment`. */
  canHoldComment(file: string, text: string, line: Line, signal: AbortSignal): Promise<boolean>;
  /** Ends the thread; what was asked is rejected. */
  dispose(): void;
}

/** `script` is the path of the built worker, `dist/syntax.js`; `tell` is told which rules failed. */
export function startSyntax(
  script: string,
  tell: (failures: readonly RuleFailure[]) => void,
): Syntax {
  const thread = new AskedThread<SyntaxRequest, SyntaxValue>('the syntax worker', script);
  return {
    async hints(request, signal) {
      const make = (id: number): SyntaxRequest => ({ kind: 'hints', id, request });
      const { hints, failures } = await thread.ask<FoundHints>(make, signal);
      tell(failures);
      return hints;
    },
    places: (request, signal) =>
      thread.ask<NamedPlaces[]>(id => ({ kind: 'places', id, request }), signal),
    callLines: (profile, texts, signal) =>
      thread.ask<Profile>(id => ({ kind: 'call-lines', id, profile, texts }), signal),
    testCalls: (file, text, signal) =>
      thread.ask<TestCall[]>(id => ({ kind: 'test-calls', id, file, text }), signal),
    onlyExports: (file, text, signal) =>
      thread.ask<boolean>(id => ({ kind: 'only-exports', id, file, text }), signal),
    canHoldComment: (file, text, line, signal) =>
      thread.ask<boolean>(id => ({ kind: 'can-hold-comment', id, file, text, line }), signal),
    dispose: () => thread.end(new Error('the syntax worker was ended')),
  };
}
