import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import {
  type ConfigurationHint,
  configurationHints,
  type HowItRan,
  type Nearest,
} from '../core/hints/configuration';
import type { HintRequest } from '../core/hints';
import type { Hint } from '../core/hints/hint';
import type { hintRequest, StandingText } from '../core/hints/request';
import type { RuleFailure } from '../core/hints/rule-failure';
import { hotSpots } from '../core/hot-lines';
import { anchorsBetween, standingOf } from '../core/line-anchors';
import { times } from '../core/profile';
import { createStore, type Store } from '../core/store';
import type { Line } from '../core/units';
import type { AnchoredDocuments } from './anchored-documents';
import type { ShownHints } from './hints';
import { isOwnFile, type Paths } from './paths';
import { settingsFor } from './settings';
import { shownRequest } from './shown-session';
import type { EditorStore, Shown } from './state';
import type { Syntax } from './syntax';
import type { TypedHints } from './typed-hints';

/** A tuning that is known for what was measured in a file. */
export interface Tuning {
  readonly file: string;
  readonly hint: Hint;
  /** Its line as it ran. */
  readonly ranLine: Line;
  /** It is about how the program is built or run: no search of a file finds it. */
  readonly configuration?: boolean;
}

export interface SessionTunings extends vscode.Disposable {
  /** Of the shown session, over all its files, by the time they are about; undefined while they are looked for. */
  readonly tunings: Store<readonly Tuning[] | undefined>;
  /** What to ask for the tunings of each file of the shown session that is hot enough, as it reads now. */
  readonly requests: () => Promise<readonly HintRequest[]>;
  /** Those on the configuration that are about a document, in its text as it reads now. */
  readonly configurationIn: (document: vscode.TextDocument) => Promise<readonly Hint[]>;
}

/** Files that are looked into: those whose lines have the least share that any rule asks for, hottest first. */
const leastShare = 0.02;
const mostFiles = 50;
/** Milliseconds after the last change of a configuration file until it is looked at again. */
const pause = 200;

