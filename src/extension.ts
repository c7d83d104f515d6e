import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createStore } from './core/store';
import { createActions } from './editor/actions';
import { createAttachActions } from './editor/attach-actions';
import { createAttaching } from './editor/attaching';
import { sayWhatCameOut } from './editor/after-run';
import { anchoredDocuments } from './editor/anchored-documents';
import { createChartPanel } from './editor/chart-panel';
import { registerCommands } from './editor/commands';
import { createComparing } from './editor/comparing';
import { createCounting } from './editor/counting/counting';
import { keepContextKeys, watchDebugger } from './editor/context-keys';
import { watchDebugSessions } from './editor/debug-session';
import { createGoalActions } from './editor/goal/goal-actions';
import { goalMetrics } from './editor/goal/goals-in-sight';
import { readGoals } from './editor/goal/read-goals';
import { tellWhenMet } from './editor/goal/tell-when-met';
import { showHeat } from './editor/heat';
import { offerConfigurationHints } from './editor/configuration-hints';
import { findShownHints, offerHints } from './editor/hints';
import { showHotSpots } from './editor/hot-spots-view';
import { provideHovers } from './editor/hovers';
import { createIcons } from './editor/icons';
import { createPaths, openPlace } from './editor/paths';
import { profileCommit } from './editor/verify/profile-commit';
import { registerProfileEditor } from './editor/profile-editor';
import { createProfiling, type Profiling } from './editor/profiling';
import { offerScripts } from './editor/npm-scripts';
import { useDescription } from './editor/offer-texts';
import { createOffering } from './editor/offering';
import { openProgramTerminal } from './editor/program-terminal';
import { createSessions } from './editor/sessions';
import { logRuleFailures } from './editor/rule-failures';
import { createRulePages } from './editor/rule-pages';
import { findSessionTunings } from './editor/session-tunings';
import { showSessions } from './editor/sessions-view';
import { findShownParts } from './editor/shown-parts';
import { initialState } from './editor/state';
import { showStatus } from './editor/status';
import { startSyntax } from './editor/syntax';
import { startTypedHints } from './editor/typed-hints';
import { createTargetActions, usesOf } from './editor/target-actions';
import { createTargets } from './editor/targets';
import { startThroughLauncher } from './run/start-through-launcher';
import { createReport, unexpected } from './editor/trouble/report';
import { showTunings } from './editor/tunings-view';
import { createTunedChanges } from './editor/verify/applying-tuned';
import { createAutoTuning } from './editor/verify/auto-tuning';
import { createConsent } from './editor/verify/consent';
import { createVerdictPages } from './editor/verify/verdict-pages';
import { createVerifyActions } from './editor/verify/verify-actions';
import { createVerifying } from './editor/verify/verifying';

