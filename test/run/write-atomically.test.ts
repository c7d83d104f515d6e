import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceTexts } from '../../src/run/write-atomically';

describe('texts of several files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tuneline-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);

  it('are replaced with modes and links kept', function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(at('real.js'), 'old');
    chmodSync(at('real.js'), 0o755);
    symlinkSync('real.js', at('link.js'));
    replaceTexts([{ file: at('link.js'), text: 'new' }]);
    assert.equal(readFileSync(at('real.js'), 'utf8'), 'new');
    assert.equal(statSync(at('real.js')).mode & 0o777, 0o755);
    assert.ok(lstatSync(at('link.js')).isSymbolicLink());
    assert.deepEqual(readdirSync(folder), ['link.js', 'real.js']);
  });

  it('are all replaced or none, and nothing else is left', () => {
    writeFileSync(at('first.js'), 'old');
    const texts = ['first.js', 'gone.js'].map(name => ({ file: at(name), text: 'new' }));
    assert.throws(() => replaceTexts(texts), /ENOENT/);
    assert.equal(readFileSync(at('first.js'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['first.js']);
  });
});
