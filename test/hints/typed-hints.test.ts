import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTypedHints, type TypedHints } from '../../src/editor/typed-hints';
import { drawn } from './heat';

const never = new AbortController().signal;
const { text, hot } = drawn(`
  import { words } from './words';
  export function count(texts: readonly string[]): number {
    let sum = 0;
    for (const text of texts) if (words.indexOf(text) >= 0) sum++; //^
    return sum;
  }
`);

describe('the types worker', () => {
  let folder = '';
  let typed: TypedHints;
  const told: string[] = [];
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tuneline-typed-')));
    writeFileSync(join(folder, 'words.ts'), 'export const words: readonly string[] = [];');
    typed = startTypedHints(
      join(process.cwd(), 'dist', 'types.js'),
      reason => told.push(reason),
      failures => assert.deepEqual(failures, []),
    );
  });
  after(() => {
    typed.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = async (now: string, signal = never, file = 'main.ts') => {
    const request = { file: join(folder, file), text: now, hot, activeSamples: 1000 };
    return (await typed.hints(request, signal))?.map(({ rule, safety }) => `${rule} ${safety}`);
  };

  it('knows the types of other files, for a text that nobody has saved', async () => {
    assert.deepEqual(await ask(text), ['membership-set review']);
    const changed = text.replace("'./words'", "'./elsewhere'");
    assert.deepEqual(await ask(changed), ['membership-set advice']);
    assert.deepEqual(await ask(text), ['membership-set review']);
  });

  it('drops the answer for a text that is old by then', async () => {
    const abort = new AbortController();
    const old = ask(`${text}// old`, abort.signal);
    abort.abort(new Error('the text has changed'));
    await assert.rejects(old, /the text has changed/);
    assert.deepEqual(await ask(text), ['membership-set review']);
  });

  it('says nothing of JavaScript and of a project that can not be read, and tells why once', async () => {
    assert.equal(await ask(text, never, 'main.js'), undefined);
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": {');
    assert.equal(await ask(text), undefined);
    assert.equal(await ask(`${text}// again`), undefined);
    assert.equal(told.length, 1);
    assert.match(told[0], /tsconfig\.json/);
    rmSync(join(folder, 'tsconfig.json'));
    assert.deepEqual(await ask(text), ['membership-set review']);
  });

  it('is done without where it can not start', async () => {
    const reasons: string[] = [];
    const lost = startTypedHints(
      join(folder, 'none.js'),
      reason => reasons.push(reason),
      failures => assert.deepEqual(failures, []),
    );
    const request = { file: join(folder, 'main.ts'), text, hot, activeSamples: 1000 };
    assert.equal(await lost.hints(request, never), undefined);
    assert.match(reasons.join(), /none\.js/);
  });
});
