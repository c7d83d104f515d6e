import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../src/editor/commands';

const root = process.cwd();
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = readJson('package.json');
const texts: Record<string, string> = readJson('package.nls.json');
const { contributes } = manifest;

/** Every string in a JSON value. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

describe('the manifest', () => {
  const declared: string[] = contributes.commands.map((one: { command: string }) => one.command);
  const ids = Object.keys(commands);

  it('has an entry for every command, and no other', () => {
    assert.deepEqual([...declared].sort(), [...ids].sort());
  });

  it('puts every command under “Tuneline” with a title', () => {
    for (const { command, category, title } of contributes.commands) {
      assert.equal(category, 'Tuneline', command);
      assert.match(title, /^%.+%$/, command);
    }
  });

  it('writes command titles in Title Case', () => {
    const small = new Set(['a', 'and', 'at', 'by', 'in', 'of', 'the', 'to']);
    for (const [key, text] of Object.entries(texts)) {
      if (!key.startsWith('command.')) continue;
      for (const [index, word] of text.split(' ').entries()) {
        assert.ok(/^[A-Z]/.test(word) || (index > 0 && small.has(word)), `${text}: ${word}`);
      }
    }
  });

  it('names in menus, links and key bindings only commands that exist', () => {
    const menus = Object.values(contributes.menus as Record<string, MenuItem[]>).flat();
    const submenus = new Set(contributes.submenus.map((one: { id: string }) => one.id));
    for (const { command, submenu } of menus) {
      if (command !== undefined) assert.ok(ids.includes(command), command);
      else assert.ok(submenus.has(submenu), `submenu ${submenu}`);
    }
    const views = Object.values(contributes.views as Record<string, { id: string }[]>).flat();
    const known = [...ids, ...views.map(view => `${view.id}.focus`)];
    const named = [...Object.values(texts), ...strings(manifest)].flatMap(text =>
      [...text.matchAll(/(?:command:|onCommand:)(tuneline\.[\w.]+)/g)].map(match => match[1]),
    );
    for (const command of named) assert.ok(known.includes(command), command);
  });

  it('runs no program in a workspace that is not trusted', () => {
    const runs = ['profileFile', 'profileFileWithArguments', 'profileAgain', 'sampleFiner'];
    const ofSessions = ['verifyEdits', 'autoTune', 'countRuns'];
    const others = ['Target', 'Uses', 'Script', 'Test', 'TestAtCursor', 'TestsOfFile'];
    for (const name of [
      ...runs,
      ...ofSessions,
      'runSeveralTimes',
      ...others.map(one => `profile${one}`),
    ]) {
      const { enablement = '' } = contributes.commands.find(
        (one: { command: string }) => one.command === `tuneline.${name}`,
      );
      assert.match(enablement, /isWorkspaceTrusted/, name);
    }
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  it('hides commands that need an argument from the palette', () => {
    const hidden = (contributes.menus.commandPalette as MenuItem[])
      .filter(item => item.when === 'false')
      .map(item => item.command);
    for (const name of [
      'showSession',
      'renameSession',
      'deleteSession',
      'openPlace',
      'explainHint',
      'explainTuning',
      'applyTuning',
      'profileTest',
    ])
      assert.ok(hidden.includes(`tuneline.${name}`), name);
  });

  it('has a text for every key, and a key for every text', () => {
    const used = strings(manifest).flatMap(one => /^%(.+)%$/.exec(one)?.[1] ?? []);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('gives every setting a default, a scope and a description', () => {
    for (const [name, setting] of Object.entries<Record<string, unknown>>(
      contributes.configuration.properties,
    )) {
      assert.match(name, /^tuneline\./);
      assert.notEqual(setting.default, undefined, name);
      assert.ok(typeof setting.scope === 'string', name);
      assert.match(String(setting.markdownDescription), /^%.+%$/, name);
    }
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) {
      assert.ok(name in contributes.configuration.properties, name);
    }
  });

  it('reads every setting, and only settings that exist', () => {
    const source = readFileSync(join(root, 'src/editor/settings.ts'), 'utf8');
    const read = [...source.matchAll(/read\.get(?:<[^(]+>)?\(\s*'([\w.]+)'/g)].map(m => m[1]);
    const declaredSettings = Object.keys(contributes.configuration.properties).map(name =>
      name.replace('tuneline.', ''),
    );
    assert.deepEqual([...new Set(read)].sort(), declaredSettings.sort());
  });

  it('gives every colour a value for each kind of theme', () => {
    for (const { id, defaults } of contributes.colors) {
      for (const kind of ['dark', 'light', 'highContrast', 'highContrastLight']) {
        assert.match(defaults[kind] ?? '', /^#[0-9a-f]{6}([0-9a-f]{2})?$/i, `${id} ${kind}`);
      }
    }
  });

  it('paints only with colours that exist', () => {
    const source = readdirSync(join(root, 'src/editor'), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .map(file => readFileSync(join(root, 'src/editor', file), 'utf8'))
      .join('\n');
    const known = contributes.colors.map((one: { id: string }) => one.id);
    for (const [, id] of source.matchAll(/ThemeColor\('(tuneline\.\w+)'\)/g)) {
      assert.ok(known.includes(id), id);
    }
  });

  it('names only icons and pages that are there', () => {
    for (const file of strings(manifest).filter(one => one.startsWith('media/'))) {
      assert.ok(existsSync(join(root, file)), file);
    }
    for (const hue of ['amber', 'blue']) {
      for (const bucket of [1, 2, 3, 4, 5]) {
        for (const kind of ['dark', 'light']) {
          const file = `media/gutter/${hue}-${bucket}-${kind}.svg`;
          assert.ok(existsSync(join(root, file)), file);
        }
      }
    }
  });

  it('does not activate before it is needed', () => {
    for (const event of manifest.activationEvents) {
      assert.doesNotMatch(event, /^\*$|onStartupFinished/);
    }
  });

  it('asks for the editor whose types it was written against', () => {
    const [, minor] = /^\^1\.(\d+)\./.exec(manifest.engines.vscode) ?? [];
    assert.ok(minor, manifest.engines.vscode);
    assert.match(manifest.devDependencies['@types/vscode'], new RegExp(`^1\\.${minor}\\.`));
  });
});
