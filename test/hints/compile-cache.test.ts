import assert from 'node:assert/strict';
import { compileCache } from '../../src/core/hints/configuration/compile-cache';
import { formatTemplate } from '../../src/core/hints/hint';
import { hintOf, npm, program, testConfiguration } from './configuration-tester';
import { dedent } from './heat';

const profile = `
  main:1;(compiler) 200
  main:1;load@/app/node_modules/large/index.js:1;(compiler) 100
  (compiler) 100
  run@node:internal/main:1;(compiler) 100
  main:9 500`;

const launchFile = '/app/.vscode/launch.json';
const entry = (variables: string) =>
  dedent(`
    {
      "configurations": [
        {
          "name": "Report", // once a day
          "type": "node",
          "program": "\${workspaceFolder}/main.js",
          "env": {${variables}
          }
        }
      ]
    }
  `);
const target = { ...program, name: 'Report' };
const manifest = '/app/package.json';
const scripts = (line: string, packages: object = { 'cross-env': '^10.0.0' }) =>
  `${JSON.stringify({ scripts: { report: line }, devDependencies: packages }, undefined, 2)}\n`;
const folder = 'node_modules/.cache/node-compile-cache';
const script = (why: string, line: string, packages?: object) => ({
  why,
  profile,
  files: { [manifest]: scripts(line, packages) },
  ran: { target: npm('run', 'report') },
});

testConfiguration(compileCache, {
  silent: [
    ...['20.20.2', '22.0.0', '18.20.0'].map(nodeVersion => ({
      why: `on Node.js ${nodeVersion}, which has no such folder`,
      profile,
      ran: { nodeVersion },
    })),
    { why: 'of a profile from elsewhere', profile, ran: null },
    { why: 'where little is compiled', profile: 'main:1;(compiler) 190\nmain:9 810' },
    {
      why: 'on too few samples, as of what takes no 50 ms',
      profile: 'main:1;(compiler) 40\nmain:9 40',
    },
    {
      why: 'about what is compiled of Node.js itself',
      profile: '(compiler) 400\nrun@node:internal/main:1;(compiler) 400\nmain:9 200',
    },
    ...[
      { environment: { NODE_COMPILE_CACHE: '/tmp/kept' } },
      { environment: { NODE_DISABLE_COMPILE_CACHE: '1' } },
      { target: { ...program, env: { NODE_COMPILE_CACHE: '' } } },
    ].map((ran, at) => ({ why: `where a variable says otherwise (${at + 1})`, profile, ran })),
    {
      why: 'where the program keeps its code by itself',
      profile,
      files: { '/app/node_modules/large/index.js': 'require("module").enableCompileCache?.();' },
    },
    {
      why: 'where the script names a folder in another way',
      profile,
      files: { [manifest]: scripts('NODE_COMPILE_CACHE=kept node main.js') },
      ran: { target: npm('run', 'report') },
    },
    {
      why: 'about a program that was attached to',
      profile,
      ran: { target: { ...program, kind: 'attached', host: '127.0.0.1', port: 9229 } },
    },
  ],
  hints: [
    {
      why: 'a launch entry whose start is mostly compiling, and keeps its other variables',
      profile,
      files: { [launchFile]: entry('\n            "LOG": "1"') },
      ran: { target },
      safety: 'review',
      differs: /first start takes longer.*coverage/,
      fixed: entry(
        `\n            "LOG": "1",\n            "NODE_COMPILE_CACHE": "\${workspaceFolder}/${folder}"`,
      ),
    },
    {
      ...script(
        'a script that starts node, where cross-env is there for every shell',
        'node main.js -a',
      ),
      safety: 'review',
      fixed: scripts(`cross-env NODE_COMPILE_CACHE=${folder} node main.js -a`),
    },
    {
      ...script('a script that sets variables already', 'cross-env LOG=1 tool build'),
      safety: 'review',
      fixed: scripts(`cross-env NODE_COMPILE_CACHE=${folder} LOG=1 tool build`),
    },
    {
      ...script('a script without cross-env, as words', 'node main.js', {}),
      safety: 'advice',
    },
    {
      ...script('a script of several programs, as words', 'node a.js && node b.js'),
      safety: 'advice',
    },
    { ...script('a script of another program, as words', 'tool build'), safety: 'advice' },
    {
      why: 'a file that is run, as words',
      profile,
      ran: { nodeVersion: '22.1.0' },
      safety: 'advice',
    },
  ],
});

describe('the rule compile-cache', () => {
  it('says what to set, and how much of the time it is about', () => {
    const hint = hintOf(compileCache, { why: '', profile, ran: { nodeVersion: 'v26.10.0' } });
    assert.equal(hint?.file, program.file);
    assert.match(
      formatTemplate(hint.title),
      /run it with `NODE_COMPILE_CACHE=node_modules\/\.cache/,
    );
    assert.match(formatTemplate(hint.evidence), /^about 30% \(.* is compiling what is loaded$/);
  });
});
