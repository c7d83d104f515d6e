import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { uncountable } from '../../core/countable';
import type { Counts } from '../../core/counts';
import type { HintRequest } from '../../core/hints';
import { toldByCounts } from '../../core/hints/told-by-counts';
import { type Recording, type Session, targetName, usualWall } from '../../core/session';
import { formatMicros } from '../../core/units';
import { LastOutput } from '../../run/last-output';
import type { Target } from '../../run/target';
import { filesOf, type SessionTunings } from '../session-tunings';
import { settingsFor } from '../settings';
import { recordingToShow } from '../shown-session';
import type { Syntax } from '../syntax';
import {
  changedBeforeCounting,
  counted,
  countedOfAnother,
  countingFailed,
  notCountable,
  nothingToCount,
} from '../trouble/counting';
import type { Trouble } from '../trouble/report';
import { untrusted } from '../trouble/targets';
import { waitForTheProgram } from '../trouble/verifying';
import type { TypedHints } from '../typed-hints';
import { withMeasuringProgress } from '../verify/measuring-progress';
import { isBusy, type VerifyingParts } from '../verify/verifying';

/** Runs the program of a session once more to count how often its code runs, and keeps that with the session. */
export interface Counting {
  /** `wished`: a session that may not be shown yet; undefined: the one that is shown. */
  readonly countRuns: (wished?: Session) => Promise<void>;
  /** Ends the program that is counted now, if any, and waits until it is gone. */
  readonly end: () => Promise<void>;
}

export interface CountingParts extends Pick<
  VerifyingParts,
  'store' | 'sessions' | 'paths' | 'consent' | 'report' | 'dist' | 'log'
> {
  readonly tunings: Pick<SessionTunings, 'requests'>;
  readonly syntax: Syntax;
  readonly typed: TypedHints;
}

/** What is run, and the recording that its counts join. */
interface Subject {
  readonly session: Session;
  readonly target: Target;
  readonly recording: Recording;
  /** Hot files whose text is not what ran: of them nothing can be counted. */
  readonly changed: readonly string[];
}

export function createCounting(parts: CountingParts): Counting {
  const { store, sessions, paths, consent, report } = parts;
  let underWay: Promise<unknown> = Promise.resolve();

  /** Why not, or undefined where the user was told already or did not agree. */
  const subject = async (wished: Session | undefined): Promise<Subject | Trouble | undefined> => {
    if (!vscode.workspace.isTrusted) return untrusted();
    if (isBusy(store.get())) return waitForTheProgram();
    if (wished !== undefined && store.get().shown?.id !== wished.id) await sessions.show(wished);
    const session = store.get().shown?.session;
    if (session === undefined) return nothingToCount();
    if (wished !== undefined && session.id !== wished.id) return undefined; // it can't be read, which was told
    const { target } = session;
    const why = uncountable(session);
    if (why !== undefined || !isTarget(target))
      return notCountable(why ?? 'not-started', targetName(target));
    const file = await sessions.read(session);
    const recording = file && recordingToShow(file.session, file.recordings);
    if (recording === undefined) return undefined;
    const hot = filesOf(recording).filter(one => recording.texts.has(one));
    const changed = await changedSince(hot, recording.texts);
    if (hot.length > 0 && changed.length === hot.length)
      return changedBeforeCounting(changed.map(paths.label));
    if (!(await consent.toCount(target, usualWall(recording.run)))) return undefined;
    if (isBusy(store.get())) return waitForTheProgram(); // the question may have stood open for long
    return { session, target, recording, changed };
  };

  const countRuns: Counting['countRuns'] = async wished => {
    const about = await subject(wished);
    if (about === undefined) return;
    if ('severity' in about) return report(about);
    const { session, target, recording, changed } = about;
    const name = targetName(target);
    const output = new LastOutput();
    const work = runWithProgress(parts, about, output);
    underWay = work.catch(() => undefined);
    let counts: Counts;
    try {
      counts = await work;
    } catch (error) {
      return report(countingFailed(error, name, output.text, () => countRuns(session)));
    }
    if (!store.get().sessions.some(({ id }) => id === session.id)) return; // it was deleted meanwhile
    await sessions.keepCounts(session.id, { ...recording, counts });
    if (store.get().shown?.counts !== counts)
      return report(countedOfAnother(name, () => sessions.show(session)));
    report(counted(name, await whatIsTold(parts), changed.map(paths.label)));
  };

  return {
    countRuns,
    async end() {
      store.get().verifying?.cancel();
      await underWay;
    },
  };
}

