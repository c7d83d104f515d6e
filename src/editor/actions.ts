import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Session } from '../core/session';
import type { AttachActions } from './attach-actions';
import type { Attaching } from './attaching';
import type { AnchoredDocuments } from './anchored-documents';
import { applyPointedAt } from './applying';
import type { Actions } from './commands';
import type { Comparing } from './comparing';
import type { Counting } from './counting/counting';
import type { GoalActions } from './goal/goal-actions';
import type { ShownHints } from './hints';
import type { HotSpotsView } from './hot-spots-view';
import { isProgramFile, lineInProfile, openPlace, type Paths } from './paths';
import { exportProfile, exportSession, openProfiles } from './profile-files';
import { askForLoad } from './ask-for-load';
import type { Profiling, ProfilingOptions } from './profiling';
import type { Offering } from './offering';
import type { RulePages } from './rule-pages';
import { savedWithConsent } from './saving';
import { sessionTitle } from './session-rows';
import { type Sessions, sessionsToClear } from './sessions';
import type { SessionTunings } from './session-tunings';
import { settingsFor } from './settings';
import { silenceHint } from './silencing';
import type { DamagedSession, EditorStore } from './state';
import type { Syntax } from './syntax';
import type { TargetActions } from './target-actions';
import type { Report } from './trouble/report';
import { untrusted, notOnDisk, noProgram, noProfileYet } from './trouble/targets';
import type { VerifyActions } from './verify/verify-actions';

/** What the commands do with the parts. */
export interface ActionParts {
  readonly store: EditorStore;
  readonly memory: vscode.Memento;
  readonly paths: Paths;
  readonly documents: AnchoredDocuments;
  readonly hints: ShownHints;
  readonly tunings: SessionTunings;
  readonly offering: Offering;
  readonly targetActions: TargetActions;
  readonly profiling: Profiling;
  readonly attaching: Attaching;
  readonly attachActions: AttachActions;
  readonly verifyActions: VerifyActions;
  readonly goalActions: GoalActions;
  readonly counting: Pick<Counting, 'countRuns'>;
  readonly sessions: Sessions;
  readonly comparing: Comparing;
  readonly hotSpots: HotSpotsView;
  readonly report: Report;
  readonly syntax: Syntax;
  readonly rulePages: Pick<RulePages, 'show'>;
  readonly openChart: () => unknown;
  readonly reveal: (file: string, line: number) => unknown;
}

export function createActions(parts: ActionParts): Actions {
  const { store, paths, documents, offering, targetActions, profiling, sessions, report } = parts;

  const profileFile = async (
    uri: vscode.Uri | undefined,
    ask: boolean,
    options: ProfilingOptions = {},
  ): Promise<void> => {
    if (!vscode.workspace.isTrusted) return report(untrusted());
    const document = await programOf(uri);
    const target = lastTarget(parts);
    if (document === undefined && options.server !== undefined && target !== undefined)
      return offering.again(target, options);
    if (document === undefined) return report(noProgram());
    if (document.isUntitled) return report(notOnDisk(document));
    if (!(await savedWithConsent([document]))) return;
    if (await targetActions.instead(document, ask, options)) return;
    const file = paths.inProfile(document.uri);
    await offering.profile({ kind: 'file', name: basename(file), file }, ask, options);
  };

  const { instead: _, ...ofTargets } = targetActions;
  return {
    ...parts.attachActions,
    ...parts.verifyActions,
    ...parts.goalActions,
    ...ofTargets,
    countRuns: session => parts.counting.countRuns(session),
    profileFile: uri => profileFile(uri, false),
    profileFileWithArguments: uri => profileFile(uri, true),
    async profileAgain() {
      const shown = store.get().shown?.session?.target;
      if (shown?.kind === 'attached') {
        return parts.attaching.attach(shown, parts.attaching.optionsOf(shown));
      }
      const target = lastTarget(parts);
      if (target === undefined) return profileFile(undefined, false);
      const last = profiling.last();
      const isSame = last !== undefined && isDeepStrictEqual(last.target, target);
      await offering.again(target, isSame ? { server: last.options.server } : {});
    },
    profileStartUp: uri => profileFile(uri, false, { server: { kind: 'start-up' } }),
    async profileUnderLoad(uri) {
      const options = await loadOptions(parts, uri);
      if (options !== undefined) await profileFile(uri, false, options);
    },
    startRecording: () => store.get().running?.parts?.begin(),
    stopRecording: () => store.get().running?.parts?.end(),
    stop: () => store.get().running?.stop(),
    cancel: () => store.get().running?.cancel(),
    async sampleFiner() {
      const target = lastTarget(parts);
      if (target === undefined) return report(noProfileYet());
      const before = profiling.last()?.options.interval ?? settingsFor(undefined).interval;
      await profiling.profile(target, { interval: Math.max(100, Math.round(before / 5)) });
    },
    async runSeveralTimes() {
      const target = lastTarget(parts);
      if (target === undefined) return report(noProfileYet());
      const runs = await askHowOften();
      if (runs !== undefined) await profiling.profile(target, { runs });
    },
    showChart: () => (store.get().shown === undefined ? report(noProfileYet()) : parts.openChart()),
    revealInChart: (file, line) => {
      const place = placeOf(paths, documents, file, line);
      return place && parts.reveal(place.file, place.line);
    },
    toggleHeat: () => store.update(state => ({ ...state, heat: !state.heat })),
    async openProfile(uri) {
      const opened = await openProfiles(sessions, report, uri);
      // Nothing else on the screen may have changed: none of its files need be open.
      if (opened > 0) await vscode.commands.executeCommand('tuneline.hotSpots.focus');
    },
    exportProfile: () => exportProfile(store, report),
    exportSession: what => exportSession(parts, session => sessionTitle(session, paths), what),
    showSession: (session, run) => sessions.show(session, run),
    async renameSession(session) {
      const name = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename Session'),
        value: sessionTitle(session, paths),
      });
      if (name !== undefined && name.trim() !== '') await sessions.rename(session, name.trim());
    },
    compareWith: what => parts.comparing.compareWith(what),
    endComparison: () => parts.comparing.end(),
    pinSession: (session, pinned) => sessions.pin(session, pinned),
    deleteSession: session => deleteSession(sessions, session, paths),
    clearSessions: () => clearSessions(sessions, sessionsToClear(store.get())),
    openPlace: (file, line) => openPlace(paths, file, line, { whereNow: documents.whereNow }),
    async explainHint(title, explanation, rule) {
      const options = { modal: true, detail: explanation };
      const more = vscode.l10n.t('Explain');
      if ((await vscode.window.showInformationMessage(title, options, more)) === more)
        await parts.rulePages.show(rule);
    },
    explainTuning: what => parts.rulePages.show(typeof what === 'string' ? what : what.hint.rule),
    applyTuning: what => applyPointedAt(parts, what),
    silenceHint: unwanted => silenceHint(unwanted, parts.syntax),
    orderHotSpots: by => parts.hotSpots.order(by),
  };
}

