import { Worker } from 'node:worker_threads';
import type { HintRequest } from '../core/hints';
import type { PlacesRequest } from '../core/hints/places/expressions';
import type { Hint } from '../core/hints/hint';
import type { NamedPlaces } from '../core/parts';
import type { Profile } from '../core/profile';
import type { Line } from '../core/units';
import type { TestCall } from '../run/targets/test-names';

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
export type SyntaxValue = Hint[] | NamedPlaces[] | Profile | TestCall[] | boolean;

export type SyntaxReply =
  | { readonly kind: 'done'; readonly id: number; readonly value: SyntaxValue }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/**
 * Everything that needs syntax trees, in a thread of its own: loading TypeScript and reading a file never block the host.
 * The thread starts with the first request. Aborting rejects with the signal's reason; a request that waits its turn is
 * then never sent.
 */
export interface Syntax {
  hints(request: HintRequest, signal: AbortSignal): Promise<Hint[]>;
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

/** `script` is the path of the built worker, `dist/syntax.js`. */
export function startSyntax(script: string): Syntax {
  const thread = new Thread(script);
  return {
    hints: (request, signal) => thread.ask<Hint[]>(id => ({ kind: 'hints', id, request }), signal),
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

interface Question {
  readonly request: SyntaxRequest;
  readonly resolve: (value: SyntaxValue) => void;
  readonly reject: (reason: unknown) => void;
}

/** One worker thread and the questions that wait for it; it has one at a time. */
class Thread {
  readonly #script: string;
  #worker: Worker | undefined;
  #asked = 0;
  readonly #waiting: Question[] = [];
  #current: Question | undefined;

  constructor(script: string) {
    this.#script = script;
  }

  ask<T extends SyntaxValue>(make: (id: number) => SyntaxRequest, signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise<SyntaxValue>((resolve, reject) => {
      const question: Question = {
        request: make(++this.#asked),
        resolve: value => {
          signal.removeEventListener('abort', onAbort);
          resolve(value);
        },
        reject: reason => {
          signal.removeEventListener('abort', onAbort);
          reject(reason);
        },
      };
      const onAbort = () => {
        const at = this.#waiting.indexOf(question);
        if (at >= 0) this.#waiting.splice(at, 1);
        question.reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(question);
      this.#next();
    }) as Promise<T>; // the kind of the request decides the kind of the reply
  }

  #next(): void {
    if (this.#current !== undefined) return;
    this.#current = this.#waiting.shift();
    if (this.#current === undefined) return;
    this.#worker ??= this.#start();
    this.#worker.postMessage(this.#current.request);
  }

  #start(): Worker {
    const worker = new Worker(this.#script);
    worker.unref();
    worker.on('message', (reply: SyntaxReply) => this.#settle(reply));
    worker.on('error', error => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('the syntax worker ended')));
    return worker;
  }

  #settle(reply: SyntaxReply): void {
    const question = this.#current;
    if (question === undefined || question.request.id !== reply.id) return;
    this.#current = undefined;
    if (reply.kind === 'done') question.resolve(reply.value);
    else question.reject(new Error(reply.message));
    this.#next();
  }

  /** The thread is gone: its question fails, the others get a new one. */
  #fail(worker: Worker, error: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    const question = this.#current;
    this.#current = undefined;
    question?.reject(error);
    this.#next();
  }

  end(reason: Error): void {
    const worker = this.#worker;
    this.#worker = undefined;
    const open = [this.#current, ...this.#waiting.splice(0)];
    this.#current = undefined;
    for (const question of open) question?.reject(reason);
    void worker?.terminate();
  }
}
