import assert from 'node:assert/strict';
import { Folder } from './tuneline';

describe('tuneline profile', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
  });
  after(() => folder.remove());

  it('says in a few short lines where a TypeScript file does not parse', () => {
    folder.write('bad.ts', 'export const a: number = 1;\nfunction f( {\n  return 1;\n}\n');
    const { code, stdout, stderr } = folder.tuneline(['profile', 'bad.ts']);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /bad\.ts:3\n {2}return 1;\n {9}\^\n\nSyntaxError: ':' expected\./);
    assert.ok(Math.max(...stderr.split('\n').map(line => line.length)) < 200);
    assert.doesNotMatch(stderr, /transpile\.js|loader\.js/);
  });

  it('names the error and its place when the program could not even start', () => {
    folder.write('bad.cts', 'const a = 1;\nfunction ( {\n');
    const { error } = folder.tuneline(['profile', 'bad.cts', '--json']).json;
    assert.equal(error.code, 'no-samples');
    assert.match(error.message, /^The program ended .*\nSyntaxError: .*\n {4}at .*bad\.cts:2/);
  });

  it('reports a program that throws what has no text', () => {
    folder.write('throws.js', 'throw Object.create(null);');
    const { code, json } = folder.tuneline(['profile', 'throws.js', '--json']);
    // Now and then its one line is sampled before it throws: then there is a profile, which names the program's own code.
    if (code === 0) assert.equal(json.exitCode, 1);
    else assert.equal(json.error.code, 'no-samples');
  });

  it('shows the program none of the flags that it was started with', () => {
    folder.write(
      'tells.js',
      `const { fork } = require('node:child_process');
      if (process.argv[2] === undefined) fork(__filename, ['child']);
      console.log(JSON.stringify([process.execArgv, process.env.TUNELINE_BOOT]));`,
    );
    const { stderr } = folder.tuneline(['profile', 'tells.js', '--json']);
    assert.equal(stderr, '[[],null]\n[[],null]\n');
  });

  it('opens what it saved with the same active time, apart from the tools', () => {
    folder.write(
      'works.ts',
      `let sum: number = 0;
      for (const end = Date.now() + 100; Date.now() < end;)
        for (let i = 0; i < 1e5; i++) sum = (sum * 31 + i) | 0;`,
    );
    const made = folder.tuneline([
      'profile',
      'works.ts',
      '--json',
      '--out',
      'saved.cpuprofile',
    ]).json;
    const opened = folder.tuneline(['open', 'saved.cpuprofile', '--json']).json;
    assert.ok(Math.abs(opened.activeMs - made.activeMs) < 0.01 * made.activeMs);
    assert.equal(opened.samples, made.samples);
    assert.equal(opened.lines[0].file, 'works.ts');
    assert.ok(Math.abs(opened.lines[0].selfShare - made.lines[0].selfShare) < 0.01);
  });

  it('shows no text of a file that is not what ran any more', () => {
    folder.write(
      'rewrites.js',
      `require('node:fs').writeFileSync(__filename, '\\n\\nnothing(); // to do with it\\n');
      for (const end = Date.now() + 300; Date.now() < end;)
        for (let i = 0; i < 1e5; i++) Math.sqrt(i);`,
    );
    const { stdout } = folder.tuneline(['profile', 'rewrites.js']);
    assert.match(stdout, /rewrites\.js:3 +\(the file has changed since it ran\)/);
    assert.doesNotMatch(stdout, /nothing\(\)/);
  });

  it('advises to record a saved profile again where it has few samples', () => {
    const callFrame = { functionName: 'f', scriptId: '1', url: 'file:///f.js' };
    folder.write(
      'few.cpuprofile',
      JSON.stringify({
        nodes: [{ id: 1, callFrame: { ...callFrame, lineNumber: 0, columnNumber: 0 } }],
        ...{ startTime: 0, endTime: 2000, samples: [1, 1], timeDeltas: [1000, 1000] },
      }),
    );
    const { stdout } = folder.tuneline(['open', 'few.cpuprofile']);
    assert.match(stdout, /too few to trust\. Record it again/);
    assert.doesNotMatch(stdout, /--runs/);
  });

  it('does not run the program when the profile can not be saved afterwards', () => {
    folder.write('prints.js', 'console.log("it ran");');
    const args = ['profile', 'prints.js', '--out', 'nowhere/saved.cpuprofile'];
    const { code, stdout, stderr } = folder.tuneline(args);
    assert.equal(code, 1);
    assert.match(stderr, /can't be saved as .*nowhere/);
    assert.doesNotMatch(stdout, /it ran/);
  });
});