/** The file that was pointed at, else the one in the active editor. */
async function programOf(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri !== undefined) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return undefined;
  return isProgramFile(document) || document.isUntitled ? document : undefined;
}

/** What was profiled last, or what the shown session ran. */
function lastTarget({ profiling, store }: ActionParts) {
  const shown = store.get().shown?.session?.target;
  if (shown?.kind === 'file' || shown?.kind === 'command') return shown;
  return profiling.last()?.target;
}

/** The load for the file that is meant, or else for what was profiled last; undefined when the user went away. */
async function loadOptions(
  parts: ActionParts,
  uri: vscode.Uri | undefined,
): Promise<ProfilingOptions | undefined> {
  if (!vscode.workspace.isTrusted) {
    parts.report(untrusted());
    return undefined;
  }
  const document = await programOf(uri);
  const target = document === undefined ? lastTarget(parts) : undefined;
  if (document === undefined && target === undefined) {
    parts.report(noProgram());
    return undefined;
  }
  const file = document === undefined ? (target?.file ?? '') : parts.paths.inProfile(document.uri);
  const load = await askForLoad(parts.memory, target?.name ?? file, basename(target?.name ?? file));
  return load && { server: { kind: 'load', load } };
}

async function askHowOften(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Run Several Times'),
    prompt: vscode.l10n.t('How many runs are added up (2 to 50)'),
    value: '5',
    validateInput: value =>
      /^\d+$/.test(value.trim()) && Number(value) >= 2 && Number(value) <= 50
        ? undefined
        : vscode.l10n.t('A number from 2 to 50'),
  });
  return text === undefined ? undefined : Number(text);
}

/** From a link, which names a place, or from a menu or key, which means the cursor. */
function placeOf(
  paths: Paths,
  documents: AnchoredDocuments,
  file: string | vscode.Uri | undefined,
  line: number | undefined,
): { readonly file: string; readonly line: number } | undefined {
  if (typeof file === 'string' && line !== undefined) return { file, line };
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const at = lineInProfile(editor.selection.active.line);
  const ranAt = documents.heatOf(editor.document)?.ranAt(at) ?? at;
  return { file: paths.inProfile(editor.document.uri), line: ranAt };
}

async function deleteSession(
  sessions: Sessions,
  session: Session | DamagedSession,
  paths: Paths,
): Promise<void> {
  const yes = vscode.l10n.t('Delete');
  const question =
    'why' in session
      ? vscode.l10n.t('Delete the session that can’t be read?')
      : vscode.l10n.t('Delete the session “{0}” and its profile?', sessionTitle(session, paths));
  const answer = await vscode.window.showWarningMessage(question, { modal: true }, yes);
  if (answer === yes) await sessions.remove(session.id);
}

async function clearSessions(
  sessions: Sessions,
  { gone, pinned }: ReturnType<typeof sessionsToClear>,
): Promise<void> {
  const yes = vscode.l10n.t('Delete All');
  const question =
    pinned === 0
      ? vscode.l10n.t('Delete all {0} sessions and their profiles?', gone)
      : vscode.l10n.t(
          'Delete all {0} sessions that are not pinned, and their profiles? {1} pinned stay.',
          gone,
          pinned,
        );
  const answer = await vscode.window.showWarningMessage(question, { modal: true }, yes);
  if (answer === yes) await sessions.clear();
}
