import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './tuneline';

describe('tuneline, asked for what is not there,', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
    mkdirSync(join(folder.path, '.git'));
    mkdirSync(join(folder.path, 'lib'));
    folder.write('package.json', '{ "scripts": { "build": "node busy.js" } }');
    folder.write('busy.js', '');
    const configurations = [
      { type: 'node', request: 'launch', name: 'Server', program: 'busy.js' },
      { type: 'node', request: 'attach', name: 'Ask', processId: '${command:PickProcess}' },
    ];
    const compounds = [{ name: 'Both', configurations: ['Server', 'Ask'] }];
    folder.write('.vscode/launch.json', JSON.stringify({ configurations, compounds }));
  });
  after(() => folder.remove());

  for (const [args, answer] of [
    [['profile', '--', 'nosuchcmd'], /There is no command “nosuchcmd”.*PATH.*npx/],
    [['profile', '--', 'build'], /no command “build”.*mean: tuneline profile -- npm run build$/],
    [['profile', '--', 'biuld'], /no command “biuld”.*mean: tuneline profile -- npm run build$/],
    [['profile', '--', 'busy.js'], /no command “busy\.js”.*mean: tuneline profile busy\.js$/],
    [['profile', '--', './nosuch'], /There is no file .*nosuch to run/],
    [['profile', '--', './lib'], /\.\/lib can't be run: it is a folder/],
    [['profile', '--', 'echo', 'hi'], /ended with exit code 0 and started no Node\.js program/],
    [['profile', 'busy'], /no file .*busy\..*mean: tuneline profile busy\.js$/],
    [['profile', 'build'], /no file .*mean: tuneline profile -- npm run build$/],
    [['profile', 'lib'], /lib is a folder\. Name the file/],
    [['profile', '--test', 'nosuch.ts'], /tuneline: There is no file .*nosuch\.ts\./],
    [['profile', '--test', 'lib'], /lib is a folder\. Name one test file/],
    [['profile', '--launch', 'Sever'], /has no entry “Sever”\. Did you mean “Server”\?/],
    [
      ['profile', '--launch', 'Both'],
      /“Both” is a compound: it starts “Server” and “Ask” side by side\..*--launch "Server"$/,
    ],
    [
      ['profile', '--launch', 'Ask'],
      /“Ask” asks which process is meant\. Name it: tuneline profile --attach <number>/,
    ],
    [
      ['profile', '--launch', 'Server', '--duration', '1s'],
      /“Server” starts its program\. Leave it out/,
    ],
    [['open', 'lib'], /lib is a folder/],
    [['open', 'nosuch.cpuprofile'], /tuneline: There is no file .*nosuch\.cpuprofile\./],
    [['hints', 'lib', '--profile', 'x'], /lib is a folder\. Name a source file/],
    [['hints', 'busy.js', '--profile', 'lib'], /lib is a folder\. Name a \.cpuprofile/],
    [['profile', '--attach', '99999999'], /no process with the number 99999999.*no port either/],
  ] as const) {
    it(`answers ${args.join(' ')} with what is wrong and how to go on`, () => {
      const { code, stderr } = folder.tuneline(args);
      assert.equal(code, 1);
      assert.match(stderr.trim(), answer);
      assert.doesNotMatch(stderr, /ENOENT|EISDIR|spawn/);
    });
  }

  for (const [args, answer] of [
    [['profile', 'busy.js', '--limit', '-3'], /--limit is “-3”\. Give a whole number from 1/],
    [['profile', 'busy.js', '--limit', 'abc'], /--limit is “abc”\. Give a whole number from 1/],
    [['profile', 'busy.js', '--limit'], /--limit needs a value/],
    [['profile', 'busy.js', '--limt', '3'], /--limt is not an option.*mean --limit\?/],
    [['profile', 'busy.js', '-x'], /-x is not an option.*of the program go behind `--`/],
    [['profile', '--attach', ':99999'], /99999 is not a port: those go from 1 to 65535/],
    [['busy.js'], /“busy\.js” is not a command.*mean: tuneline profile busy\.js/],
    [['profle', 'busy.js'], /“profle” is not a command.*mean: tuneline profile/],
    [['help', 'profle'], /“profle” is not a command.*mean: tuneline profile/],
    [['--cwd', 'help', 'profile', '--limit', '0', 'busy.js'], /--limit is “0”/],
    [['--node', 'verify', 'profile', '--limit', '0', 'busy.js'], /--limit is “0”/],
  ] as const) {
    it(`does not take ${args.join(' ')}`, () => {
      const { code, stderr } = folder.tuneline(args);
      assert.equal(code, 2);
      assert.match(stderr.trim(), answer);
    });
  }
});

describe('tuneline --help', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
  });
  after(() => folder.remove());

  const commands = ['profile', 'open', 'hints', 'verify', 'tune', 'compare', 'check'];

  it('names each command in a line, and where to read on', () => {
    const { code, stdout } = folder.tuneline(['--help']);
    assert.equal(code, 0);
    const named = [...stdout.matchAll(/^ {2}(\w+) {2,}\w/gm)].map(([, name]) => name);
    assert.deepEqual(named, commands);
    assert.match(stdout, /tuneline <command> --help/);
  });

  for (const command of commands)
    it(`behind ${command} tells how that is called, and its options alone`, () => {
      const { code, stdout } = folder.tuneline([command, '--help']);
      assert.equal(code, 0);
      const usage = stdout.split('\n\n')[0].split('\n');
      for (const line of usage) assert.ok(line.includes(`tuneline ${command} `), line);
      assert.match(stdout, /\n {2}--json /m);
      assert.match(stdout, /Exit code: /);
      assert.equal(folder.tuneline(['help', command]).stdout, stdout);
    });

  it('behind `--` is the program’s', () => {
    folder.write('help.js', 'console.error("asked for", process.argv[2]);');
    const { code, stderr } = folder.tuneline(['profile', 'help.js', '--', '--help']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /asked for --help/);
  });
});

describe('tuneline --version', () => {
  it('is told behind any command', () => {
    const folder = new Folder();
    try {
      const { stdout } = folder.tuneline(['--version']);
      assert.match(stdout, /^\d+\.\d+/);
      for (const command of ['profile', 'verify', 'check'])
        assert.equal(folder.tuneline([command, '--version']).stdout, stdout);
    } finally {
      folder.remove();
    }
  });
});
