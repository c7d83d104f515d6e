import { isMainThread } from 'node:worker_threads';

type Execve = (...told: unknown[]) => never;

/**
 * A program may become another one by `process.execve` (Node.js 22.15 and newer), which is not recorded. `becomes`: it is about to happen.
 *
 * V8's sampling thread goes on until the system has ended it, and its last signal can end the other program: four of sixty, Node 22 to
 * 26, on a busy machine. Nothing in JavaScript keeps it: not the inspector's sampler, nor to wait until a sample has just been taken.
 */
export function followBecoming(becomes: () => void): void {
  const { execve } = process as { execve?: Execve };
  if (execve === undefined) return;
  const around = {
    execve(this: unknown, ...told: unknown[]) {
      // Anything else is refused, and the program goes on.
      if (isMainThread && typeof told[0] === 'string') becomes();
      return Reflect.apply(execve, this, told);
    },
  };
  Object.defineProperty(around.execve, 'length', { value: execve.length });
  Object.defineProperty(process, 'execve', {
    ...Object.getOwnPropertyDescriptor(process, 'execve'),
    value: around.execve,
  });
}
