import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Offer } from '../run/targets/offer';
import { testCallAt } from '../run/targets/test-names';
import { testOffer } from '../run/targets/tests';
import type { Use } from '../run/targets/uses';
import { variableContext } from './launch-variables';
import { namedScript, scriptAt, type ScriptPointer } from './npm-scripts';
import { useDescription } from './offer-texts';
import type { Offering } from './offering';
import { isProgramFile, lineInProfile, type Paths } from './paths';
import { type ListedOffer, type OfferGroup, type PickTexts, pickOffer } from './pick-offer';
import type { ProfilingOptions } from './profiling';
import type { Syntax } from './syntax';
import { testOfItem } from './test-items';
import { launchesOfWindow, scriptsOfWindow, testsOfWindow } from './workspace-offers';
import { type Report, unexpected } from './trouble/report';
import { untrusted, noProgram, notATest } from './trouble/targets';

/** What the commands do that choose a target other than the open file. */
export interface TargetActions {
  /** From a list; a key binding may name a launch entry or a script such as `npm run build` instead. */
  readonly profileTarget: (name?: string) => Promise<void>;
  readonly profileUses: (uri?: vscode.Uri) => Promise<void>;
  readonly profileScript: (pointer?: ScriptPointer) => Promise<void>;
  readonly profileTest: (item: vscode.TestItem) => Promise<void>;
  readonly profileTestAtCursor: () => Promise<void>;
  readonly profileTestsOfFile: (uri?: vscode.Uri) => Promise<void>;
  /** Takes over where a file is no program by itself: a framework's test is run by it, for a mere module its uses are offered. */
  readonly instead: (
    document: vscode.TextDocument,
    ask: boolean,
    options?: ProfilingOptions,
  ) => Promise<boolean>;
}

export interface TargetActionParts {
  readonly offering: Offering;
  readonly paths: Paths;
  readonly syntax: Syntax;
  readonly report: Report;
}

/** Milliseconds to look for what uses a file. */
const patience = 10_000;

export function createTargetActions(parts: TargetActionParts): TargetActions {
  const { offering, paths, syntax, report } = parts;

  const pick = async (
    texts: PickTexts,
    groups: readonly OfferGroup[],
    options: ProfilingOptions = {},
  ): Promise<void> => {
    if (!vscode.workspace.isTrusted) return report(untrusted());
    const picked = await pickOffer(texts, groups, paths);
    if (picked !== undefined) await offering.profile(picked.offer, picked.ask, options);
  };
  const pickUse = (
    file: string,
    uses: Promise<readonly Use[]>,
    options: ProfilingOptions = {},
  ): Promise<void> =>
    pick(
      {
        title: vscode.l10n.t('What uses {0}', basename(file)),
        placeholder: vscode.l10n.t('Choose what to profile, the nearest first'),
      },
      [
        {
          title: vscode.l10n.t('runs it'),
          offers: uses.then(found =>
            found.map(use => ({ offer: use.offer, description: useDescription(use, paths) })),
          ),
        },
        { title: vscode.l10n.t('by itself'), offers: Promise.resolve([{ offer: asFile(file) }]) },
      ],
      options,
    );
  const profileTests = async (
    uri: vscode.Uri | undefined,
    line: number | undefined,
  ): Promise<void> => {
    const document = await codeDocument(uri);
    if (document === undefined) return report(noProgram());
    const file = paths.inProfile(document.uri);
    const text = document.getText();
    const signal = AbortSignal.timeout(patience);
    const call =
      line === undefined
        ? undefined
        : testCallAt(await syntax.testCalls(file, text, signal), lineInProfile(line));
    const offer = testOffer(file, call, text);
    return offer === undefined ? report(notATest(basename(file))) : offering.profile(offer);
  };

  return {
    async profileTarget(name) {
      const signal = AbortSignal.timeout(patience);
      if (typeof name === 'string') {
        const all: Offer[] = [...(await launchesOfWindow()), ...(await scriptsOfWindow(signal))];
        const named = all.find(offer => offer.name === name);
        if (named !== undefined) return offering.profile(named);
      }
      return pick(
        {
          title: vscode.l10n.t('Profile'),
          placeholder: vscode.l10n.t(
            'Choose what to run: a file, a launch entry, a script or tests',
          ),
        },
        [
          {
            title: vscode.l10n.t('recently profiled'),
            offers: Promise.resolve(offering.recent().slice(0, 5).map(asListed)),
          },
          { title: vscode.l10n.t('this file'), offers: offersOfActiveFile(parts) },
          {
            title: vscode.l10n.t('launch entries'),
            offers: listed(launchesOfWindow().then(possibleFirst), report),
          },
          { title: vscode.l10n.t('scripts'), offers: listed(scriptsOfWindow(signal), report) },
          { title: vscode.l10n.t('tests'), offers: listed(testsOfWindow(signal), report) },
        ],
      );
    },
    async profileUses(uri) {
      const document = await codeDocument(uri);
      if (document === undefined) return report(noProgram());
      const file = paths.inProfile(document.uri);
      return pickUse(file, usesOf(file));
    },
    async profileScript(pointer) {
      const file = pointer === undefined ? undefined : namedScript(pointer);
      const script = file ?? (await scriptAt(vscode.window.activeTextEditor));
      if (script?.offer !== undefined) return offering.profile(script.offer);
      const offers =
        script === undefined
          ? scriptsOfWindow(AbortSignal.timeout(patience))
          : Promise.resolve(script.all);
      return pick(
        {
          title: vscode.l10n.t('Profile Script'),
          placeholder: vscode.l10n.t('Choose a script of package.json'),
        },
        [{ title: vscode.l10n.t('scripts'), offers: listed(offers, report) }],
      );
    },
    async profileTest(item) {
      const offer = await testOfItem(item, syntax, paths);
      return offer === undefined ? report(notATest(item.label)) : offering.profile(offer);
    },
    profileTestAtCursor: () =>
      profileTests(undefined, vscode.window.activeTextEditor?.selection.active.line),
    profileTestsOfFile: uri => profileTests(uri, undefined),
    async instead(document, ask, options = {}) {
      const file = paths.inProfile(document.uri);
      const text = document.getText();
      const test = testOffer(file, undefined, text);
      if (test !== undefined) {
        await offering.profile(test, ask, options);
        return true;
      }
      if (ask) return false;
      const signal = AbortSignal.timeout(patience);
      const isModule = await syntax.onlyExports(file, text, signal).catch(() => false);
      if (!isModule) return false;
      const uses = await usesOf(file).catch(() => []);
      if (uses.length === 0) return false;
      await pickUse(file, Promise.resolve(uses), options);
      return true;
    },
  };
}

