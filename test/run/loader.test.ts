import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hotSpots } from '../../src/core/hot-lines';
import { times } from '../../src/core/profile';
import { chooseRunner } from '../../src/run/runner';
import { codesOf, copyPrograms, dist, hottest, type Programs, start, testNode } from './recording';

const run = promisify(execFile);

describe('our loader', () => {
  let programs: Programs;
  before(() => {
    programs = copyPrograms();
  });
  after(() => programs.remove());

  /** Runs a file as `record` would, and gives what it printed. */
  async function output(file: string): Promise<{ stdout: string; stderr: string }> {
    const runner = await chooseRunner(file, dirname(file), 'tuneline', dist);
    const env = { ...process.env, XDG_CACHE_HOME: join(programs.folder, 'cache') };
    return run(testNode, [...runner.args, file], { env, cwd: dirname(file) });
  }

  function write(name: string, text: string): string {
    const path = programs.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  for (const state of ['the first time', 'from its cache']) {
    it(`runs CommonJS with all that only a compiler can run, ${state}`, async () => {
      const { stdout, stderr } = await output(programs.path('typescript/commonjs.ts'));
      assert.deepEqual(JSON.parse(stdout), {
        kinds: [2, 4, 5],
        index: 'from the index',
        where: true,
        plain: { name: 'i', props: { a: 'b' } },
        view: { name: 'box', props: { size: 2 }, children: ['text'] },
        seen: ['accessorLike'],
        types: ['design:type Number'],
        area: 12,
        modules: ['function', 'function', 8, true],
      });
      assert.equal(stderr, '');
    });

    it(`runs ES modules with all that only a compiler can run, ${state}`, async () => {
      const { stdout, stderr } = await output(programs.path('typescript/module.mts'));
      assert.deepEqual(JSON.parse(stdout), {
        kinds: [2, 4, 5],
        index: 'from the index',
        where: true,
        own: true,
        view: { name: 'box', props: { size: 2 }, children: ['text'] },
        area: 12,
        modules: ['function', 'function', 8, 'undefined'],
      });
      assert.equal(stderr, '');
    });
  }

  it('takes a file with top-level await for an ES module where no package says what it is', async () => {
    const file = write(
      'loose/waits.ts',
      'const x: number = await Promise.resolve(4);\nconsole.log(x);',
    );
    assert.equal((await output(file)).stdout, '4\n');
  });

  it('loads a package that is an ES module from CommonJS, as silently as a compiler would', async () => {
    write('esm/node_modules/only-esm/package.json', '{"type":"module","exports":"./index.js"}');
    write('esm/node_modules/only-esm/index.js', 'export default "from the package";');
    write('esm/tsconfig.json', '{"compilerOptions":{"module":"commonjs"}}');
    const file = write('esm/main.ts', 'import text from "only-esm";\nconsole.log(text as string);');
    assert.deepEqual(await output(file), { stdout: 'from the package\n', stderr: '' });
  });

  it('says where a file does not parse', async () => {
    const file = write('loose/broken.ts', 'const fine = 1;\nlet x: = ;\n');
    await assert.rejects(output(file), /broken\.ts:2:8/);
  });

  for (const name of ['fails.ts', 'fails.mts']) {
    it(`names the lines that were written in the stack of an error, in ${name}`, async () => {
      const file = write(
        `loose/${name}`,
        [
          'interface Gone { readonly n: number }',
          'type AlsoGone = Gone;',
          '',
          'function fails(gone: Gone): never {',
          "  throw new Error('too deep ' + gone.n);",
          '}',
          'try { fails({ n: 1 }); } catch (error) { console.log((error as Error).stack); }',
          'Error.prepareStackTrace = (_, sites) => sites[0].getLineNumber();',
          "console.log('its own:', new Error().stack);",
          'Error.prepareStackTrace = undefined;',
          'fails({ n: 2 });',
        ].join('\n'),
      );
      const { stdout, stderr } = await output(file).then(
        () => assert.fail('it throws'),
        (error: { stdout: string; stderr: string }) => error,
      );
      assert.match(stdout, new RegExp(`fails \\(.*${name}:5:\\d+\\)\n.*${name}:7:`));
      assert.match(stderr, new RegExp(`fails \\(.*${name}:5:\\d+\\)\n.*${name}:11:`));
      assert.match(stderr, /^.*:5\n {2}throw new Error\('too deep ' \+ gone\.n\);\n/);
      // What a program makes of its stacks itself is made of the same as without us: of the lines that run.
      assert.doesNotMatch(stdout, /its own: 9\n/);
    });
  }

  it('passes itself on to what the program forks', async () => {
    write('loose/child.ts', 'enum Told { Yes = 7 }\nprocess.send!(Told.Yes);');
    const file = write(
      'loose/forks.ts',
      `import { fork } from 'node:child_process';
      fork(__dirname + '/child.ts').on('message', message => console.log(message));`,
    );
    assert.equal((await output(file)).stdout, '7\n');
  });

  for (const file of ['commonjs.ts', 'module.mts']) {
    for (const source of ['v8-log', 'inspector'] as const) {
      it(`keeps its own time out of the profile of ${file} by ${source}`, async () => {
        const env = { XDG_CACHE_HOME: join(programs.folder, `cache of ${file} ${source}`) };
        const recording = await start(programs, `typescript/${file}`, { source, env }).done;
        const path = programs.path(`typescript/${file}`);
        const text = hottest(recording);
        assert.deepEqual([text.file, text.line], [path, file === 'commonjs.ts' ? 26 : 17]);
        assert.ok(text.selfShare > 0.5, `it has ${text.selfShare}`);
        assert.equal(recording.run.runner, 'tuneline');
        assert.ok(recording.texts.has(path));
        assert.ok(hotSpots(recording.profile).lines.every(line => !line.file.startsWith(dist)));
        if (source === 'v8-log') {
          assert.ok(times(recording.profile).tool > 20_000);
          assert.ok(codesOf(recording).includes('tool-time'));
        }
      });
    }
  }
});
