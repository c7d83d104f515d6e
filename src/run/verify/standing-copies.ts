import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoppingRule, Verdict } from '../../core/compare';
import type { Costs, Difference, Side } from '../../core/verification';
import { type Copies, includeFiles, makeCopies } from './copies';
import { checkFailures } from './failures';
import { lookedAt, readLook } from './first-look';
import { firstRuns, runFirst } from './first-runs';
import { type Guard, startGuard } from './guard';
import { judgedBy, measure } from './measure';
import { build, prepare, type Versions } from './prepare';
import type { VerifyRequest } from './request';
import type { VersionRun } from './run-version';
import { Runs } from './runs';
import { costsOf } from './times';
import { pathInside, realPath, type Workspace } from './workspace';

/** Whole texts of files, by absolute path. */
export type Texts = ReadonlyMap<string, string>;

interface Comparison {
  /** Undefined when the outputs differed before anything was measured. */
  readonly verdict: Verdict | undefined;
  readonly differences: readonly Difference[];
  readonly before: Costs;
  readonly after: Costs;
}

/** What the program as it was did, by which every change of it is judged. */
export interface Original {
  readonly runs: readonly VersionRun[];
  /** Files of the workspace that it used, relative; undefined where that could not be seen. */
  readonly used: ReadonlySet<string> | undefined;
}

/** How often the program is run to open copies for the first time; again it is less. */
export const runsToOpen = 2 * firstRuns + 3;

/** How often one comparison runs it at most, with so many pairs at most. */
export function runsToCompare(pairs: number): number {
  return 2 + 2 * pairs;
}

/** Milliseconds that a changed program gets at least before it is taken to hang. */
const leastTimeout = 10_000;

/** Both copies of a workspace, which stay while texts of the files in them change. */
export class StandingCopies {
  readonly original: Original;
  /** How often the program ran in them. */
  runs: number;
  readonly #request: VerifyRequest;
  readonly #workspace: Workspace;
  readonly #guard: Guard;
  readonly #copies: Copies;
  readonly #versions: Versions;
  readonly #now: Readonly<Record<Side, Map<string, string>>>;

  private constructor(
    parts: Readonly<{
      request: VerifyRequest;
      workspace: Workspace;
      guard: Guard;
      copies: Copies;
      versions: Versions;
    }>,
    texts: Texts,
    original: Original,
    runs: number,
  ) {
    this.#request = parts.request;
    this.#workspace = parts.workspace;
    this.#guard = parts.guard;
    this.#copies = parts.copies;
    this.#versions = parts.versions;
    this.#now = { before: new Map(texts), after: new Map(texts) };
    this.original = original;
    this.runs = runs;
  }

  /**
   * Makes both copies with these texts, builds them and sees that the program runs there. `original`: what is known of it from
   * copies before; without it, the texts are the program as it was. @throws VerifyError, RecordError
   */
  static async open(
    wished: VerifyRequest,
    workspace: Workspace,
    texts: Texts,
    original: Original | undefined,
    signal: AbortSignal,
  ): Promise<StandingCopies> {
    const request = { ...wished, before: { edits: texts }, after: { edits: texts } };
    const guard = await startGuard(request.dist);
    try {
      const copies = await makeCopies(workspace, request, guard, signal);
      await includeFiles(workspace.root, request.include ?? [], copies, signal);
      const versions = await prepare(request, workspace.root, copies, guard, signal);
      const runs = new Runs(guard, request.timeout, signal);
      await runFirst(request, workspace.root, versions, copies, runs, guard, signal);
      const known = original ?? (await watchOriginal(request, workspace, versions, runs, guard));
      const parts = { request, workspace, guard, copies, versions };
      return new StandingCopies(parts, texts, known, runs.count);
    } catch (error) {
      await guard.end();
      throw error;
    }
  }

  /**
   * Runs both versions in turn until the rule has a verdict, or gives up once the version after is seen to say something else
   * than the original. @throws VerifyError: then the copies are not to be trusted any more
   */
  async compare(
    before: Texts,
    after: Texts,
    rule: StoppingRule,
    onProgress: VerifyRequest['onProgress'],
    signal: AbortSignal,
  ): Promise<Comparison> {
    await this.#write('before', before, onProgress, signal);
    await this.#write('after', after, onProgress, signal);
    const runs = new Runs(this.#guard, this.#timeout(), signal);
    const { outputs } = runs;
    for (const run of this.original.runs) outputs.before.add(run);
    const differences = () => outputs.before.compare(outputs.after).differences;
    const version = this.#versions.after;
    try {
      checkFailures([{ version, run: await runs.run(version), missing: [] }]);
      // What only varies may look different in one run.
      if (differences().length > 0) await runs.run(version);
      const nothing: Costs = { cpu: undefined, wall: 0 };
      if (differences().length > 0)
        return { verdict: undefined, differences: differences(), before: nothing, after: nothing };
      const request = { ...this.#request, onProgress };
      const measured = await measure(request, rule, this.#versions, runs);
      return {
        verdict: judgedBy(request.metric, measured.pairs, rule),
        differences: differences(),
        before: costsOf('before', measured.pairs),
        after: costsOf('after', measured.pairs),
      };
    } finally {
      this.runs += runs.count;
    }
  }

  /** Ends what runs in them, and removes them. */
  async end(): Promise<void> {
    await this.#guard.end();
  }

  /** A version that hangs must not hold up the others for minutes. */
  #timeout(): number {
    const longest = Math.max(...this.original.runs.map(({ ran }) => ran.wall / 1e3));
    return this.#request.timeout ?? Math.max(leastTimeout, 5 * longest);
  }

  async #write(
    side: Side,
    texts: Texts,
    onProgress: VerifyRequest['onProgress'],
    signal: AbortSignal,
  ): Promise<void> {
    const now = this.#now[side];
    let isChanged = false;
    for (const [file, text] of texts) {
      if (now.get(file) === text) continue;
      now.set(file, text);
      isChanged = true;
      const inside = pathInside(this.#workspace.root, await realPath(file)) ?? '';
      await writeFile(join(this.#copies[side].folder, inside), text);
    }
    if (!isChanged || this.#request.build === undefined) return;
    onProgress?.({ phase: 'building', side });
    await build(this.#request.build, side, this.#versions[side].command, this.#guard, signal);
  }
}

/** Runs it twice as it is, for what it writes, and once to see which files it uses. */
async function watchOriginal(
  { dist }: VerifyRequest,
  { root }: Workspace,
  { before, after }: Versions,
  runs: Runs,
  guard: Guard,
): Promise<Original> {
  const settings = { folder: join(guard.folder, 'looks'), copy: before.copy, root };
  await runs.runAs(await lookedAt(before.command, settings, dist), before);
  const { isSeen, scripts, opened } = await readLook(settings, [dist, guard.folder]);
  return {
    runs: [await runs.run(before), await runs.run(after)],
    used: isSeen ? new Set([...scripts, ...opened]) : undefined,
  };
}
