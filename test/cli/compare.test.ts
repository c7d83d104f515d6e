import assert from 'node:assert/strict';
import { hasGit, Repository } from '../run/repository';
import { Folder } from './tuneline';

const program = (turns: number) => `function work(turns) {
  let mixed = 0;
  for (let i = 0; i < turns; i++) mixed = (mixed * 31 + i) | 0;
  return mixed;
}
let sum = 0;
for (let i = 0; i < 150; i++) {
  sum += work(600_000);
  sum += work(${turns}); // changed
}
console.log(sum);
`;

interface Changes {
  readonly functions: readonly {
    readonly kind: string;
    readonly name: string;
    readonly beforeMs: number;
    readonly afterMs: number;
  }[];
}

describe('tuneline compare', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
    for (const [name, turns] of [
      ['before', 3_000_000],
      ['after', 60_000],
    ] as const) {
      folder.write('main.js', program(turns));
      const made = folder.tuneline(['profile', 'main.js', '--out', `${name}.cpuprofile`]);
      assert.equal(made.code, 0, made.stderr);
    }
  });
  after(() => folder.remove());

  it('shows what got less between two profiles, and what did not change', () => {
    const profiles = ['before.cpuprofile', 'after.cpuprofile'];
    const { stdout } = folder.tuneline(['compare', ...profiles, '--json']);
    const work = (JSON.parse(stdout) as Changes).functions.find(({ name }) => name === 'work');
    assert.equal(work?.kind, 'less');
    assert.ok(work.afterMs < work.beforeMs / 2, `${work.beforeMs} → ${work.afterMs}`);
    const text = folder.tuneline(['compare', ...profiles]);
    assert.equal(text.code, 0, text.stderr);
    assert.match(text.stdout, /active → .*\(−\d/);
    assert.match(text.stdout, /▼ .* {2}work {2}main\.js:1/);
    const back = folder.tuneline(['compare', profiles[1], profiles[0]]);
    assert.match(back.stdout, /▲ .* {2}work {2}main\.js:1/);
  });

  it('profiles two commits, or a commit and the working tree, in scratch copies', function () {
    if (!hasGit) this.skip();
    const own = new Repository({ 'main.js': program(3_000_000) });
    try {
      own.write({ 'main.js': program(60_000) });
      const { code, stdout, stderr } = own.tuneline(
        'compare',
        'HEAD',
        '--run',
        'main.js',
        '--json',
      );
      assert.equal(code, 0, stderr);
      const work = (JSON.parse(stdout) as Changes).functions.find(({ name }) => name === 'work');
      assert.equal(work?.kind, 'less', stdout);
      own.commit();
      const text = own.tuneline('compare', 'HEAD', 'HEAD~1', '--', 'node', 'main.js').stdout;
      assert.match(text, /▲ .* {2}work {2}main\.js:1/);
      own.write({ 'main.js': `${program(60_000)}process.exit(3);` });
      const failing = own.tuneline('compare', 'HEAD', '--run', 'main.js').stderr;
      assert.match(failing, /Ended with exit code 3: the working tree\./);
      const none = own.tuneline('compare', 'nowhere', '--run', 'main.js');
      assert.deepEqual([none.code, /nowhere/.test(none.stderr)], [1, true], none.stderr);
    } finally {
      own.removeWithNothingLeft();
    }
  });

  it('says what is missing, and what can’t be read', () => {
    const one = folder.tuneline(['compare', 'before.cpuprofile']);
    assert.deepEqual([one.code, /needs two profiles/.test(one.stderr)], [2, true]);
    const gone = folder.tuneline(['compare', 'before.cpuprofile', 'gone.cpuprofile']);
    assert.deepEqual(
      [gone.code, /There is no file .*gone\.cpuprofile/.test(gone.stderr)],
      [1, true],
    );
    const none = folder.tuneline(['compare', 'before.cpuprofile', '.']);
    assert.deepEqual([none.code, /holds no session/.test(none.stderr)], [1, true]);
  });
});
