import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Syntax, startSyntax } from '../../src/editor/syntax';
import { drawn } from './heat';

const { text, hot } = drawn(`
  const allowed = [1, 2, 3, 4, 5, 6, 7, 8];
  export const isIn = (word: number) => allowed.includes(word); //^
`);
const request = { file: '/case.ts', text, hot, activeSamples: 1000 };
const never = new AbortController().signal;
const assertNone = (failures: readonly unknown[]) => assert.deepEqual(failures, []);

describe('the syntax worker', () => {
  let syntax: Syntax;
  before(() => {
    syntax = startSyntax(join(process.cwd(), 'dist', 'syntax.js'), assertNone);
  });
  after(() => syntax.dispose());

  it('finds hints in a thread of its own, in the order they were asked for', async () => {
    const order: number[] = [];
    const asked = [1, 2, 3].map(async n => {
      const hints = await syntax.hints(request, never);
      order.push(n);
      return hints.map(({ rule }) => rule);
    });
    assert.deepEqual(await Promise.all(asked), Array(3).fill(['membership-set']));
    assert.deepEqual(order, [1, 2, 3]);
  });

  it('rejects what was aborted and goes on with the rest', async () => {
    const abort = new AbortController();
    const first = syntax.hints(request, abort.signal);
    const second = syntax.hints(request, abort.signal);
    const third = syntax.hints(request, never);
    abort.abort(new Error('no longer wanted'));
    await assert.rejects(first, /no longer wanted/);
    await assert.rejects(second, /no longer wanted/);
    assert.equal((await third).length, 1);
    await assert.rejects(syntax.hints(request, abort.signal), /no longer wanted/);
  });

  it('answers again after a request that it could not bear', async () => {
    const broken = { ...request, hot: [undefined as never] };
    await assert.rejects(syntax.hints(broken, never));
    assert.equal((await syntax.hints(request, never)).length, 1);
  });

  it('rejects what waits when it is disposed of', async () => {
    const own = startSyntax(join(process.cwd(), 'dist', 'syntax.js'), assertNone);
    const asked = own.hints(request, never);
    own.dispose();
    await assert.rejects(asked, /ended/);
  });

  it('says so when its script is not there', async () => {
    const lost = startSyntax(join(process.cwd(), 'dist', 'no-such-worker.js'), assertNone);
    await assert.rejects(lost.hints(request, never), /no-such-worker/);
  });
});
