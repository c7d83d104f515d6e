import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitAt } from '../../src/run/commit-at';
import { hasGit, Repository } from './repository';

describe('the commit that a session is tied to', function () {
  let own: Repository | undefined;
  before(function () {
    if (!hasGit) this.skip();
  });
  afterEach(() => own?.remove());

  it('is what is checked out, and says whether files differ from it, new ones too', async () => {
    own = new Repository({ 'main.js': '1;', 'src/a.js': '2;', '.gitignore': 'ignored\n' });
    const id = own.git('rev-parse', 'HEAD').trim();
    const untouched = own.fingerprint();
    const folder = join(own.path, 'src');
    assert.deepEqual(await commitAt(folder), { id, dirty: false });
    assert.equal(own.fingerprint(), untouched, 'something of the repository was written');
    own.write({ ignored: 'x' });
    assert.deepEqual(await commitAt(folder), { id, dirty: false });
    own.write({ 'new.js': '3;' });
    assert.deepEqual(await commitAt(folder), { id, dirty: true });
    own.commit();
    own.write({ 'main.js': '4;' });
    assert.equal((await commitAt(folder))?.dirty, true);
  });

  it('is unknown without a repository, before the first commit, and where there is no folder', async () => {
    const alone = mkdtempSync(join(tmpdir(), 'tunelinetest-alone-'));
    try {
      assert.equal(await commitAt(alone), undefined);
      assert.equal(await commitAt(join(alone, 'nowhere')), undefined);
    } finally {
      rmSync(alone, { recursive: true });
    }
    own = new Repository({}, { git: false });
    own.git('init', '--quiet');
    assert.equal(await commitAt(own.path), undefined);
  });
});
