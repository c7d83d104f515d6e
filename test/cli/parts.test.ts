import assert from 'node:assert/strict';
import { Folder, type Part } from './tuneline';

const code = (types: {
  readonly number: string;
}) => `function mix(x${types.number}, turns${types.number}) {
  let mixed = x;
  for (let i = 0; i < turns; i++) mixed = (mixed * 31 + i) | 0;
  return mixed;
}
let sum = 0;
for (const end = Date.now() + 800; Date.now() < end;) {
  sum += mix(sum, 20000) + mix(sum, 60000); // both
}
`;

describe('the parts that the command line names', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
  });
  after(() => folder.remove());

  for (const [file, types] of [
    ['twice.js', { number: '' }],
    ['twice.ts', { number: ': number' }],
  ] as const) {
    it(`are two calls of one function on one line of ${file}, each with its share`, () => {
      folder.write(file, code(types));
      const line = code(types).split('\n')[7];
      const { lines } = folder.tuneline(['profile', file, '--interval', '500', '--json']).json;
      const both = lines.find(one => one.file === file && one.line === 8);
      const call = (text: string): Part => {
        const part = both?.parts?.find(one => one.text === text);
        assert.ok(part, `no part ${text} in ${JSON.stringify(both)}`);
        return part;
      };
      const less = call('mix(sum, 20000)');
      const more = call('mix(sum, 60000)');
      assert.equal(less.column, line.indexOf('mix(sum, 20000)'));
      assert.equal(less.endColumn, (less.column ?? 0) + 'mix(sum, 20000)'.length);
      assert.equal(more.column, line.indexOf('mix(sum, 60000)'));
      assert.equal(more.is, 'recorded');
      const ratio = (less.totalShare ?? 0) / ((less.totalShare ?? 0) + (more.totalShare ?? 0));
      assert.ok(Math.abs(ratio - 0.25) < 0.1, `the smaller has ${ratio} of both`);
      assert.ok(more.low < (more.totalShare ?? 0) && (more.totalShare ?? 0) < more.high);
    });
  }

  it('are listed under their line', () => {
    folder.write('twice.js', code({ number: '' }));
    const { stdout } = folder.tuneline(['profile', 'twice.js', '--limit', '50']);
    assert.match(
      stdout,
      /twice\.js:8 .*\n +\d+% \(\d+–\d+%\) with calls {2}mix\(sum, 60000\)\n +\d+% \(\d+–\d+%\) with calls {2}mix\(sum, 20000\)\n/,
    );
  });

  it('are not given where no columns are known and no name tells the calls apart', () => {
    const args = ['profile', 'twice.js', '--source', 'inspector', '--json'];
    const { lines } = folder.tuneline(args).json;
    const both = lines.find(one => one.file === 'twice.js' && one.line === 8);
    assert.ok(both);
    assert.equal(both.parts, undefined);
  });
});
