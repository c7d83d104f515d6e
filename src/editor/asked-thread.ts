import { type ResourceLimits, Worker } from 'node:worker_threads';

/** What a worker answers. */
export type Reply<Value> =
  | { readonly kind: 'done'; readonly id: number; readonly value: Value }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

interface Question<Request, Value> {
  readonly request: Request;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

export interface ThreadLimits {
  readonly memory?: ResourceLimits;
  /** How long an answer may take, in ms: then the thread is ended, and its question fails. */
  readonly answer?: number;
  /** After so long without a question the thread is ended, in ms; the next one starts it again. */
  readonly idle?: number;
}

/**
 * One worker thread and the questions that wait for it; it has one at a time. It starts with the first. Aborting rejects with the
 * signal's reason; a question that waits its turn is then never sent.
 */
export class AskedThread<Request extends { readonly id: number }, Value> {
  readonly #name: string;
  readonly #script: string;
  readonly #limits: ThreadLimits;
  #worker: Worker | undefined;
  #asked = 0;
  readonly #waiting: Question<Request, Value>[] = [];
  #current: Question<Request, Value> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: string, script: string, limits: ThreadLimits = {}) {
    this.#name = name;
    this.#script = script;
    this.#limits = limits;
  }

  ask<T extends Value>(make: (id: number) => Request, signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise<Value>((resolve, reject) => {
      const question: Question<Request, Value> = {
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
    if (this.#current === undefined) return this.#rest();
    this.#worker ??= this.#start();
    this.#endAfter(this.#limits.answer, new Error(`${this.#name} took too long`));
    this.#worker.postMessage(this.#current.request);
  }

  #rest(): void {
    if (this.#worker !== undefined) this.#endAfter(this.#limits.idle, undefined);
    else clearTimeout(this.#timer);
  }

  #endAfter(time: number | undefined, reason: Error | undefined): void {
    clearTimeout(this.#timer);
    if (time === undefined) return;
    this.#timer = setTimeout(() => {
      const worker = this.#worker;
      if (worker === undefined) return;
      this.#fail(worker, reason);
      void worker.terminate();
    }, time);
    this.#timer.unref();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { resourceLimits: this.#limits.memory });
    worker.unref();
    worker.on('message', (reply: Reply<Value>) => this.#settle(reply));
    worker.on('error', error => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error(`${this.#name} ended`)));
    return worker;
  }

  #settle(reply: Reply<Value>): void {
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
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    const open = [this.#current, ...this.#waiting.splice(0)];
    this.#current = undefined;
    for (const question of open) question?.reject(reason);
    void worker?.terminate();
  }
}
