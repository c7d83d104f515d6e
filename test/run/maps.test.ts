import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sourceMappingUrl } from '../../src/core/formats/magic-comments';
import { applySourceMaps } from '../../src/core/apply-source-maps';
import { mapNotes } from '../../src/run/map-notes';
import { ScriptMaps, textHash } from '../../src/run/maps';
import { roleOf } from '../../src/run/roles';
import { drawnProfile } from '../core/drawn-profile';

const map = (source: string, text?: string) =>
  JSON.stringify({
    version: 3,
    sources: [source],
    ...(text === undefined ? {} : { sourcesContent: [text] }),
    mappings: 'AAAA',
  });

describe('the maps of scripts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tunelinetest-maps é #%-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function lookup(comment: string) {
    const maps = new ScriptMaps(() => 'program');
    const name = join(folder, 'out.js');
    maps.add({ name, text: `code();\n${comment}` });
    return maps.lookup(name);
  }

  const base64 = Buffer.from(map('in.ts', 'x')).toString('base64');
  const ways = [
    { how: 'beside the script', comment: '//# sourceMappingURL=out.js.map' },
    { how: 'with the old sign', comment: '//@ sourceMappingURL=out.js.map' },
    { how: 'in a comment of its own', comment: '/*# sourceMappingURL=out.js.map */' },
    { how: 'before other comments', comment: '//# sourceMappingURL=out.js.map\n//# sourceURL=x\n' },
    {
      how: 'before what closes a function around it',
      comment: '//# sourceMappingURL=out.js.map\n}});',
    },
    { how: 'escaped', comment: '//# sourceMappingURL=out%2Ejs.map' },
    { how: 'inline', comment: `//# sourceMappingURL=data:application/json;base64,${base64}` },
    {
      how: 'inline as text',
      comment: `//# sourceMappingURL=data:application/json,${encodeURIComponent(map('in.ts'))}`,
    },
  ];
  for (const { how, comment } of ways) {
    it(`are found ${how}`, () => {
      writeFileSync(join(folder, 'out.js.map'), map('in.ts'));
      const found = lookup(comment);
      assert.equal(found.kind, 'map');
      assert.deepEqual(found.kind === 'map' && found.map.sources, [join(folder, 'in.ts')]);
    });
  }

  it('are found by a file URL', () => {
    const path = join(folder, 'out.js.map');
    writeFileSync(path, map('in.ts'));
    assert.equal(lookup(`//# sourceMappingURL=${pathToFileURL(path)}`).kind, 'map');
  });

  it('that are missing, remote or broken are told apart', () => {
    assert.equal(lookup('//# sourceMappingURL=nowhere.map').kind, 'missing');
    assert.equal(lookup('//# sourceMappingURL=https://example.com/x.map').kind, 'missing');
    assert.equal(lookup('//# sourceMappingURL=data:application/json;base64,AAAA').kind, 'broken');
    assert.equal(lookup('').kind, 'none');
  });

  it('are missing where what a script names is a device or a folder', () => {
    assert.equal(lookup('//# sourceMappingURL=/dev/null').kind, 'missing');
    assert.equal(lookup('//# sourceMappingURL=.').kind, 'missing');
  });

  it('of evaluated code lie in it, and start where the program does', () => {
    const maps = new ScriptMaps(() => 'program', join(folder, 'dist', 'main.js'));
    const name = 'webpack-internal:///./in.ts';
    const inline = Buffer.from(map('webpack://app/./in.ts?ab12')).toString('base64');
    writeFileSync(join(folder, 'in.ts'), '');
    const url = `data:application/json;base64,${inline}`;
    maps.add({
      name,
      text: `{code()\n//# sourceURL=[module]\n//# sourceMappingURL=${url}\n//# sourceURL=${name}\n\n}`,
    });
    const found = maps.lookup(name);
    assert.deepEqual(found.kind === 'map' && found.map.sources, [join(folder, 'in.ts')]);
    maps.add({ name: 'other', text: '//# sourceMappingURL=out.js.map' });
    assert.equal(maps.lookup('other').kind, 'none');
  });

  it('are not looked for in the middle of a program that writes such comments', () => {
    assert.equal(sourceMappingUrl('const c = "//# sourceMappingURL=" + url;\nmore();'), undefined);
    assert.equal(sourceMappingUrl('//# sourceMappingURL=a.map\nmore();'), undefined);
  });

  it('still hold when the program has deleted them', () => {
    const maps = new ScriptMaps(() => 'program');
    const script = { name: join(folder, 'out.js'), text: '//# sourceMappingURL=out.js.map' };
    writeFileSync(join(folder, 'out.js.map'), map('in.ts'));
    maps.add(script);
    rmSync(join(folder, 'out.js.map'));
    maps.add(script);
    assert.equal(maps.lookup(script.name).kind, 'map');
  });

  it('give the hash of a text as it ran, whatever its byte order mark', () => {
    const hash = createHash('sha256').update('let é;').digest('hex');
    assert.equal(textHash('\uFEFFlet é;'), hash);
  });
});