/** Whether rules on the configuration look into it. */
export function isConfiguration({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && /[\\/](?:tsconfig|launch|package)\.json$/.test(uri.fsPath);
}

/** Looks for the tunings of the shown session, in files that are not open too. Not while the program runs. */
export function findSessionTunings(
  store: EditorStore,
  documents: AnchoredDocuments,
  hints: ShownHints,
  paths: Paths,
  syntax: Syntax,
  typed: TypedHints,
  log: vscode.LogOutputChannel,
  tellFailures: (failures: readonly RuleFailure[]) => void,
): SessionTunings {
  const tunings = createStore<readonly Tuning[] | undefined>([]);
  let cancel = new AbortController();

  const openedAs = (file: string) =>
    vscode.workspace.textDocuments.find(
      document => document.uri.scheme === 'file' && paths.inProfile(document.uri) === file,
    );
  const isChanged = ({ file, text }: HintRequest) => (openedAs(file)?.getText() ?? text) !== text;
  const ofConfiguration = async (shown: Shown): Promise<Tuning[]> => {
    const { nearestFile } = await import('../run/mapped-on-disk');
    const nearest: Nearest = (name, from) => {
      const found = nearestFile(name, from);
      return found && { ...found, text: openedAs(found.file)?.getText() ?? found.text };
    };
    const { hints, failures } = configurationHints(shown.profile, nearest, howItRan(shown));
    tellFailures(failures);
    return hints
      .filter(isWanted)
      .map(hint => ({ file: hint.file, hint, ranLine: hint.line, configuration: true }));
  };
  const isWanted = ({ rule, file }: ConfigurationHint) =>
    !settingsFor(paths.inEditor(file)).disabledRules.includes(rule);
  const textOf = async (shown: Shown, file: string): Promise<StandingText | undefined> => {
    const { disabledRules } = settingsFor(paths.inEditor(file));
    const open = openedAs(file);
    const heat = open && documents.heatOf(open);
    if (open !== undefined) {
      if (heat === undefined || heat.unverified) return undefined;
      const { now, indentOf } = heat;
      return { file, text: open.getText(), now, disabledRules, indentOf };
    }
    const ran = shown.ran.get(file);
    if (ran === undefined) return undefined; // it can't be told from a changed one
    const onDisk = await readFile(file, 'utf8').catch(() => undefined);
    if (onDisk === undefined) return undefined;
    const text = onDisk.replace(/^\uFEFF/, ''); // as a document has it
    const anchors = anchorsBetween(ran, text.split(/\r\n|\r|\n/));
    const now = (line: Line) => standingOf(anchors, line);
    const indentOf = (line: Line) => ran.indents?.[line - 1];
    return { file, text, now, disabledRules, indentOf };
  };
  const search = async (shown: Shown | undefined): Promise<void> => {
    cancel.abort();
    if (shown === undefined || shown.live) return tunings.update(() => []);
    cancel = new AbortController();
    const { signal } = cancel;
    tunings.update(() => undefined);
    const found: Tuning[] = [];
    const asked: ReturnType<typeof hintRequest>[] = [];
    for (const file of filesOf(shown)) {
      const standing = await textOf(shown, file);
      if (standing === undefined) continue;
      const one = shownRequest(shown, standing);
      asked.push(one);
      found.push(...tuningsOf(one, await syntax.hints(one.request, signal)));
      if (signal.aborted) return;
    }
    found.push(...(await ofConfiguration(shown)));
    if (signal.aborted) return;
    tunings.update(() => sorted(found));
    for (const one of asked) {
      const hints = await typed.hints(one.request, signal);
      if (signal.aborted) return;
      if (hints === undefined || isChanged(one.request)) continue;
      const now = tuningsOf(one, hints);
      const before = tunings.get()?.filter(({ file }) => file === one.request.file);
      if (isDeepStrictEqual(now, before)) continue;
      tunings.update(all => sorted([...without(all, one.request.file), ...now]));
    }
  };
  const failed = (error: Error) => {
    if (error.name !== 'AbortError')
      log.error('looking for the tunings of a session failed', error);
  };
  const searchSafely = () => void search(store.get().shown).catch(failed);
  const configureAnew = async (): Promise<void> => {
    const { shown } = store.get();
    if (shown === undefined || shown.live || tunings.get() === undefined) return;
    const now = await ofConfiguration(shown);
    if (store.get().shown !== shown) return;
    tunings.update((all = []) =>
      sorted([...all.filter(one => one.configuration !== true), ...now]),
    );
  };
  let soon: NodeJS.Timeout | undefined;

  const subscriptions = vscode.Disposable.from(
    store.watch(state => state.shown, searchSafely),
    // An edit in a document: what is shown on its lines is the truth.
    hints.onDidChange(document => {
      const file = paths.inProfile(document.uri);
      const known = tunings.get();
      if (known === undefined || !known.some(one => one.file === file)) return;
      const heat = documents.heatOf(document);
      const ranLine = (line: Line) => heat?.ranAt(line) ?? line;
      const now = hints.of(document).map(hint => ({ file, hint, ranLine: ranLine(hint.line) }));
      tunings.update(() => sorted([...without(known, file), ...now]));
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!isConfiguration(document)) return;
      clearTimeout(soon);
      soon = setTimeout(() => void configureAnew().catch(failed), pause);
    }),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('tuneline.hints')) searchSafely();
    }),
  );
  searchSafely();
  return {
    tunings,
    async requests() {
      const { shown } = store.get();
      if (shown === undefined || shown.live) return [];
      const found = await Promise.all(filesOf(shown).map(file => textOf(shown, file)));
      return found
        .filter(standing => standing !== undefined)
        .map(standing => shownRequest(shown, standing).request);
    },
    async configurationIn(document) {
      const { shown } = store.get();
      if (shown === undefined || shown.live) return [];
      const file = paths.inProfile(document.uri);
      return (await ofConfiguration(shown)).filter(one => one.file === file).map(one => one.hint);
    },
    dispose() {
      clearTimeout(soon);
      cancel.abort();
      subscriptions.dispose();
    },
  };
}

function tuningsOf(
  { request, ranLines }: ReturnType<typeof hintRequest>,
  hints: readonly Hint[],
): Tuning[] {
  return hints.map(hint => ({
    file: request.file,
    hint,
    ranLine: ranLines.get(hint.line) ?? hint.line,
  }));
}

function without(tunings: readonly Tuning[] = [], file: string): Tuning[] {
  return tunings.filter(one => one.file !== file || one.configuration === true);
}

function sorted(tunings: readonly Tuning[]): Tuning[] {
  return [...tunings].sort((a, b) => b.hint.share - a.hint.share);
}

function howItRan({ session }: Shown): HowItRan | undefined {
  const run = session?.runs.at(-1);
  if (session === undefined || run === undefined) return undefined;
  return { target: session.target, nodeVersion: run.nodeVersion, environment: process.env };
}

/** The program's own files that are hot enough; dependencies are not advised on. */
export function filesOf({ profile }: Pick<Shown, 'profile'>): string[] {
  const { active } = times(profile);
  const hottest = [...hotSpots(profile).byFile].map(([file, lines]) => ({
    file,
    most: Math.max(...lines.map(({ self, total }) => Math.max(self, total ?? 0))),
  }));
  return hottest
    .filter(({ file, most }) => most >= active * leastShare && isOwnFile(file))
    .sort((a, b) => b.most - a.most)
    .slice(0, mostFiles)
    .map(({ file }) => file);
}
