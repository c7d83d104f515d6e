import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { applyEdits } from '../../src/core/text-edit';
import { configurationHints, type HowItRan } from '../../src/core/hints/configuration';
import { formatTemplate } from '../../src/core/hints/hint';
import type { Lane, Profile } from '../../src/core/profile';
import type { CommandTarget, FileTarget, TargetDescription } from '../../src/core/session';
import { drawnProfile } from '../core/drawn-profile';

const collecting = drawnProfile('main:1 600\n(gc) 400');
const program: FileTarget = { kind: 'file', file: '/app/main.js', args: [], cwd: '/app', env: {} };

/** What is said where these files lie on disk. */
function hintsOn(
  files: Readonly<Record<string, string>>,
  ran: Partial<HowItRan> & { readonly target: TargetDescription },
  profile: Profile = collecting,
) {
  const nearest = (name: string, from: string) => {
    for (let folder = dirname(from); ; folder = dirname(folder)) {
      const file = join(folder, name);
      if (file in files) return { file, text: files[file] };
      if (folder === dirname(folder)) return undefined;
    }
  };
  return configurationHints(profile, nearest, {
    nodeVersion: '22.23.3',
    nodeOptions: undefined,
    ...ran,
  });
}

const launch = (entry: object) =>
  JSON.stringify({ version: '0.2.0', configurations: [{ name: 'Other' }, entry] }, undefined, 2);
const npm = (args: string[]): CommandTarget => ({
  kind: 'command',
  name: `npm ${args.join(' ')}`,
  file: '/app/package.json',
  executable: 'npm',
  args,
  cwd: '/app',
  env: {},
});
const scripts = (line: string) => JSON.stringify({ name: 'app', scripts: { build: line } });

