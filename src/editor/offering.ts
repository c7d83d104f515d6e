import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { unreachable } from '../core/units';
import type { TargetDescription } from '../core/session';
import type { Target } from '../run/target';
import type { LaunchOffer } from '../run/targets/launch-entries';
import { type Offer, offerId } from '../run/targets/offer';
import { scriptOffer, scriptTarget } from '../run/targets/scripts';
import { TargetError } from '../run/targets/target-error';
import type { TestOffer } from '../run/targets/tests';
import type { Attaching } from './attaching';
import { pickMember, programOfEntry } from './launch-choices';
import { launchVariables } from './launch-variables';
import type { Paths } from './paths';
import { runPreLaunchTask } from './pre-launch-task';
import type { Profiling, ProfilingOptions } from './profiling';
import { savedWithConsent } from './saving';
import { settingsFor } from './settings';
import type { Syntax } from './syntax';
import type { More, Targets } from './targets';
import type { Report } from './trouble/report';
import { untrusted, targetFailed, taskFailed } from './trouble/targets';

/** Profiles what was chosen, whatever it is: makes it ready, remembers it, and runs it. */
export interface Offering {
  /** `ask`: for arguments and environment first. */
  readonly profile: (offer: Offer, ask?: boolean, options?: ProfilingOptions) => Promise<void>;
  /** Once more what ran; a launch entry with its task. */
  readonly again: (target: Target, options?: ProfilingOptions) => Promise<void>;
  /** What was profiled in this workspace, the last first. */
  readonly recent: () => readonly Offer[];
  /** What a target was made of, if it was chosen from a list. */
  readonly offerOf: (target: TargetDescription) => Offer | undefined;
}

export interface OfferingParts {
  readonly memory: vscode.Memento;
  readonly targets: Targets;
  readonly profiling: Profiling;
  readonly attaching: Attaching;
  readonly paths: Paths;
  readonly report: Report;
  readonly syntax: Syntax;
}

interface Recent {
  readonly offer: Offer;
  readonly target: Target;
}

const recentKey = 'recentOffers';
const mostRecent = 20;

export function createOffering(parts: OfferingParts): Offering {
  const { memory, profiling, report } = parts;
  const recents = () => memory.get<readonly Recent[]>(recentKey, []);
  const remember = (offer: Offer, target: Target) => {
    const others = recents().filter(one => offerId(one.offer) !== offerId(offer));
    return memory.update(recentKey, [{ offer, target }, ...others].slice(0, mostRecent));
  };

  const profile = async (
    offer: Offer,
    ask = false,
    options: ProfilingOptions = {},
    withTask = true,
  ): Promise<void> => {
    if (!vscode.workspace.isTrusted) return report(untrusted());
    try {
      const fresh = await asItIsNow(offer);
      if (fresh.kind === 'launch' && fresh.members !== undefined) {
        const member = await pickMember(fresh, parts.paths);
        return member && (await profile(member.offer, ask || member.ask, options));
      }
      if (!(await savedWithConsent(await documentsOf(fresh)))) return;
      const withoutTask = () => profile(offer, ask, options, false);
      if (fresh.kind === 'launch' && fresh.attaches === true)
        return await attachTo(parts, fresh, withTask, withoutTask);
      const target = await readyTarget(parts, fresh, ask, withTask, withoutTask);
      if (target === undefined) return;
      await remember(fresh, target);
      await profiling.profile(target, options);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      if (!(error instanceof TargetError)) throw error;
      report(targetFailed(error, offer));
    }
  };
  const offerOf = (target: TargetDescription) =>
    recents().find(one => isDeepStrictEqual(asKept(one.target), asKept(target)))?.offer;
  return {
    profile,
    async again(target, options = {}) {
      const offer = offerOf(target);
      if (offer !== undefined) return profile(offer, false, options);
      if (!vscode.workspace.isTrusted) return report(untrusted());
      if (await savedWithConsent(await documentsOf(target)))
        await profiling.profile(target, options);
    },
    recent: () => recents().map(one => one.offer),
    offerOf,
  };
}

/** As it comes back from disk: without what is undefined. */
function asKept(target: TargetDescription): unknown {
  return JSON.parse(JSON.stringify(target));
}

