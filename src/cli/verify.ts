import { resolve } from 'node:path';
import type { Verification } from '../core/verification';
import type { VerifyProgress } from '../run/verify/request';
import { formatBytes } from '../run/verify/copies';
import { verify } from '../run/verify/verify';
import { targetOf } from './targets';
import type { HowToVerify, VerifyWish } from './verify-arguments';

/** Compares the working tree with a commit, and tells on stderr how far it is. @throws VerifyError, RecordError, TargetError */
export async function verified(wish: VerifyWish, dist: string): Promise<Verification> {
  const { target, notes } = await targetOf(wish, process.cwd());
  for (const note of notes) process.stderr.write(`tuneline: ${note}\n`);
  return untilCancelled(signal =>
    verify(
      {
        ...howToVerify(wish),
        target,
        before: { revision: wish.base },
        after: {},
        pairs: wish.pairs,
        dist,
        onProgress: wish.json ? undefined : tell,
      },
      signal,
    ),
  );
}

/** What of a wish a verification is asked as it stands. */
export function howToVerify(wish: HowToVerify) {
  const cwd = process.cwd();
  const place = wish.cwd === undefined ? cwd : resolve(cwd, wish.cwd);
  const inPlace = (path: string) => resolve(place, path);
  return {
    metric: wish.metric,
    load: wish.load,
    ask: wish.ask,
    build: wish.build,
    include: wish.include.map(inPlace),
    compare: wish.compare.map(inPlace),
    check: wish.check,
    timeout: wish.timeout,
    workspace: wish.workspace === undefined ? undefined : resolve(cwd, wish.workspace),
    mostBytes: wish.mostBytes,
    node: wish.node,
  };
}

/** Work that Ctrl+C cancels: it then cleans up, and throws. */
export async function untilCancelled<Made>(
  work: (signal: AbortSignal) => Promise<Made>,
): Promise<Made> {
  const cancel = new AbortController();
  const interrupt = () => cancel.abort();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, interrupt);
  try {
    return await work(cancel.signal);
  } finally {
    for (const name of names) process.off(name, interrupt);
  }
}

/** One line for each step; in a terminal the pairs count up on one. */
export function tell(progress: VerifyProgress): void {
  const { stderr } = process;
  switch (progress.phase) {
    case 'copying':
      if (progress.side === 'before')
        stderr.write(
          `tuneline: copying ${progress.files} files (${formatBytes(progress.bytes)}), twice\n`,
        );
      break;
    case 'building':
      stderr.write(`tuneline: building the version ${progress.side} the change\n`);
      break;
    case 'first-runs':
      if (progress.side === 'before') stderr.write('tuneline: first runs\n');
      break;
    case 'checking':
      stderr.write(`${stderr.isTTY ? '\n' : ''}tuneline: checking\n`);
      break;
    case 'measuring': {
      const { pairs, most, ratio } = progress;
      if (!stderr.isTTY && !isTold(pairs)) break;
      const so = ratio === undefined ? '' : `, so far ${ratio.toFixed(2)}×`;
      const text = `tuneline: measuring, ${pairs} of at most ${most} pairs${so}`;
      stderr.write(stderr.isTTY ? `\r${text}` : `${text}\n`);
      break;
    }
  }
}

/** In a log not every pair has a line of its own, but none is silent for long. */
function isTold(pairs: number): boolean {
  return [0, 1, 2, 5].includes(pairs) || pairs % 10 === 0;
}
