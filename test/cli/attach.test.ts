import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { endPrograms, inspected, run } from '../run/running-program';
import { Folder } from './tuneline';

const busy = resolve('test/fixtures/run/never-ends.js');

describe('tuneline profile --attach', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
  });
  after(() => folder.remove());
  afterEach(() => endPrograms());

  it('samples a program that runs already for a time, and leaves it', async () => {
    const program = await run(busy, [inspected]);
    const place = `:${program.inspectorPort}`;
    const made = folder.tuneline(['profile', '--attach', place, '--duration', '1s', '--json']);
    assert.equal(made.code, 0, made.stderr);
    const { exitCode, signal, lines } = made.json;
    assert.deepEqual([exitCode, signal], [null, null]);
    assert.equal(resolve(folder.path, lines[0].file), busy);
    assert.equal(lines[0].line, 3);
    assert.ok(program.isRunning());
  });

  it('samples until Ctrl+C, and leaves the program', async () => {
    const program = await run(busy, [inspected]);
    const args = ['profile', '--attach', `localhost:${program.inspectorPort}`, '--json'];
    const command = resolve('src', 'tuneline.mjs');
    const tuneline = spawn(process.execPath, [command, ...args], { stdio: 'pipe' });
    let printed = '';
    tuneline.stdout.on('data', (text: Buffer) => (printed += text));
    tuneline.stderr.once('data', () => setTimeout(() => tuneline.kill('SIGINT'), 1200));
    const code = await new Promise(done => tuneline.once('exit', done));
    assert.equal(code, 0);
    assert.equal(JSON.parse(printed).lines[0].line, 3);
    assert.ok(program.isRunning());
  });

  it('attaches as an entry of launch.json says', async () => {
    const program = await run(busy, [inspected]);
    const entry = { type: 'node', request: 'attach', name: 'It', port: program.inspectorPort };
    folder.write('.vscode/launch.json', JSON.stringify({ configurations: [entry] }));
    const made = folder.tuneline(['profile', '--launch', 'It', '--duration', '1s', '--json']);
    assert.equal(made.code, 0, made.stderr);
    assert.equal(made.json.lines[0].line, 3);
    assert.ok(program.isRunning());
  });

  it('says how to go on when nothing listens there', () => {
    const { code, stderr } = folder.tuneline(['profile', '--attach', '127.0.0.1:1']);
    assert.equal(code, 1);
    assert.match(stderr, /Nothing listens at 127\.0\.0\.1:1.*--inspect/);
  });

  for (const [args, complaint] of [
    [['--attach', 'nonsense'], /--attach is “nonsense”/],
    [['--attach', '1', 'file.js'], /--attach does not go with file\.js/],
    [['--attach', '1', '--runs', '2'], /--attach does not go with --runs/],
    [['--attach', '1', '--', 'x'], /--attach does not go with arguments/],
    [['--attach', ':9229', '--local-root', '.'], /need each other/],
    [['--attach', ':9229', '--duration', 'soon'], /--duration is “soon”/],
    [['file.js', '--duration', '1s'], /--duration needs --attach/],
  ] as const) {
    it(`does not take ${args.join(' ')}`, () => {
      const { code, stderr } = folder.tuneline(['profile', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, complaint);
    });
  }
});
