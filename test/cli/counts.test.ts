import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Folder } from './tuneline';

/** Keeps each value once: `{size}` different ones, again and again. */
const program = `import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';

export function different(values: readonly number[]): number {
  const out: number[] = [];
  for (const value of values) {
    if (!out.includes(value)) out.push(value);
  }
  return out.length;
}

const [size, where] = [Number(process.argv[2]), process.argv[3]];
function work(): void {
  const values = Array.from({ length: size }, (_, i) => i);
  let sum = 0;
  for (const start = process.cpuUsage().user; process.cpuUsage().user - start < 5e5;) {
    for (let i = 0; i < 1e5 / size ** 2; i++) sum += different(values);
  }
  if (sum === 0) throw new Error('nothing was done');
}
if (where === 'once') writeFileSync('done', '', { flag: 'wx' });
if (where === 'child') spawnSync(process.execPath, ['different.mjs', String(size)], { env: {} });
else if (where === 'worker' && isMainThread) new Worker(new URL(import.meta.url), { argv: [size] });
else work();
`;

const javaScript = program.replaceAll(/: (?:readonly )?(?:number(?:\[\])?|void)(?= =|\)| \{)/g, '');

interface Hints {
  readonly counted: boolean;
  readonly hints: readonly {
    readonly rule: string;
    readonly safety: string;
    readonly size: string | null;
    readonly differs: string | null;
  }[];
}

