import assert from 'node:assert/strict';
import type { HowItRan } from '../../src/core/hints/configuration';
import { semiSpace } from '../../src/core/hints/configuration/semi-space';
import { formatTemplate } from '../../src/core/hints/hint';
import type { Lane, Profile } from '../../src/core/profile';
import type { TargetDescription } from '../../src/core/session';
import { applyEdits } from '../../src/core/text-edit';
import { drawnProfile } from '../core/drawn-profile';
import { hintsWith, npm, program, testConfiguration } from './configuration-tester';
import { dedent } from './heat';

const profile = 'main:1 600\n(gc) 400';
const collecting = drawnProfile(profile);

/** What is said where these files lie on disk. */
function hintsOn(
  files: Readonly<Record<string, string>>,
  ran: Partial<HowItRan> & { readonly target: TargetDescription },
  of: Profile = collecting,
) {
  return hintsWith(files, ran, of);
}

const launch = (entry: object) =>
  JSON.stringify({ version: '0.2.0', configurations: [{ name: 'Other' }, entry] }, undefined, 2);
const scripts = (line: string) => JSON.stringify({ name: 'app', scripts: { build: line } });

const launchFile = '/app/.vscode/launch.json';
const commented = dedent(`
  {
    "configurations": [
      // the server
      {
        "name": "Serve",
        "type": "node",
        "program": "\${workspaceFolder}/main.js", // built
      },
    ],
  }
`);

testConfiguration(semiSpace, {
  silent: [
    { why: 'where less is garbage collection', profile: 'main:1 810\n(gc) 190' },
    { why: 'on too few samples', profile: 'main:1 60\n(gc) 40' },
    ...['20.20.2', '24.21.0', '26.10.0', '18.20.0', '220.1.0'].map(nodeVersion => ({
      why: `on Node.js ${nodeVersion}`,
      profile,
      ran: { nodeVersion },
    })),
    { why: 'of a profile from elsewhere', profile, ran: null },
  ],
  hints: [
    {
      why: 'garbage collection of a launch entry that was run, whose comments stay',
      profile,
      files: { [launchFile]: commented },
      ran: { target: { ...program, name: 'Serve' } },
      safety: 'review',
      differs: /memory.*a profile does not tell/,
      fixed: commented.replace(
        'main.js",',
        'main.js",\n      "runtimeArgs": [\n        "--max-semi-space-size=64"\n      ],',
      ),
    },
    {
      why: 'garbage collection of a script that starts one node',
      profile,
      files: {
        '/app/package.json': '{\n  "scripts": {\n    "build": "node build.js --all"\n  }\n}\n',
      },
      ran: { target: npm('run', 'build') },
      safety: 'review',
      fixed:
        '{\n  "scripts": {\n    "build": "node --max-semi-space-size=64 build.js --all"\n  }\n}\n',
    },
    {
      why: 'garbage collection of a file that is run, as words',
      profile,
      safety: 'advice',
    },
  ],
});

describe('the hint that gives young objects more room', () => {
  it('is given as words where the program is run by its file', () => {
    const [hint] = hintsOn({}, { target: program });
    assert.equal(hint.file, '/app/main.js');
    assert.match(formatTemplate(hint.title), /`node --max-semi-space-size=64`/);
    assert.match(formatTemplate(hint.evidence), /^about 40% \(.* is garbage collection$/);
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

  for (const line of ['tsc', 'node a.js && node b.js', 'NODE_ENV=x node a.js', 'node'])
    it(`names the variable instead of changing the script “${line}”`, () => {
      const files = { '/app/package.json': scripts(line) };
      const [hint] = hintsOn(files, { target: npm('run', 'build') });
      assert.deepEqual([hint.safety, hint.edits], ['advice', []]);
      assert.match(formatTemplate(hint.title), /`NODE_OPTIONS=--max-semi-space-size=64`/);
    });

  it('is silent where the room is set already, however it is written', () => {
    const flag = '--max_semi_space_size=32';
    const quiet: Parameters<typeof hintsOn>[1][] = [
      { target: { ...program, nodeArgs: [flag] } },
      { target: { ...program, env: { NODE_OPTIONS: flag } } },
      { target: program, environment: { NODE_OPTIONS: '--max-semi-space-size=16' } },
      { target: { ...npm(flag, 'main.js'), executable: 'node' } },
      { target: npm('run', 'build') },
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
      hintsOn({}, { target: npm('run', 'build') }, { ...collecting, lanes });
    assert.deepEqual(withLanes(lane('main', 'program'), lane('worker 1', 'program')), []);
    assert.equal(withLanes(lane('npm', 'launcher'), lane('main', 'program')).length, 1);
  });
});
