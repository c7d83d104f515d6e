import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCompared } from '../../src/cli/compare';
import { grownLines } from '../../src/core/faults';
import { ranText } from '../../src/core/line-anchors';
import { fromKeptProfile, keptProfile } from '../../src/run/kept-profile';
import { drawnProfile } from '../core/drawn-profile';

describe('a profile that is kept beside a budget', () => {
  const place = mkdtempSync(join(tmpdir(), 'tuneline-test-'));
  after(() => rmSync(place, { recursive: true }));
  const text = ['// work', 'function work() {', '  loop();', '}', 'work();', 'other();'];

  it('names no folder of the machine, and finds its lines again elsewhere, in a text that was changed', async () => {
    const here = '/home/somebody/shop';
    const drawing = (root: string, work: number, moved = 0) =>
      drawnProfile(
        `main@${root}/src/main.js:${5 + moved};work@${root}/src/main.js:${3 + moved} ${work}\n` +
          `main@${root}/src/main.js:${6 + moved} 300\nlib@/opt/packages/lib.js:9 50`,
      );
    const ran = new Map([[`${here}/src/main.js`, ranText(text, [])]]);
    const kept = keptProfile({ profile: drawing(here, 100), ran }, here);
    assert.doesNotMatch(kept, /somebody|\/opt\/packages/);

    const file = join(place, 'main-cpu.cpuprofile');
    writeFileSync(file, kept);
    const there = '/build/checkout';
    const before = fromKeptProfile(file, await readCompared(file, file), there);
    const after = {
      profile: drawing(there, 400, 1),
      runs: 1,
      ran: new Map([[`${there}/src/main.js`, ranText([text[0], '// new', ...text.slice(1)], [])]]),
    };
    assert.deepEqual(
      grownLines(before, after, new Map(), file => file.startsWith(there)).map(fault => [
        fault.file,
        fault.line,
        fault.before,
        fault.after,
      ]),
      [[`${there}/src/main.js`, 4, 100_000, 400_000]],
    );
  });
});
