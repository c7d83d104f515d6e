import type * as vscode from 'vscode';
import type { Session } from '../core/session';
import type { AttachActions } from './attach-actions';
import type { Counting } from './counting/counting';
import type { GoalActions } from './goal/goal-actions';
import type { GoalInSight } from './goal/goals-in-sight';
import type { HotSpotsOrder } from './hot-spots-view';
import type { ScriptPointer } from './npm-scripts';
import type { Tuning } from './session-tunings';
import type { Unwanted } from './silencing';
import type { DamagedSession } from './state';
import type { RunOfSession } from './session-rows';
import type { TrialOfSession } from './sessions-view';
import type { TargetActions } from './target-actions';
import type { HintPointer } from './verify/hint-pointer';
import type { VerifyActions } from './verify/verify-actions';

/** What commands can ask of the editor; `extension.ts` joins it from the parts. */
export interface Actions
  extends
    AttachActions,
    Omit<TargetActions, 'instead'>,
    VerifyActions,
    GoalActions,
    Pick<Counting, 'countRuns'> {
  readonly profileFile: (uri?: vscode.Uri) => unknown;
  readonly profileFileWithArguments: (uri?: vscode.Uri) => unknown;
  readonly profileAgain: () => unknown;
  readonly profileUnderLoad: (uri?: vscode.Uri) => unknown;
  readonly profileStartUp: (uri?: vscode.Uri) => unknown;
  readonly startRecording: () => unknown;
  readonly stopRecording: () => unknown;
  readonly stop: () => unknown;
  readonly cancel: () => unknown;
  readonly sampleFiner: () => unknown;
  readonly runSeveralTimes: () => unknown;
  readonly showChart: () => unknown;
  readonly revealInChart: (file?: string | vscode.Uri, line?: number) => unknown;
  readonly toggleHeat: () => unknown;
  readonly openProfile: (uri?: vscode.Uri) => unknown;
  readonly exportProfile: () => unknown;
  readonly showSession: (session: Session, run?: string) => unknown;
  readonly renameSession: (session: Session) => unknown;
  readonly pinSession: (session: Session, pinned: boolean) => unknown;
  readonly exportSession: (what?: Session | RunOfSession) => unknown;
  readonly compareWith: (what?: Session | RunOfSession) => unknown;
  readonly endComparison: () => unknown;
  readonly deleteSession: (session: Session | DamagedSession) => unknown;
  readonly clearSessions: () => unknown;
  readonly openPlace: (file: string, line: number) => unknown;
  readonly explainHint: (title: string, explanation: string, rule: string) => unknown;
  readonly explainTuning: (what: string | Tuning) => unknown;
  readonly applyTuning: (what: HintPointer) => unknown;
  readonly silenceHint: (unwanted: Unwanted) => unknown;
  readonly orderHotSpots: (by: HotSpotsOrder) => unknown;
}