describe('the hint that gives young objects more room', () => {
  it('is given as words where the program is run by its file', () => {
    const [hint] = hintsOn({}, { target: program });
    assert.equal(hint.rule, 'semi-space');
    assert.equal(hint.safety, 'advice');
    assert.equal(hint.file, '/app/main.js');
    assert.match(formatTemplate(hint.title), /`node --max-semi-space-size=64`/);
    assert.match(formatTemplate(hint.evidence), /^about 40% \(.* is garbage collection$/);
    assert.match(formatTemplate(hint.differs ?? hint.title), /memory.*a profile does not tell/);
  });

  it('is an edit of the launch entry that was run, whose comments stay', () => {
    const file = '/app/.vscode/launch.json';
    const text = `{
  "configurations": [
    // the server
    {
      "name": "Serve",
      "type": "node",
      "program": "\${workspaceFolder}/main.js", // built
    },
  ],
}
`;
    const target = { ...program, name: 'Serve' };
    const [hint] = hintsOn({ [file]: text }, { target });
    assert.equal(hint.file, file);
    assert.equal(hint.line, 4);
    assert.equal(hint.safety, 'review');
    const edited = applyEdits(text, hint.edits);
    assert.match(edited, /\n {6}"runtimeArgs": \[\n? *"--max-semi-space-size=64"\n? *\]/);
    assert.match(edited, /\/\/ the server[^]*\/\/ built/);
    assert.deepEqual(hintsOn({ [file]: edited }, { target }), [], 'it is silent from then on');
  });

  it('puts the flag before those that the entry has', () => {
    const target = { ...program, name: 'Serve', nodeArgs: ['--inspect'] };
    const edited = (runtimeArgs: unknown) => {
      const file = '/app/.vscode/launch.json';
      const text = launch({ name: 'Serve', type: 'node', program: 'main.js', runtimeArgs });
      const [{ edits }] = hintsOn({ [file]: text }, { target });
      return JSON.parse(applyEdits(text, edits)).configurations[1].runtimeArgs;
    };
    assert.deepEqual(edited(['--inspect']), ['--max-semi-space-size=64', '--inspect']);
    assert.equal(edited('--inspect'), '--max-semi-space-size=64 --inspect');
  });

  for (const [why, entry] of Object.entries({
    'of the same name that runs another file': { program: 'other.js' },
    'that starts something else than node': { program: 'main.js', runtimeExecutable: 'tsx' },
    'that is another one on some systems': { program: 'main.js', linux: { env: {} } },
  }))
    it(`leaves an entry alone ${why}`, () => {
      const files = { '/app/.vscode/launch.json': launch({ name: 'Serve', ...entry }) };
      const [hint] = hintsOn(files, { target: { ...program, name: 'Serve' } });
      assert.deepEqual([hint.safety, hint.edits, hint.file], ['advice', [], '/app/main.js']);
    });

  it('is an edit of the script that was run where that starts one node', () => {
    const text = scripts('node build.js --all');
    const files = { '/app/package.json': text };
    const [hint] = hintsOn(files, { target: npm(['run', 'build']) });
    assert.equal(hint.file, '/app/package.json');
    assert.equal(
      JSON.parse(applyEdits(text, hint.edits)).scripts.build,
      'node --max-semi-space-size=64 build.js --all',
    );
  });

  for (const line of ['tsc', 'node a.js && node b.js', 'NODE_ENV=x node a.js', 'node'])
    it(`names the variable instead of changing the script “${line}”`, () => {
      const files = { '/app/package.json': scripts(line) };
      const [hint] = hintsOn(files, { target: npm(['run', 'build']) });
      assert.deepEqual([hint.safety, hint.edits], ['advice', []]);
      assert.match(formatTemplate(hint.title), /`NODE_OPTIONS=--max-semi-space-size=64`/);
    });

  it('is silent on a Node.js that gains nothing by it, and where it is not known which one it was', () => {
    for (const nodeVersion of ['24.21.0', '26.10.0', '18.20.0', '220.1.0'])
      assert.deepEqual(hintsOn({}, { target: program, nodeVersion }), [], nodeVersion);
    assert.ok(
      hintsOn({}, { target: program, nodeVersion: '20.20.2' }).every(
        ({ rule }) => rule !== 'semi-space',
      ),
    );
    assert.deepEqual(
      configurationHints(collecting, () => undefined, undefined),
      [],
    );
  });

  it('is silent where less is garbage collection, or too few samples tell', () => {
    for (const drawing of ['main:1 810\n(gc) 190', 'main:1 60\n(gc) 40'])
      assert.deepEqual(hintsOn({}, { target: program }, drawnProfile(drawing)), []);
  });

  it('is silent where the room is set already, however it is written', () => {
    const flag = '--max_semi_space_size=32';
    const quiet: Parameters<typeof hintsOn>[1][] = [
      { target: { ...program, nodeArgs: [flag] } },
      { target: { ...program, env: { NODE_OPTIONS: flag } } },
      { target: program, nodeOptions: '--max-semi-space-size=16' },
      { target: { ...npm([flag, 'main.js']), executable: 'node' } },
      { target: npm(['run', 'build']) },
    ];
    const files = { '/app/package.json': scripts(`node ${flag} build.js && echo`) };
    for (const one of quiet) assert.deepEqual(hintsOn(files, one), []);
  });

  it('is silent about programs whose flags are not known, and about several threads', () => {
    const attached = { ...program, kind: 'attached' as const, host: '127.0.0.1', port: 9229 };
    assert.deepEqual(hintsOn({}, { target: attached }), []);
    assert.deepEqual(hintsOn({}, { target: { ...program, kind: 'imported' } }), []);
    const lane = (name: string, role: Lane['role']): Lane => ({
      name,
      role,
      pid: 1,
      thread: 0,
      source: 'v8-log',
      callLines: 'recorded',
      cpu: undefined,
    });
    const withLanes = (...lanes: Lane[]) =>
      hintsOn({}, { target: npm(['run', 'build']) }, { ...collecting, lanes });
    assert.deepEqual(withLanes(lane('main', 'program'), lane('worker 1', 'program')), []);
    assert.equal(withLanes(lane('npm', 'launcher'), lane('main', 'program')).length, 1);
  });
});
