import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../../core/verification';
import type { Copies, Copy } from './copies';
import { advice } from './failures';
import type { Guard } from './guard';
import { nodeFor, placeInCopy, type PlainCommand, plainCommand } from './plain-command';
import type { VerifyRequest } from './request';
import type { RunnableVersion } from './run-version';
import { asMeasured } from './serving/as-server';
import { runLine } from './shell-line';
import { VerifyError } from './verify-error';
import { pathInside, realPath, withRealPaths } from './workspace';

export interface Versions {
  readonly before: RunnableVersion;
  readonly after: RunnableVersion;
}

/** Makes both copies ready to run: built, with what runs them. @throws VerifyError, RecordError */
export async function prepare(
  request: VerifyRequest,
  root: string,
  copies: Copies,
  guard: Guard,
  signal: AbortSignal,
): Promise<Versions> {
  const target = await withRealPaths(request.target);
  const probes = join(guard.folder, 'probe');
  await mkdir(probes);
  const node = await nodeFor(target, request.node, probes, signal);
  const compared = await Promise.all(
    (request.compare ?? []).map(async path => {
      const inside = pathInside(root, await realPath(path));
      if (inside !== undefined && inside !== '') return inside;
      throw new VerifyError(
        'outside',
        `${path} lies outside of ${root}: both versions would write the same file.`,
        'Name files that the program writes inside of its workspace.',
        [path],
      );
    }),
  );
  const make = async ({ side, folder: copy }: Copy): Promise<RunnableVersion> => {
    const places = { root, copy, scratch: guard.folder };
    const version = { side, copy, root, compared };
    if (request.build !== undefined) {
      request.onProgress?.({ phase: 'building', side });
      await build(request.build, side, placeInCopy(target, places), guard, signal);
    }
    if (target.kind === 'file') checkFile(side, copy, pathInside(root, target.file) ?? '');
    const command = await plainCommand(target, node, places, request.dist);
    return { ...version, command: asMeasured(command, request, guard) };
  };
  return { before: await make(copies.before), after: await make(copies.after) };
}

function checkFile(side: Side, copy: string, file: string): void {
  if (existsSync(join(copy, file))) return;
  throw new VerifyError(
    'missing-files',
    `The version ${side} the change has no ${file}: git ignores it, or it is not in the commit.`,
    advice([file]),
    [file],
  );
}

/** Runs the build command in a copy. @throws VerifyError */
export async function build(
  line: string,
  side: Side,
  place: Pick<PlainCommand, 'cwd' | 'env'>,
  guard: Guard,
  signal: AbortSignal,
): Promise<void> {
  const { ran, isGood, words } = await runLine(line, place, guard, signal);
  if (isGood) return;
  const how = ran.how === 'timeout' ? ': it took too long' : ` with exit code ${ran.code}`;
  throw new VerifyError(
    'build-failed',
    `\`${line}\` fails in the copy of the version ${side} the change${how}.\n${words}`,
    'See that it works in a fresh clone of the repository, with its packages installed.',
  );
}