let profiling: Profiling | undefined;
let endVerifying: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Tuneline', { log: true });
  const report = createReport(log);
  // Under its real path, as V8 will name what is in it.
  const dist = realpathSync.native(vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath);

  const store = createStore(initialState);
  const tellFailures = logRuleFailures(log);
  const syntax = startSyntax(join(dist, 'syntax.js'), tellFailures);
  const typed = startTypedHints(
    join(dist, 'types.js'),
    reason => log.info(`hints know no types of other files: ${reason}`),
    tellFailures,
  );
  const paths = createPaths();
  const icons = createIcons(context.extensionUri);
  const rulePages = createRulePages(join(dist, 'rule-pages.json'));
  const targets = createTargets(context.workspaceState, paths);
  const sessions = createSessions({ store, context, paths, report, syntax });
  const documents = anchoredDocuments(store, paths);
  const hints = findShownHints(store, documents, syntax, typed, log);
  const parts = findShownParts(store, documents, syntax, log);
  const tunings = findSessionTunings(
    store,
    documents,
    hints,
    paths,
    syntax,
    typed,
    log,
    tellFailures,
  );
  const hotSpots = showHotSpots(store, paths, icons);

  const running = createProfiling({
    store,
    paths,
    sessions,
    report,
    dist,
    log,
    start: startThroughLauncher({ dist, openTerminal: openProgramTerminal }),
    afterRun: (target, recording) => {
      const isTest = offering.offerOf(target)?.kind === 'test';
      const findUses = async (file: string) =>
        (await usesOf(file)).map(use => ({
          name: use.offer.name,
          description: useDescription(use, paths),
          profile: () => offering.profile(use.offer),
        }));
      void sayWhatCameOut(report, findUses, target, isTest, recording);
    },
  });
  profiling = running;
  const attaching = createAttaching({ store, dist, log }, running);
  const debugSessions = watchDebugSessions();
  const offering = createOffering({
    memory: context.workspaceState,
    targets,
    profiling: running,
    attaching,
    paths,
    report,
    syntax,
  });

  const verdicts = createVerdictPages(
    store,
    paths,
    vscode.Uri.joinPath(context.extensionUri, 'media', 'verdicts.md'),
  );
  const ofVerifying = {
    store,
    sessions,
    paths,
    consent: createConsent(context.workspaceState),
    memory: context.workspaceState,
    report,
    dist,
    log,
    showPage: verdicts.show,
    goalMetrics: (target: Parameters<typeof goalMetrics>[1]) =>
      goalMetrics(store.get(), target, paths),
    lockIn: (what: Parameters<typeof goalActions.lockIn>[0]) => goalActions.lockIn(what),
  };
  const verifying = createVerifying({ ...ofVerifying, hints, tunings });
  const tunedChanges = createTunedChanges({ paths, sessions, report, showPage: verdicts.show });
  const autoTuning = createAutoTuning({
    ...ofVerifying,
    tunings,
    syntax,
    typed,
    apply: tunedChanges.apply,
  });
  const counting = createCounting({ ...ofVerifying, tunings, syntax, typed });
  endVerifying = async () =>
    void (await Promise.all([verifying.end(), autoTuning.end(), counting.end()]));

  const goalActions = createGoalActions({
    store,
    paths,
    documents,
    sessions,
    offering,
    targets,
    verifying,
    report,
  });

  const comparing = createComparing({
    store,
    sessions,
    paths,
    report,
    verifyEdits: verifying.verifyEdits,
    profileCommit: (session, revision) => profileCommit(ofVerifying, session, revision),
  });

  const chart = createChartPanel({
    extensionUri: context.extensionUri,
    watch: show =>
      store.watch(
        state => state.shown,
        shown => show(shown && { ...shown, running: shown.live }),
      ),
    open({ file, line, column }, chartColumn, keepFocus) {
      const { whereNow } = documents;
      const options = { column, notIn: chartColumn, keepFocus, whereNow };
      openPlace(paths, file, line, options).catch(error => report(unexpected(error)));
    },
    failed: (message, stack) => report(unexpected(Object.assign(new Error(message), { stack }))),
  });

  const actions = createActions({
    store,
    memory: context.workspaceState,
    paths,
    offering,
    targetActions: createTargetActions({ offering, paths, syntax, report }),
    documents,
    hints,
    tunings,
    profiling: running,
    attaching,
    attachActions: createAttachActions({
      attaching,
      debugSessions,
      memory: context.workspaceState,
      paths,
      report,
    }),
    verifyActions: createVerifyActions(
      store,
      verifying,
      verdicts,
      autoTuning,
      tunedChanges,
      report,
    ),
    goalActions,
    counting,
    sessions,
    comparing,
    hotSpots,
    report,
    syntax,
    rulePages,
    openChart: () => chart.show(),
    reveal: (file, line) => chart.reveal(file, line),
  });

  context.subscriptions.push(
    log,
    sessions,
    comparing,
    syntax,
    typed,
    documents,
    debugSessions,
    hints,
    parts,
    rulePages,
    verdicts,
    hotSpots,
    chart,
    ...registerCommands(vscode.commands.registerCommand, actions, error =>
      report(unexpected(error)),
    ),
    registerProfileEditor({
      extensionUri: context.extensionUri,
      sessions,
      paths,
      report,
      whereNow: (profile, document, line) =>
        store.get().shown?.profile === profile ? documents.whereNow(document, line) : line,
    }),
    keepContextKeys(store),
    readGoals(store, paths, error => report(unexpected(error))),
    tellWhenMet(store, context.workspaceState, paths, report, goalActions),
    watchDebugger(store),
    tunings,
    showTunings(store, tunings, paths),
    showSessions(store, paths),
    showStatus(store, paths),
    showHeat(icons, store, documents, hints, parts),
    provideHovers(store, documents, hints, parts, paths),
    offerHints(store, hints),
    offerConfigurationHints(store, tunings, paths),
    offerScripts(),
  );
  void sessions.load().catch(error => report(unexpected(error)));
}

/** No program outlives the window it was profiled from. */
export async function deactivate(): Promise<void> {
  await Promise.all([profiling?.end(), endVerifying?.()]);
}
