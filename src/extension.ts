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
import { keepContextKeys, watchDebugger } from './editor/context-keys';
import { watchDebugSessions } from './editor/debug-session';
import { showHeat } from './editor/heat';
import { findShownHints, offerHints } from './editor/hints';
import { showHotSpots } from './editor/hot-spots-view';
import { provideHovers } from './editor/hovers';
import { createIcons } from './editor/icons';
import { createPaths, openPlace } from './editor/paths';
import { registerProfileEditor } from './editor/profile-editor';
import { createProfiling, type Profiling } from './editor/profiling';
import { openProgramTerminal } from './editor/program-terminal';
import { createReport, unexpected } from './editor/report-error';
import { createSessions } from './editor/sessions';
import { showSessions } from './editor/sessions-view';
import { initialState } from './editor/state';
import { showStatus } from './editor/status';
import { startSyntax } from './editor/syntax';
import { createTargets } from './editor/targets';
import { startThroughLauncher } from './run/start-through-launcher';

let profiling: Profiling | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Tuneline', { log: true });
  const report = createReport(log);
  // Under its real path, as V8 will name what is in it.
  const dist = realpathSync.native(vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath);

  const store = createStore(initialState);
  const syntax = startSyntax(join(dist, 'syntax.js'));
  const paths = createPaths();
  const icons = createIcons(context.extensionUri);
  const targets = createTargets(context.workspaceState, paths);
  const sessions = createSessions({ store, context, paths, report, syntax });
  const documents = anchoredDocuments(store, paths);
  const hints = findShownHints(store, documents, syntax, log);
  const hotSpots = showHotSpots(store, paths, icons);

  const running = createProfiling({
    store,
    paths,
    sessions,
    report,
    dist,
    log,
    start: startThroughLauncher({ dist, openTerminal: openProgramTerminal }),
    afterRun: (target, recording) =>
      void sayWhatCameOut(
        report,
        async (file, signal) => {
          const { findImporters } = await import('./run/importers');
          return (await findImporters(file, signal)).map(importer => importer.file);
        },
        paths,
        file => running.profile(targets.of(vscode.Uri.file(file))),
        target,
        recording,
      ),
  });
  profiling = running;
  const attaching = createAttaching({ store, dist, log }, running);
  const debugSessions = watchDebugSessions();

  const chart = createChartPanel({
    extensionUri: context.extensionUri,
    watch: show =>
      store.watch(
        state => state.shown,
        shown => show(shown && { ...shown, running: shown.live }),
      ),
    open: ({ file, line, column }, chartColumn, keepFocus) =>
      openPlace(paths, file, line, { column, notIn: chartColumn, keepFocus }).catch(error =>
        report(unexpected(error)),
      ),
    failed: (message, stack) => report(unexpected(Object.assign(new Error(message), { stack }))),
  });

  const actions = createActions({
    store,
    paths,
    targets,
    profiling: running,
    attaching,
    attachActions: createAttachActions({
      attaching,
      debugSessions,
      memory: context.workspaceState,
      paths,
      report,
    }),
    sessions,
    hotSpots,
    report,
    openChart: () => chart.show(),
    reveal: (file, line) => chart.reveal(file, line),
  });

  context.subscriptions.push(
    log,
    syntax,
    documents,
    debugSessions,
    hints,
    hotSpots,
    chart,
    ...registerCommands(vscode.commands.registerCommand, actions, error =>
      report(unexpected(error)),
    ),
    registerProfileEditor({ extensionUri: context.extensionUri, sessions, paths, report }),
    keepContextKeys(store),
    watchDebugger(store),
    showSessions(store, paths),
    showStatus(store, paths),
    showHeat(icons, store, documents, hints),
    provideHovers(store, documents, hints, paths),
    offerHints(store, hints),
  );
  void sessions.load().catch(error => report(unexpected(error)));
}

/** No program outlives the window it was profiled from. */
export async function deactivate(): Promise<void> {
  await profiling?.end();
}
