import { dirname, join } from 'node:path';
import { getLocation, type Node as JsonNode, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import { packageIn } from '../run/targets/packages';
import { type ScriptOffer, scriptOffers } from '../run/targets/scripts';

const packageFiles: vscode.DocumentFilter = { scheme: 'file', pattern: '**/package.json' };

/** A script as a command is given it: by us, or as an item of the editor's own list of npm scripts. */
export type ScriptPointer =
  | { readonly file: string; readonly script?: string }
  | {
      readonly task?: vscode.Task;
      readonly package?: { readonly resourceUri?: vscode.Uri };
    };

/** A script, or all of a package that it may be one of. */
export interface NamedScript {
  readonly offer: ScriptOffer | undefined;
  readonly all: readonly ScriptOffer[];
}

export function namedScript(pointer: ScriptPointer): NamedScript | undefined {
  const [file, script] =
    'file' in pointer ? [pointer.file, pointer.script] : [fileOfItem(pointer), scriptOf(pointer)];
  return file === undefined ? undefined : scriptIn(file, script);
}

function scriptOf({ task }: Extract<ScriptPointer, { task?: vscode.Task }>): string | undefined {
  const script: unknown = task?.definition.script;
  return typeof script === 'string' ? script : undefined;
}

function fileOfItem(item: Extract<ScriptPointer, { task?: vscode.Task }>): string | undefined {
  const { scope, definition } = item.task ?? {};
  if (item.package?.resourceUri !== undefined) return item.package.resourceUri.fsPath;
  if (typeof scope !== 'object') return undefined;
  return join(
    scope.uri.fsPath,
    typeof definition?.path === 'string' ? definition.path : '',
    'package.json',
  );
}

function scriptIn(file: string, script: string | undefined): NamedScript | undefined {
  const found = packageIn(dirname(file));
  if (found === undefined) return undefined;
  const all = scriptOffers(found);
  return { offer: all.find(one => one.script === script), all };
}

/** The script that the cursor is in; undefined outside a package.json. */
export async function scriptAt(
  editor: vscode.TextEditor | undefined,
): Promise<NamedScript | undefined> {
  const { document, selection } = editor ?? {};
  if (document === undefined || selection === undefined) return undefined;
  if (vscode.languages.match(packageFiles, document) === 0) return undefined;
  const { path } = getLocation(document.getText(), document.offsetAt(selection.active));
  return scriptIn(document.uri.fsPath, path[0] === 'scripts' ? String(path[1]) : undefined);
}

/**
 * *Profile* beside what the editor itself puts on scripts in package.json: a lens next to its “Debug”, where its own setting wants
 * that (above the block, above each script, or not at all), and a link in the hover next to its “Run Script | Debug Script”. No
 * line moves that did not move before.
 */
export function offerScripts(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(lensSetting)) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(packageFiles, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: lenses,
    }),
    vscode.languages.registerHoverProvider(packageFiles, { provideHover: hover }),
  );
}

const lensSetting = 'debug.javascript.codelens.npmScripts';

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const where = vscode.workspace.getConfiguration(undefined, document).get<string>(lensSetting);
  if (where === 'never') return [];
  const { block, scripts } = scriptsIn(document);
  if (block === undefined) return [];
  const lens = (node: JsonNode, script?: string) =>
    new vscode.CodeLens(rangeOf(document, node), {
      title: `$(flame) ${vscode.l10n.t('Profile')}`,
      command: 'tuneline.profileScript',
      arguments: [{ file: document.uri.fsPath, script } satisfies ScriptPointer],
    });
  return where === 'all' ? scripts.map(({ key, name }) => lens(key, name)) : [lens(block)];
}

function hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const at = document.offsetAt(position);
  const script = scriptsIn(document).scripts.find(
    ({ key, end }) => key.offset <= at && at <= end && vscode.workspace.isTrusted,
  );
  if (script === undefined) return undefined;
  const pointer: ScriptPointer = { file: document.uri.fsPath, script: script.name };
  const link = `command:tuneline.profileScript?${encodeURIComponent(JSON.stringify([pointer]))}`;
  const text = new vscode.MarkdownString(`[${vscode.l10n.t('Profile Script')}](${link})`);
  text.isTrusted = { enabledCommands: ['tuneline.profileScript'] };
  return new vscode.Hover(text);
}

interface ScriptPlace {
  readonly name: string;
  readonly key: JsonNode;
  /** Offset where its command line ends. */
  readonly end: number;
}

function scriptsIn(document: vscode.TextDocument): {
  readonly block: JsonNode | undefined;
  readonly scripts: readonly ScriptPlace[];
} {
  const root = parseTree(document.getText());
  const [key, value] =
    root?.children?.find(property => property.children?.[0]?.value === 'scripts')?.children ?? [];
  const scripts = (value?.children ?? []).flatMap(({ children }) => {
    const [name, line] = children ?? [];
    if (line?.type !== 'string') return []; // half-written
    return [{ name: String(name.value), key: name, end: line.offset + line.length }];
  });
  return { block: scripts.length > 0 ? key : undefined, scripts };
}

function rangeOf(document: vscode.TextDocument, { offset, length }: JsonNode): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