describe('tuneline profile --counts', function () {
  this.timeout(60_000);
  let folder: Folder;
  before(() => {
    folder = new Folder();
    folder.write('different.mts', program);
    folder.write('different.mjs', javaScript);
  });
  after(() => folder.remove());

  const profile = (file: string, options: readonly string[], args: readonly string[]) => {
    const { stdout, stderr, code } = folder.tuneline([
      ...['profile', file, '--json', '--out', 'it.cpuprofile', ...options],
      ...['--', ...args],
    ]);
    assert.equal(code, 0, stderr);
    const { counted, hints } = JSON.parse(stdout) as Hints;
    return { counted, stderr, hint: hints.find(({ rule }) => rule === 'dedupe-set') };
  };
  const kept = (file: string) => {
    const { stdout } = folder.tuneline(['hints', file, '--profile', 'it.cpuprofile', '--json']);
    return (JSON.parse(stdout) as Hints).hints.find(({ rule }) => rule === 'dedupe-set');
  };

  it('names the size from which a tuning pays where nothing was counted', () => {
    const { counted, hint } = profile('different.mts', [], ['3']);
    assert.equal(counted, false);
    assert.equal(hint?.safety, 'review');
    assert.equal(hint?.size, 'not-counted');
    assert.equal(hint?.differs, 'slower with fewer than about 40 different values');
  });

  it('is silent on a loop of 3 rounds, also when the profile is asked again', () => {
    const { counted, hint } = profile('different.mts', ['--counts'], ['3']);
    assert.equal(counted, true);
    assert.equal(hint, undefined);
    assert.equal(kept('different.mts'), undefined);
    rmSync(join(folder.path, 'it.counts.json'));
    assert.equal(kept('different.mts')?.safety, 'review');
  });

  it('is sure of a loop of 3,000 rounds, also when the profile is asked again', () => {
    const { hint } = profile('different.mts', ['--counts'], ['3000']);
    for (const one of [hint, kept('different.mts')]) {
      assert.equal(one?.safety, 'safe');
      assert.equal(one?.differs, null);
      assert.match(one?.size ?? '', /came to (?:about )?3,000 different values/);
    }
  });

  it('forgets what was counted for an earlier profile of the same name', () => {
    profile('different.mts', ['--counts'], ['3']);
    assert.ok(existsSync(join(folder.path, 'it.counts.json')));
    profile('different.mts', [], ['3']);
    assert.ok(!existsSync(join(folder.path, 'it.counts.json')));
  });

  it('leaves a file alone that only has the name of counts', () => {
    const own = join(folder.path, 'it.counts.json');
    writeFileSync(own, '{"mine": true}');
    try {
      profile('different.mts', [], ['3']);
      const args = ['profile', 'different.mts', '--counts', '--out', 'it.cpuprofile', '--', '3'];
      const { code, stderr } = folder.tuneline(args);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /What was counted can't be saved as \S*it\.counts\.json: another file/);
      assert.doesNotMatch(stderr, /once more/, 'it is told before anything runs');
      assert.equal(readFileSync(own, 'utf8'), '{"mine": true}');
    } finally {
      rmSync(own);
    }
  });

  it('tells before anything runs that a folder has the name of counts', () => {
    const own = join(folder.path, 'it.counts.json');
    mkdirSync(own);
    try {
      const args = ['profile', 'different.mts', '--counts', '--out', 'it.cpuprofile', '--', '3'];
      const { code, stderr } = folder.tuneline(args);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /it\.counts\.json: another file has this name, or a folder/);
      assert.doesNotMatch(stderr, /once more/);
    } finally {
      rmSync(own, { recursive: true });
    }
  });

  it('says nothing of counts when the file was changed since', () => {
    profile('different.mts', ['--counts'], ['3000']);
    folder.write('different.mts', program.replace('  return out.length', '\n  return out.length'));
    assert.equal(kept('different.mts')?.size ?? 'not-counted', 'not-counted');
    folder.write('different.mts', program);
  });

  for (const where of ['worker', 'child']) {
    it(`counts what a ${where} of the program ran`, () => {
      const { hint } = profile('different.mjs', ['--counts'], ['3000', where]);
      assert.equal(hint?.differs, 'if the values are objects: a Set of them gains less');
      assert.match(hint?.size ?? '', /came to (?:about )?3,000 different values/);
    });
  }

  it('leaves the profile as it is where the program does not run twice alike', () => {
    rmSync(join(folder.path, 'done'), { force: true });
    const { counted, hint, stderr } = profile('different.mts', ['--counts'], ['3000', 'once']);
    assert.equal(counted, false);
    assert.match(stderr, /Nothing was counted: It ended with exit code 1/);
    assert.equal(hint?.safety, 'review');
  });

  it('has the program that measures its own coverage go on as it does', () => {
    folder.write(
      'covered.mjs',
      `import { spawnSync } from 'node:child_process';
       spawnSync(process.execPath, ['different.mjs', '3000'], { env: { NODE_V8_COVERAGE: 'own' } });`,
    );
    const { hint } = profile('covered.mjs', ['--counts'], []);
    assert.equal(readdirSync(join(folder.path, 'own')).length, 2, 'one file for each run');
    assert.equal(hint?.size, 'not-counted');
  });

  it('reads only what Node.js wrote where the program puts other things beside it', () => {
    folder.write(
      'beside.mjs',
      `import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
       const counts = process.env.NODE_V8_COVERAGE;
       if (counts !== undefined) {
         mkdirSync(counts + '/folder.json', { recursive: true });
         symlinkSync('not-there', counts + '/link.json');
         writeFileSync(counts + '/other.json', 'null');
       }
       await import('./different.mjs');`,
    );
    const { hint } = profile('beside.mjs', ['--counts'], ['3000']);
    assert.match(hint?.size ?? '', /came to (?:about )?3,000 different values/);
  });

  it('keeps the profile where the counts can’t be read', () => {
    folder.write(
      'unread.mjs',
      `import { mkdirSync, writeFileSync } from 'node:fs';
       const counts = process.env.NODE_V8_COVERAGE;
       if (counts !== undefined) {
         mkdirSync(counts, { recursive: true });
         writeFileSync(counts + '/coverage-1-1-0.json', '{"result":5}');
       }
       await import('./different.mjs');`,
    );
    const { counted, hint, stderr } = profile('unread.mjs', ['--counts'], ['3000']);
    assert.equal(counted, false);
    assert.equal(hint?.size, 'not-counted');
    assert.match(stderr, /Nothing was counted: The counts can’t be read: /);
  });

  it('keeps the profile where counting is ended by Ctrl+C, which it offers', async () => {
    folder.write(
      'goesOn.mjs',
      `if (process.env.NODE_V8_COVERAGE !== undefined) setInterval(() => undefined, 1000);
       await import('./different.mjs');`,
    );
    const args = [
      'profile',
      'goesOn.mjs',
      '--counts',
      '--json',
      '--out',
      'it.cpuprofile',
      '--',
      '3',
    ];
    const tuneline = spawn(process.execPath, [resolve('src', 'tuneline.mjs'), ...args], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    tuneline.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    tuneline.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (/Ctrl\+C .*keeps the profile/.test(text)) tuneline.kill('SIGINT');
    });
    const [code] = await once(tuneline, 'close');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Nothing was counted: it was cancelled/);
    assert.equal((JSON.parse(stdout) as Hints).counted, false);
    assert.ok(existsSync(join(folder.path, 'it.cpuprofile')));
  });

  it('refuses what does not end by itself', () => {
    for (const options of [['--start-up'], ['--load', 'http://127.0.0.1:1/']]) {
      const { code, stderr } = folder.tuneline([
        'profile',
        'different.mts',
        '--counts',
        ...options,
      ]);
      assert.equal(code, 2);
      assert.match(stderr, /--counts does not go with/);
    }
  });

  it('leaves no folder and no process behind', () => {
    const temporary = join(folder.path, 'temporary');
    mkdirSync(temporary);
    const env = { TMPDIR: temporary };
    const args = ['profile', 'different.mts', '--json', '--counts', '--', '3'];
    const { stdout, stderr } = folder.tuneline(args, { env });
    assert.ok((JSON.parse(stdout) as Hints).counted, stderr);
    assert.deepEqual(
      readdirSync(temporary).filter(name => name.startsWith('tuneline-')),
      [],
    );
  });
});