describe('what a recording says of maps that it could not use', () => {
  const lookup = (script: string) => ({ kind: 'missing', detail: `${script}.map` }) as const;
  const notesOf = (drawn: string) => mapNotes(applySourceMaps(drawnProfile(drawn), lookup), lookup);

  it('names the hottest scripts', () => {
    const [{ code, detail }] = notesOf(`
      a@/app/a.js:1 10
      b@/app/b.js:1 40
      c@/app/c.js:1 30
      d@/app/d.js:1 20`);
    assert.equal(code, 'map-missing');
    assert.deepEqual(detail.match(/\/app\/\w\.js(?=:)|…/g), [
      '/app/b.js',
      '/app/c.js',
      '/app/d.js',
      '…',
    ]);
  });

  it('is nothing where they hardly matter', () => {
    const [note] = notesOf(`
      a@/app/a.js:1 1000
      b@/app/b.js:1 1`);
    assert.doesNotMatch(note.detail, /b\.js/);
  });
});

describe('what part a script plays', () => {
  const role = roleOf({ own: ['/dist/loader.js'], target: '/app/main.ts' });
  const cases = [
    ['/app/lib.ts', 'program'],
    ['/dist/loader.js', 'tool'],
    ['/app/node_modules/tsx/dist/cjs/index.cjs', 'tool'],
    ['/app/node_modules/.pnpm/tsx@4.0.0/node_modules/tsx/dist/loader.mjs', 'tool'],
    ['/app/node_modules/@swc-node/register/lib/register.js', 'tool'],
    ['/app/node_modules/ts-jest/dist/index.js', 'tool'],
    ['/app/node_modules/@jest/transform/build/index.js', 'tool'],
    ['/app/node_modules/jest-runtime/build/index.js', 'program'],
    ['/app/node_modules/@babel/core/lib/index.js', 'tool-library'],
    ['/app/node_modules/typescript/lib/typescript.js', 'tool-library'],
    ['/app/node_modules/@swc/core/index.js', 'tool-library'],
    ['C:\\app\\node_modules\\ts-node\\dist\\index.js', 'tool'],
    ['/app/node_modules/tsx-like/index.js', 'program'],
    ['node:fs', 'program'],
  ] as const;
  for (const [script, expected] of cases) {
    it(`is ${expected} for ${script}`, () => assert.equal(role(script), expected));
  }

  it('is tool for what vite-node compiles with, when vite-node runs the program', () => {
    const vite = '/app/node_modules/vite/dist/node/chunks/node.js';
    assert.equal(role(vite), 'program');
    const underViteNode = roleOf({ own: [], target: '/app/main.ts', runner: 'vite-node' });
    assert.equal(underViteNode(vite), 'tool');
    assert.equal(underViteNode('/app/node_modules/rolldown/dist/index.mjs'), 'tool');
    assert.equal(underViteNode('/app/main.ts'), 'program');
  });

  it('is the program for a file of a runner that is profiled itself', () => {
    const inside = roleOf({ own: [], target: '/x/node_modules/tsx/dist/cli.mjs' });
    assert.equal(inside('/x/node_modules/tsx/dist/loader.mjs'), 'program');
    assert.equal(inside('/x/node_modules/ts-node/dist/index.js'), 'tool');
  });
});
