import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { timesAt } from '../../src/core/counts';
import { textHash } from '../../src/run/maps';
import { readCounts } from '../../src/run/read-counts';

describe('reading what NODE_V8_COVERAGE left', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tuneline-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (script: string) => {
    const counts = join(folder, 'counts');
    const env = { ...process.env, NODE_V8_COVERAGE: counts };
    const { status, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return counts;
  };

  it('tells how often a loop went round whose body esbuild names by the blank before it', () => {
    const text = 'let n: number = 0;\nfor (const x of [1, 2, 3]) n++;\n';
    const file = join(folder, 'main.ts');
    writeFileSync(file, text);
    const options = { loader: 'ts', sourcemap: 'inline', sourcefile: file } as const;
    writeFileSync(join(folder, 'main.cjs'), transformSync(text, options).code);
    const texts = new Map([[file, textHash(text)]]);
    const asked = { folder: run(join(folder, 'main.cjs')), texts, renaming: undefined };
    const counts = readCounts(asked).get(file);
    assert.ok(counts);
    assert.equal(timesAt(counts, 2, text.split('\n')[1].indexOf('n++')), 3);
    assert.equal(timesAt(counts, 2, 0), 1);

    // Of what is compiled in memory there is no text to see the blank in.
    rmSync(join(folder, 'main.cjs'));
    const unseen = readCounts(asked).get(file);
    assert.ok(unseen);
    assert.equal(timesAt(unseen, 2, text.split('\n')[1].indexOf('n++')), undefined);
    assert.equal(timesAt(unseen, 2, 0), 1);
  });
});