function isTarget(target: Session['target']): target is Target {
  return target.kind === 'file' || target.kind === 'command';
}

/** Of these files, those that read otherwise on disk now than when they ran. What is not there is told by the run. */
async function changedSince(
  files: readonly string[],
  texts: Recording['texts'],
): Promise<readonly string[]> {
  // Loaded when first used: activation stays short.
  const { textHash } = await import('../../run/maps');
  const now = await Promise.all(files.map(file => readFile(file, 'utf8').catch(() => undefined)));
  return files.filter((file, at) => {
    const text = now[at];
    return text !== undefined && textHash(text) !== texts.get(file);
  });
}

/** Counts, with the progress in a notification and in the status bar. @throws RecordError */
function runWithProgress(
  { store, dist, log }: CountingParts,
  { target, recording }: Subject,
  output: LastOutput,
): Promise<Counts> {
  const name = targetName(target);
  const how = {
    heading: vscode.l10n.t('Counting how often the code of {0} runs', name),
    doing: vscode.l10n.t('counting…'),
  };
  return withMeasuringProgress(store, how, async ({ signal, say }) => {
    // Loaded when first used: activation stays short.
    const { countingRun } = await import('../../run/counting-run');
    const { startGuarded } = await import('../../run/start-guarded');
    const clock = tellTime(formatMicros(usualWall(recording.run)), message => say({ message }));
    try {
      const { node } = settingsFor(vscode.Uri.file(target.file));
      const start = startGuarded(dist, ['ignore', 'pipe', 'pipe'], output.listen);
      const counts = await countingRun(target, recording, { dist, node, start }, signal);
      log.info(`${name}: counted ${counts.size} files`);
      return counts;
    } finally {
      clock.dispose();
    }
  });
}

/** Says each second how long it has been running; `took`: how long it did when it was profiled. It may have no end. */
function tellTime(took: string, say: (message: string) => void): vscode.Disposable {
  const began = performance.now();
  say(vscode.l10n.t('profiled it took {0}. Cancel leaves everything as it is.', took));
  const clock = setInterval(() => {
    const elapsed = formatMicros((performance.now() - began) * 1000);
    say(
      vscode.l10n.t(
        '{0} so far; profiled it took {1}. Cancel leaves everything as it is.',
        elapsed,
        took,
      ),
    );
  }, 1000);
  return new vscode.Disposable(() => clearInterval(clock));
}

const never = new AbortController().signal;

/** How the tunings of what is shown differ from those that know no counts. */
async function whatIsTold({ tunings, syntax, typed }: CountingParts) {
  const bothOf = async (request: HintRequest) => {
    const { file } = request;
    const asked = [{ ...request, counts: undefined }, request];
    const known = await Promise.all(asked.map(one => typed.hints(one, never)));
    // Types make a difference too: both know them, or neither does.
    const isTyped = known.every(hints => hints !== undefined);
    const both = isTyped ? known : await Promise.all(asked.map(one => syntax.hints(one, never)));
    return both.map(hints => (hints ?? []).map(hint => ({ ...hint, file })));
  };
  const files = await Promise.all((await tunings.requests()).map(bothOf));
  const [before, after] = [0, 1].map(at => files.flatMap(both => both[at]));
  return toldByCounts(before, after);
}
