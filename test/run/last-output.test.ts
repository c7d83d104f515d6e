import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LastOutput } from '../../src/run/last-output';

describe('the output of a program that nobody watches', () => {
  it('is kept for when it fails, the last of it, and never makes it wait', async () => {
    const code = `process.stdout.write('x'.repeat(1e6) + '\\n', () => { throw new Error('no stock'); })`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = new LastOutput();
    assert.equal(output.text, '');
    output.listen(child);
    await once(child, 'close');
    assert.match(output.text, /^x+\n[^]*Error: no stock/);
    assert.ok(output.text.length <= 4000);
  });
});