/** What runs a file, in the packages and launch files around it. */
export async function usesOf(file: string, milliseconds = patience): Promise<Use[]> {
  const { findUses } = await import('../run/targets/uses');
  const launches = await launchesOfWindow().catch(() => []); // a launch.json that is being edited hides nothing else
  return findUses(
    file,
    launches.filter(({ whyNot }) => whyNot === undefined),
    variableContext(undefined),
    AbortSignal.timeout(milliseconds),
  );
}

async function offersOfActiveFile({ syntax, paths }: TargetActionParts): Promise<ListedOffer[]> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isProgramFile(editor.document)) return [];
  const file = paths.inProfile(editor.document.uri);
  const text = editor.document.getText();
  const test = testOffer(file, undefined, text);
  if (test === undefined) return [asListed(asFile(file))];
  const signal = AbortSignal.timeout(patience);
  const calls = await syntax.testCalls(file, text, signal).catch(() => []);
  const call = testCallAt(calls, lineInProfile(editor.selection.active.line));
  const atCursor = call && testOffer(file, call, text);
  const label = call?.names.map(name => name.text).join(' › ');
  return [
    ...(atCursor === undefined
      ? []
      : [{ offer: atCursor, label, description: vscode.l10n.t('test at the cursor') }]),
    asListed(test),
  ];
}

function asFile(file: string): Offer {
  return { kind: 'file', name: basename(file), file };
}

function asListed(offer: Offer): ListedOffer {
  return { offer };
}

/** What can't be read is told beside the list, which shows the rest. */
async function listed(
  offers: Promise<readonly Offer[]>,
  report: Report,
): Promise<readonly ListedOffer[]> {
  try {
    return (await offers).map(asListed);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TimeoutError')) report(unexpected(error));
    return [];
  }
}

function possibleFirst<One extends { readonly whyNot?: unknown }>(offers: readonly One[]): One[] {
  return [...offers].sort(
    (a, b) => Number(a.whyNot !== undefined) - Number(b.whyNot !== undefined),
  );
}

async function codeDocument(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri !== undefined) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && isProgramFile(document) ? document : undefined;
}
