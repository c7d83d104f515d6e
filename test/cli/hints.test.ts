import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCpuProfile } from '../../src/core/formats/cpuprofile';
import { writeRecording } from '../../src/core/formats/stored-profile';
import { ranText } from '../../src/core/line-anchors';
import { Folder } from './tuneline';

const program = `export function drain(items: number[]): number {
  const queue = [...items];
  let sum = 0;
  while (queue.length > 0) {
    sum += queue.shift()!;
  }
  return sum;
}
const items = Array.from({ length: 50_000 }, (_, i) => i);
for (const end = Date.now() + 300; Date.now() < end;) drain(items);
`;

interface Hints {
  readonly sampled: boolean;
  readonly hints: readonly {
    readonly rule: string;
    readonly line: number;
    readonly share: number;
    readonly interval: { readonly low: number; readonly high: number };
    readonly differs: string | null;
    readonly edits: readonly { readonly start: number; readonly end: number }[];
  }[];
}

describe('tuneline hints', () => {
  let folder: Folder;
  let profiled: Hints;
  const hints = (...args: string[]): Hints =>
    JSON.parse(folder.tuneline(['hints', ...args, '--json']).stdout);

  before(() => {
    folder = new Folder();
    folder.write('queue.ts', program);
    const args = ['profile', 'queue.ts', '--out', 'queue.cpuprofile', '--json'];
    profiled = JSON.parse(folder.tuneline(args).stdout);
  });
  after(() => folder.remove());

  it('gives the hints that the profile gave when it was made', () => {
    const { sampled, hints: found } = hints('queue.ts', '--profile', 'queue.cpuprofile');
    assert.ok(sampled);
    assert.deepEqual(
      found.map(({ rule, line, edits }) => ({ rule, line, edits })),
      profiled.hints.map(({ rule, line, edits }) => ({ rule, line, edits })),
    );
    assert.equal(found[0].rule, 'queue-shift');
    assert.equal(found[0].line, 5);
    assert.equal(found[0].differs, null);
    const { low, high } = found[0].interval;
    assert.ok(low < found[0].share && found[0].share < high);
  });

  it('says them in words', () => {
    const { stdout } = folder.tuneline(['hints', 'queue.ts', '--profile', 'queue.cpuprofile']);
    assert.match(stdout, /^queue\.ts:5 queue-shift \(safe\): Take from `queue` by an index/);
  });

  it('are said to be none behind a profile of code for which none is known', () => {
    folder.write(
      'plain.ts',
      `let sum = 0;
for (const end = Date.now() + 300; Date.now() < end;)
  for (let n = 0; n < 100_000; n++) sum = (sum * 31 + n) | 0;
`,
    );
    const { stdout } = folder.tuneline(['profile', 'plain.ts']);
    assert.match(stdout, /\nNo tuning is known for what was measured\.\n$/);
  });

  it('finds the lines again that moved since, by what a session has kept of the text', () => {
    const profile = readCpuProfile(readFileSync(join(folder.path, 'queue.cpuprofile'), 'utf8'));
    assert.ok(!('problem' in profile));
    const file = folder.write('moved.ts', program);
    const recording = {
      run: {
        id: 'run',
        exitCode: 0,
        signal: undefined,
        ended: 'by-itself' as const,
        wall: 1e6,
        cpu: undefined,
        syncWait: undefined,
        nodeVersion: '24.0.0',
        runner: 'tuneline',
        notes: [],
      },
      profile: {
        ...profile,
        scripts: profile.scripts.map(script =>
          script.name.endsWith('queue.ts') ? { ...script, name: file } : script,
        ),
      },
      texts: new Map<string, string>(),
      ran: new Map([[file, ranText(program.split('\n'), [1])]]),
    };
    const stored = join(folder.path, 'run.json.gz');
    appendFileSync(stored, gzipSync(writeRecording(recording)));
    folder.write('moved.ts', `// one line more\n${program}`);
    assert.equal(hints('moved.ts', '--profile', stored).hints[0].line, 6);
    folder.write('moved.ts', program.replace('let sum = 0', 'let sum = 1'));
    assert.deepEqual(hints('moved.ts', '--profile', stored).hints, [], 'its function was changed');
  });

  it('says what is wrong with what it was given, and what to do', () => {
    folder.write('cold.ts', 'export {};\n');
    folder.write('words.md', '# words\n');
    folder.write('cut.cpuprofile', '{"nodes":[{"id":1');
    const changed = program.replace(/drain/g, 'empty').slice(0, 120);
    for (const [args, expected] of [
      [
        ['queue.ts', '--profile', 'none.cpuprofile'],
        /There is no file .*none\.cpuprofile\. Check its name/,
      ],
      [['queue.ts', '--profile', 'cut.cpuprofile'], /cut\.cpuprofile can't be read: The file ends/],
      [['words.md', '--profile', 'queue.cpuprofile'], /is no JavaScript or TypeScript/],
      [['queue.ts'], /needs --profile/],
      [['queue.ts', '--profile', 'queue.cpuprofile', '--limit', '3'], /--limit does not go/],
    ] as const) {
      const { code, stdout, stderr } = folder.tuneline(['hints', ...args]);
      assert.match(stderr, expected);
      assert.equal(stdout, '');
      assert.notEqual(code, 0);
    }
    assert.equal(hints('cold.ts', '--profile', 'queue.cpuprofile').sampled, false);
    folder.write('queue.ts', changed);
    const { code, stderr } = folder.tuneline([
      'hints',
      'queue.ts',
      '--profile',
      'queue.cpuprofile',
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /queue\.ts is not the text that ran\. Profile again/);
    folder.write('queue.ts', program);
  });
});
