import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side, VerifyNote } from '../../core/verification';
import { type Copies, includeFiles } from './copies';
import { checkFailures } from './failures';
import { type Look, lookedAt, readLook } from './first-look';
import type { Guard } from './guard';
import type { PlainCommand } from './plain-command';
import type { Versions } from './prepare';
import type { VerifyRequest } from './request';
import type { RunnableVersion } from './run-version';
import type { Runs } from './runs';
import { brief } from './serving/serving';
import { VerifyError } from './verify-error';

const sides = ['before', 'after'] as const;

/** How often each version is run before it is measured: once to see what it uses, once to warm up. */
export const firstRuns = 2;

/**
 * Runs each version once with a preload that writes down what it uses, and once without, which warms up whatever keeps something
 * from one run to the next. @returns what the user should know
 * @throws VerifyError when a version fails, or ran code of the workspace itself
 */
export async function runFirst(
  request: VerifyRequest,
  root: string,
  versions: Versions,
  copies: Copies,
  runs: Runs,
  guard: Guard,
  signal: AbortSignal,
): Promise<VerifyNote[]> {
  let looks = await lookAtBoth();
  let missing = missingInBoth(looks, root, versions);
  if (missing.length > 0 && request.askFor !== undefined) {
    const wished = await request.askFor(missing);
    if (wished.length > 0) {
      await includeFiles(
        root,
        wished.map(file => join(root, file)),
        copies,
        signal,
      );
      looks = await lookAtBoth();
      missing = missingInBoth(looks, root, versions);
    }
  }
  for (const side of sides) checkScripts(side, looks[side]);
  const ended = [];
  for (const side of sides) {
    const run = await runs.runAs(versions[side].command, versions[side]);
    ended.push({ version: versions[side], run, missing: [...looks[side].missing] });
  }
  checkFailures(ended);
  for (const { version, run } of ended) runs.keep(version, run);
  const [{ run }] = ended;
  const notes: VerifyNote[] = [];
  const tell = (code: VerifyNote['code'], files: readonly string[]) => {
    if (files.length > 0) notes.push({ code, detail: files.join(', '), files });
  };
  tell('files-missing', missing);
  tell('opens-workspace', [...new Set(sides.flatMap(side => [...looks[side].ofWorkspace]))]);
  if (sides.some(side => looks[side].readsInput)) notes.push({ code: 'input-empty', detail: '' });
  if (run.ran.code !== 0 && ended.every(one => one.run.ran.code === run.ran.code))
    notes.push({ code: 'exit-code', detail: String(run.ran.code) });
  // A program that finds out that something was put before it may refuse to run.
  const isSeen = ended.every(({ version, run }) => {
    const look = looks[version.side];
    return look.isSeen && look.code === run.ran.code;
  });
  if (!isSeen) notes.push({ code: 'not-seen', detail: '' });
  else if (await isAllTheSame(looks, versions)) notes.push({ code: 'nothing-differs', detail: '' });
  return notes;

  async function lookAtBoth(): Promise<Record<Side, Look & { readonly code: number | undefined }>> {
    const look = async (version: RunnableVersion) => {
      const { side, copy } = version;
      request.onProgress?.({ phase: 'first-runs', side });
      const settings = { folder: join(guard.folder, 'looks'), copy, root };
      const command = await lookedAt(briefly(version.command), settings, request.dist);
      const { ran } = await runs.runAs(command, version);
      return { ...(await readLook(settings, [request.dist, guard.folder])), code: ran.code };
    };
    return { before: await look(versions.before), after: await look(versions.after) };
  }
}

/** To see what a server uses, it need not be under load for long. */
function briefly(command: PlainCommand): PlainCommand {
  return command.serving === undefined ? command : { ...command, serving: brief(command.serving) };
}

/** What only one version has not, the other has from git; what neither has is ignored by it. */
function missingInBoth(
  looks: Readonly<Record<Side, Look>>,
  root: string,
  versions: Versions,
): string[] {
  const all = new Set(sides.flatMap(side => [...looks[side].missing]));
  return [...all].filter(
    file =>
      existsSync(join(root, file)) &&
      sides.every(side => !existsSync(join(versions[side].copy, file))),
  );
}

function checkScripts(side: Side, { foreignScripts }: Look): void {
  const files = [...foreignScripts];
  if (files.length === 0) return;
  const shown = files.slice(0, 3).join(', ');
  throw new VerifyError(
    'loaded-from-workspace',
    `The version ${side} the change ran ${shown}${files.length > 3 ? ` and ${files.length - 3} more` : ''} of the workspace itself, not of its copy. So both versions run the same code there, and nothing can be said of the change.`,
    'It is loaded by an absolute path, or by an installed package that finds it from where it lies: load it by a relative path, or by the name of its package.',
    files,
  );
}

/** Whether no script that ran, and nothing else that was looked for, differs in any byte. */
async function isAllTheSame(
  looks: Readonly<Record<Side, Look>>,
  versions: Versions,
): Promise<boolean> {
  const used = new Set(sides.flatMap(side => [...looks[side].scripts, ...looks[side].opened]));
  for (const file of used) {
    const [one, other] = await Promise.all(
      sides.map(side => readFile(join(versions[side].copy, file)).catch(() => undefined)),
    );
    if (one === undefined || other === undefined ? one !== other : !one.equals(other)) return false;
  }
  return true;
}