/** What is remembered may have been changed since. @throws TargetError when it is gone. */
async function asItIsNow(offer: Offer): Promise<Offer> {
  switch (offer.kind) {
    case 'file':
    case 'test':
      return offer;
    case 'script': {
      const found = scriptOffer(offer.file, offer.script);
      if (found === undefined) throw gone('no-script', offer);
      return found;
    }
    case 'launch': {
      const { launchOffers } = await import('../run/targets/launch-entries');
      const found = (await launchOffers(offer)).find(one => one.name === offer.name);
      if (found === undefined) throw gone('no-entry', offer);
      return found;
    }
    default:
      return unreachable(offer);
  }
}

function gone(code: 'no-script' | 'no-entry', { name, file }: Offer): TargetError {
  return new TargetError(code, `${file} has no “${name}” any more.`, 'Choose another.', name);
}

/** Undefined when the user went away, or was told why it can't be run. */
async function readyTarget(
  parts: OfferingParts,
  offer: Offer,
  ask: boolean,
  withTask: boolean,
  withoutTask: () => unknown,
): Promise<Target | undefined> {
  const { targets, paths } = parts;
  if (offer.kind === 'file') {
    const uri = paths.inEditor(offer.file);
    return ask ? targets.ask(uri) : targets.of(uri);
  }
  const more = ask ? await targets.askMore(offer) : targets.more(offer);
  if (more === undefined) return undefined;
  switch (offer.kind) {
    case 'script':
      return withMore(scriptTarget(offer, more.args), more);
    case 'test':
      return withMore(await readyTest(parts, offer, more), more);
    case 'launch':
      return readyLaunch(parts, offer, more, withTask, withoutTask);
    default:
      return unreachable(offer);
  }
}

function withMore(target: Target, { env }: More): Target {
  return { ...target, env: { ...target.env, ...env } };
}

async function readyTest(
  { syntax }: OfferingParts,
  offer: TestOffer,
  { args }: More,
): Promise<Target> {
  const { testTarget } = await import('../run/targets/tests');
  const { textOf } = await import('../run/targets/test-frameworks');
  const { node } = settingsFor(vscode.Uri.file(offer.file));
  const signal = AbortSignal.timeout(10_000);
  const calls =
    offer.call === undefined
      ? []
      : await syntax.testCalls(offer.file, textOf(offer.file), signal).catch(() => []);
  return testTarget(offer, { args, calls, ...(node === undefined ? {} : { node }) });
}

async function readyLaunch(
  { report }: OfferingParts,
  offer: LaunchOffer,
  more: More,
  withTask: boolean,
  withoutTask: () => unknown,
): Promise<Target> {
  const { launchTarget } = await import('../run/targets/launch-target');
  const plan = await launchTarget(offer, launchVariables(offer), async () => {
    // Going no further is what the user was asked about.
    if (withTask && !(await ranTask(report, offer, withoutTask)))
      throw new vscode.CancellationError();
  });
  for (const { detail } of plan.notes) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        'The launch entry “{0}” asks for Node.js {1}, which was not found; the usual one runs it.',
        offer.name,
        detail,
      ),
      actions: [],
    });
  }
  return withMore({ ...plan.target, args: [...plan.target.args, ...more.args] }, more);
}

/** An entry that attaches: its program goes on when it has been sampled. */
async function attachTo(
  { attaching, memory, paths, report }: OfferingParts,
  offer: LaunchOffer,
  withTask: boolean,
  withoutTask: () => unknown,
): Promise<void> {
  if (withTask && !(await ranTask(report, offer, withoutTask))) return;
  const picked = await programOfEntry(offer, memory, paths);
  if (picked !== undefined) await attaching.attach(picked.target, picked.options);
}

/** Runs what an entry has run first; false when that failed, which is told. */
async function ranTask(
  report: Report,
  offer: LaunchOffer,
  withoutTask: () => unknown,
): Promise<boolean> {
  const outcome = await runPreLaunchTask(offer.entry.preLaunchTask, offer.folder);
  if (outcome.how === 'done') return true;
  report(taskFailed(outcome, offer, withoutTask));
  return false;
}

/** What must be on disk: the program for a file; for anything else all that was edited, since who knows what it reads. */
async function documentsOf({
  kind,
  file,
}: Pick<Target | Offer, 'kind' | 'file'>): Promise<vscode.TextDocument[]> {
  if (kind === 'file') return [await vscode.workspace.openTextDocument(file)];
  return vscode.workspace.textDocuments.filter(
    document =>
      document.isDirty &&
      document.uri.scheme === 'file' &&
      vscode.workspace.getWorkspaceFolder(document.uri) !== undefined,
  );
}
