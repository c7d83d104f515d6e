import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import { launchOffers } from '../../../src/run/targets/launch-entries';
import { launchTarget } from '../../../src/run/targets/launch-target';
import { plainVariable, type VariableContext } from '../../../src/run/targets/variables';
import { Project } from './project';

describe('launch entries', () => {
  let project: Project;
  afterEach(() => project.remove());

  async function offers(launch: string | object) {
    project = new Project({
      '.vscode/launch.json': launch,
      'src/main.js': '',
      'bin/tool': '',
      'node_modules/.bin/tsx': '',
      '.env': '# secrets\nexport FROM_FILE="two\\nlines"\nBOTH=file # not this\nQUOTED=\'a # b\'\n',
    });
    return launchOffers({
      file: project.file('.vscode/launch.json'),
      folder: project.folder,
    });
  }

  async function target(entry: object, context: Partial<VariableContext> = {}) {
    const [offer] = await offers({ configurations: [{ type: 'node', name: 'it', ...entry }] });
    const all: VariableContext = {
      folder: project.folder,
      folders: [
        { name: 'app', path: project.folder },
        { name: 'lib', path: '/lib' },
      ],
      env: { HOME_OF: '/home' },
      home: '/home/me',
      cwd: '/',
      ...context,
    };
    return launchTarget(offer, variable => plainVariable(variable, all));
  }

  it('are read with comments and trailing commas, those of other kinds with the reason why not', async () => {
    const found = await offers(`{
      // a comment
      "configurations": [
        { "type": "node", "request": "launch", "name": "Server", "program": "a.js", },
        { "type": "pwa-node", "name": "Old name", "program": "a.js" },
        { "type": "chrome", "name": "Browser", "url": "http://localhost" },
        { "type": "node", "request": "attach", "name": "Attach", "port": 9229 },
        { "type": "node", "name": "Nothing" },
      ],
      "compounds": [{ "name": "Both", "configurations": ["Server", { "name": "Browser" }] }],
    }`);
    assert.deepEqual(
      found.map(({ name, whyNot, attaches, members, compounds }) => [
        name,
        whyNot?.code ?? (attaches === true ? 'attaches' : members?.join(' and ')),
        ...compounds,
      ]),
      [
        ['Server', undefined, 'Both'],
        ['Old name', undefined],
        ['Browser', 'other-type', 'Both'],
        ['Attach', 'attaches'],
        ['Nothing', 'no-program'],
        ['Both', 'Server and Browser'],
      ],
    );
  });

  it('of a workspace file are found under its “launch”', async () => {
    project = new Project({
      'all.code-workspace': {
        folders: [],
        launch: { configurations: [{ type: 'node', name: 'Here', program: 'a.js' }] },
      },
    });
    const found = await launchOffers({
      file: project.file('all.code-workspace'),
      folder: undefined,
    });
    assert.deepEqual(
      found.map(offer => offer.name),
      ['Here'],
    );
  });

  it('start their program with its arguments, folder, flags and environment', async () => {
    const { target: made, preLaunchTask } = await target({
      program: '${workspaceFolder}/src/main.js',
      args: 'one "two words" ${env:HOME_OF}',
      cwd: 'src',
      runtimeArgs: ['--max-old-space-size=100'],
      envFile: '${workspaceFolder}/.env',
      env: { BOTH: 'entry', GONE: null },
      preLaunchTask: 'build',
      serverReadyAction: { pattern: '${nobody:knows}' },
    });
    assert.deepEqual(made, {
      kind: 'file',
      name: 'it',
      file: project.file('src/main.js'),
      args: ['one', 'two words', '/home'],
      cwd: project.file('src'),
      env: { FROM_FILE: 'two\nlines', BOTH: 'entry', QUOTED: 'a # b', GONE: undefined },
      nodeArgs: ['--max-old-space-size=100'],
    });
    assert.equal(preLaunchTask, 'build');
  });

  it('that start npm or another runner are command lines', async () => {
    const npm = await target({ runtimeExecutable: 'npm', runtimeArgs: ['run', 'dev'] });
    assert.equal(npm.target.kind === 'command' && npm.target.executable, 'npm');
    assert.deepEqual(npm.target.args, ['run', 'dev']);
    project.remove();
    const tsx = await target({ runtimeExecutable: 'tsx', program: 'src/main.js', args: ['x'] });
    assert.equal(
      tsx.target.kind === 'command' && tsx.target.executable,
      project.file('node_modules/.bin/tsx'),
    );
    assert.deepEqual(tsx.target.args, [project.file('src/main.js'), 'x']);
  });

  it('whose program has no ending that says what it is are left to node', async () => {
    const { target: made } = await target({ program: 'bin/tool', args: ['x'] });
    assert.equal(made.kind === 'command' && made.executable, 'node');
    assert.deepEqual(made.args, [project.file('bin/tool'), 'x']);
  });

  it('take the node they name, and say which version was not found', async () => {
    const named = await target({ program: 'src/main.js', runtimeExecutable: '/opt/node/bin/node' });
    assert.equal(named.target.kind === 'file' && named.target.node, '/opt/node/bin/node');
    project.remove();
    const { notes } = await target({ program: 'src/main.js', runtimeVersion: '4.0.0' });
    assert.deepEqual(notes, [{ code: 'runtime-version-not-found', detail: '4.0.0' }]);
  });

  it('are changed by what they say for this platform', async () => {
    const { target: made } = await target({
      program: 'src/main.js',
      linux: { args: ['here'] },
      windows: { args: ['here'] },
      osx: { args: ['here'] },
    });
    assert.deepEqual(made.args, ['here']);
  });

  it('know the variables of files and folders', async () => {
    const file = join(sep, 'lib', 'test', 'a.test.ts');
    const { target: made } = await target(
      {
        program: 'src/main.js',
        args: [
          '${workspaceFolder:lib}|${workspaceFolderBasename}|${userHome}',
          '${fileBasename}|${fileBasenameNoExtension}|${fileExtname}|${fileDirname}',
          '${file}:${lineNumber}|${pathSeparator}|${fileWorkspaceFolder}',
        ],
      },
      { file, line: 7 },
    );
    assert.deepEqual(made.args, [
      `/lib|${project.folder.split(sep).at(-1)}|/home/me`,
      `a.test.ts|a.test|.ts|${join(sep, 'lib', 'test')}`,
      `${file}:7|${sep}|/lib`,
    ]);
  });

  it('with a variable that is not known are refused by its name', async () => {
    await assert.rejects(target({ program: '${command:pick}/a.js' }), {
      code: 'unknown-variable',
      subject: '${command:pick}',
    });
    project.remove();
    await assert.rejects(target({ program: '${file}' }), /\$\{file\} stands for the file that is/);
  });

  it('that can not be read are refused with the line', async () => {
    await assert.rejects(offers('{\n  "configurations": [\n    { "type" }\n'), {
      code: 'unreadable',
      message: /launch\.json can't be read: line 3/,
    });
  });
});
