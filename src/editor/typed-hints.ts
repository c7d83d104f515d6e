import type { FoundHints, HintRequest } from '../core/hints';
import type { Hint } from '../core/hints/hint';
import type { RuleFailure } from '../core/hints/rule-failure';
import { AskedThread } from './asked-thread';

export interface TypesRequest {
  readonly id: number;
  readonly request: HintRequest;
}

/** The hints, or why there are no types for the file. */
export type TypesValue = FoundHints | { readonly problem: string };

/**
 * Hints that know the types of the whole project. Making its program takes seconds, so they come later than those of one file, out
 * of a thread of their own that starts with the first question and ends after some minutes without one.
 */
export interface TypedHints {
  /** Undefined: types can't be had, or say nothing there; what one file shows is all that is known. */
  hints(request: HintRequest, signal: AbortSignal): Promise<readonly Hint[] | undefined>;
  /** Whether a file was answered, so that its next answer comes soon. */
  isWarm(file: string): boolean;
  /** Ends the thread; what was asked is rejected. */
  dispose(): void;
}

const minute = 60_000;
const limits = {
  memory: { maxOldGenerationSizeMb: 1500 },
  // More than the service gives a project to be read, on a machine that is busy too.
  answer: minute,
  idle: 5 * minute,
};

/**
 * `script` is the path of the built worker, `dist/types.js`; `tell` is told once for each reason why types are missing, and
 * `tellFailures` which rules failed.
 */
export function startTypedHints(
  script: string,
  tell: (reason: string) => void,
  tellFailures: (failures: readonly RuleFailure[]) => void,
): TypedHints {
  const thread = new AskedThread<TypesRequest, TypesValue>('the types worker', script, limits);
  const told = new Set<string>();
  const warm = new Set<string>();
  /** Files of projects that cost the thread its life. */
  const givenUp = new Set<string>();
  const tellOnce = (reason: string) => {
    if (!told.has(reason)) tell(reason);
    told.add(reason);
  };
  return {
    async hints(request, signal) {
      const { file, hot } = request;
      if (hot.length === 0 || givenUp.has(file) || !/\.[mc]?tsx?$/i.test(file)) return undefined;
      try {
        const value = await thread.ask<TypesValue>(id => ({ id, request }), signal);
        if ('problem' in value) {
          tellOnce(value.problem);
          return undefined;
        }
        warm.add(file);
        tellFailures(value.failures);
        return value.hints;
      } catch (error) {
        warm.clear();
        if (signal.aborted) throw error;
        givenUp.add(file);
        tellOnce(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      }
    },
    isWarm: file => warm.has(file),
    dispose: () => thread.end(new Error('the types worker was ended')),
  };
}
