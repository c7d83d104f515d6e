import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { findImporters, importsIn } from '../../src/run/importers';

const never = new AbortController().signal;

describe('files that import a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tunelinetest-importers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  async function found(name: string): Promise<string[]> {
    const importers = await findImporters(join(folder, name), never);
    return importers.map(
      ({ file, kind, distance }) => `${relative(folder, file)} ${kind} ${distance}`,
    );
  }

  it('are found however they spell it, what runs on its own first', async () => {
    write({
      'package.json': '{}',
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      'src/sum.ts': 'export const sum = 1;',
      'src/sum.test.ts': 'import { sum } from "./sum.js";',
      'src/index.ts': 'export * from "./sum";',
      'scripts/main.mjs': 'const { sum } = await import("../src/sum.ts");',
      'scripts/old.cjs': 'require("../src/sum")',
      'scripts/aliased.ts': 'import { sum } from "@/sum";',
      'scripts/by-way.ts': 'import "../src";',
      'scripts/types.ts': 'import type { Sum } from "../src/sum";',
      'scripts/other.ts': 'import "./main.mjs";\n',
      'node_modules/package/index.js': 'require("../../src/sum")',
      'dist/sum.js': 'require("../src/sum")',
    });
    assert.deepEqual(await found('src/sum.ts'), [
      'src/sum.test.ts test 1',
      'scripts/aliased.ts program 1',
      'scripts/old.cjs program 1',
      'scripts/by-way.ts program 2',
      'scripts/other.ts program 2',
      'src/index.ts program 1',
      'scripts/main.mjs program 1',
    ]);
  });

  it('are none for a file that stands alone, also without a package', async () => {
    write({ 'alone.ts': 'export const x = 1;' });
    assert.deepEqual(await found('alone.ts'), []);
  });

  it('are found in a circle of imports', async () => {
    write({ 'package.json': '{}', 'a.js': 'import "./b.js"', 'b.js': 'import "./a.js"' });
    assert.deepEqual(await found('a.js'), ['b.js program 1']);
  });

  it('are told by imports, not by the types of others', () => {
    const text = `import a from 'a'; import type { B } from './b'; export { c } from "./c"; const d = require('./d');`;
    assert.deepEqual(importsIn(text), ['a', './c', './d']);
    const computed = "require('./parts/' + name); import(`./routes/${name}.js`); require(`./all`);";
    assert.deepEqual(importsIn(computed), ['./parts/*', './routes/*', './all']);
  });
});