/** A command's own arguments, as VS Code hands them over. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- VS Code passes whatever the menu, link or keybinding holds; each row names what it takes.
type Run = (actions: Actions, ...args: any[]) => unknown;

/** Every command, and what it does. package.json has an entry for each row; `test/manifest.test.ts` checks both directions. */
export const commands = {
  'tuneline.profileFile': (does, uri?: vscode.Uri) => does.profileFile(uri),
  'tuneline.profileFileWithArguments': (does, uri?: vscode.Uri) =>
    does.profileFileWithArguments(uri),
  'tuneline.attach': does => does.attach(),
  'tuneline.profileDebugSession': does => does.profileDebugSession(),
  'tuneline.profileTarget': (does, name?: string) => does.profileTarget(name),
  'tuneline.profileUses': (does, uri?: vscode.Uri) => does.profileUses(uri),
  'tuneline.profileScript': (does, script?: ScriptPointer) => does.profileScript(script),
  'tuneline.profileTest': (does, item: vscode.TestItem) => does.profileTest(item),
  'tuneline.profileTestAtCursor': does => does.profileTestAtCursor(),
  'tuneline.profileTestsOfFile': (does, uri?: vscode.Uri) => does.profileTestsOfFile(uri),
  'tuneline.profileAgain': does => does.profileAgain(),
  'tuneline.profileUnderLoad': (does, uri?: vscode.Uri) => does.profileUnderLoad(uri),
  'tuneline.profileStartUp': (does, uri?: vscode.Uri) => does.profileStartUp(uri),
  'tuneline.startRecording': does => does.startRecording(),
  'tuneline.stopRecording': does => does.stopRecording(),
  'tuneline.stop': does => does.stop(),
  'tuneline.cancel': does => does.cancel(),
  'tuneline.sampleFiner': does => does.sampleFiner(),
  'tuneline.runSeveralTimes': does => does.runSeveralTimes(),
  'tuneline.showChart': does => does.showChart(),
  'tuneline.revealInChart': (does, file?: string | vscode.Uri, line?: number) =>
    does.revealInChart(file, line),
  'tuneline.toggleHeat': does => does.toggleHeat(),
  'tuneline.openProfile': (does, uri?: vscode.Uri) => does.openProfile(uri),
  'tuneline.openThisProfile': (does, uri?: vscode.Uri) => does.openProfile(uri),
  'tuneline.exportProfile': does => does.exportProfile(),
  'tuneline.showSession': (does, session: Session, run?: string) => does.showSession(session, run),
  'tuneline.renameSession': (does, session: Session) => does.renameSession(session),
  'tuneline.pinSession': (does, session: Session) => does.pinSession(session, true),
  'tuneline.unpinSession': (does, session: Session) => does.pinSession(session, false),
  'tuneline.exportSession': (does, what?: Session | RunOfSession) => does.exportSession(what),
  'tuneline.compareWith': (does, what?: Session | RunOfSession) => does.compareWith(what),
  'tuneline.endComparison': does => does.endComparison(),
  'tuneline.deleteSession': (does, session: Session | DamagedSession) =>
    does.deleteSession(session),
  'tuneline.clearSessions': does => does.clearSessions(),
  'tuneline.openPlace': (does, file: string, line: number) => does.openPlace(file, line),
  'tuneline.explainHint': (does, title: string, explanation: string, rule: string) =>
    does.explainHint(title, explanation, rule),
  'tuneline.explainTuning': (does, what: string | Tuning) => does.explainTuning(what),
  'tuneline.silenceHint': (does, unwanted: Unwanted) => does.silenceHint(unwanted),
  'tuneline.applyTuning': (does, what: HintPointer) => does.applyTuning(what),
  'tuneline.applyAndVerify': (does, what: HintPointer) => does.applyAndVerify(what),
  'tuneline.measureOnly': (does, what: HintPointer) => does.measureOnly(what),
  'tuneline.verifyEdits': does => does.verifyEdits(),
  'tuneline.cancelVerifying': does => does.cancelVerifying(),
  'tuneline.autoTune': (does, session?: Session) => does.autoTune(session),
  'tuneline.applyTunings': (does, what: TrialOfSession) => does.applyTunings(what),
  'tuneline.countRuns': (does, session?: Session) => does.countRuns(session),
  'tuneline.revertTuning': (does, what: TrialOfSession) => does.revertTuning(what),
  'tuneline.showVerdict': (does, what: TrialOfSession) => does.showVerdict(what),
  'tuneline.setGoal': (does, what?: Session | GoalInSight) => does.setGoal(what),
  'tuneline.removeGoal': (does, what: GoalInSight) => does.removeGoal(what),
  'tuneline.lockIn': (does, what?: TrialOfSession | GoalInSight) => does.lockIn(what),
  'tuneline.orderBySelf': does => does.orderHotSpots('self'),
  'tuneline.orderByTotal': does => does.orderHotSpots('total'),
  'tuneline.orderByFile': does => does.orderHotSpots('file'),
} as const satisfies Record<string, Run>;

/** Registers every row; what a command throws goes to `onError`. */
export function registerCommands(
  register: typeof vscode.commands.registerCommand,
  actions: Actions,
  onError: (error: unknown) => void,
): vscode.Disposable[] {
  return Object.entries<Run>(commands).map(([id, run]) =>
    register(id, async (...args: unknown[]) => {
      try {
        return await run(actions, ...args);
      } catch (error) {
        return onError(error);
      }
    }),
  );
}
