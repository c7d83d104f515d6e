import assert from 'node:assert/strict';
import { Folder } from './tuneline';
import { freePort } from '../free-port';

const server = `const http = require('node:http');
let sum = 0;
for (let i = 0; i < 1e8; i++) sum = (Math.imul(sum, 31) + i) | 0; // start-up
let first;
function warms() {
  for (let i = 0; i < 2e6; i++) sum = (Math.imul(sum, 31) + i) | 0; // warms
}
function works() {
  for (let i = 0; i < 2e6; i++) sum = (Math.imul(sum, 37) + i) | 0; // works
}
const server = http.createServer((request, response) => {
  first ??= Date.now();
  if (Date.now() - first < 700) warms();
  else works();
  if (request.url !== '/') response.writeHead(404);
  response.end(String(sum));
});
server.listen(0, '127.0.0.1', () => {
  require('node:fs').writeFileSync('port', String(server.address().port));
});
`;
/** Asks the server again and again, as a load command does. */
const asks = `const { readFileSync } = require('node:fs');
const [seconds, code] = process.argv.slice(2).map(Number);
const end = Date.now() + seconds * 1000;
(async () => {
  while (Date.now() < end) await (await fetch('http://127.0.0.1:' + readFileSync('port', 'utf8'))).text();
  if (code > 0) console.error('not fast enough');
  process.exitCode = code;
})();
`;

const lineOf = (text: string) =>
  server.split('\n').findIndex(line => line.endsWith(`// ${text}`)) + 1;

describe('tuneline profile of a server', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
    folder.write('server.js', server);
    folder.write('fixed.js', server.replace('listen(0,', 'listen(Number(process.env.PORT),'));
    folder.write('asks.js', asks);
    folder.write('ends.js', 'for (let i = 0; i < 3e8; i++) if (Math.sqrt(i) < 0) break;');
  });
  after(() => folder.remove());

  it('records it under a load command, without the warm-up, and ends it', () => {
    const args = ['server.js', '--load', 'node asks.js 3', '--warm-up', '1.5s', '--json'];
    const { code, json, stderr } = folder.tuneline(['profile', ...args]);
    assert.equal(code, 0, stderr);
    const { lines, load, window, signal } = json;
    assert.equal(lines[0].line, lineOf('works'));
    const hot = lines.filter(line => line.selfShare > 0.005).map(({ line }) => line);
    assert.ok(!hot.includes(lineOf('warms')) && !hot.includes(lineOf('start-up')), `${hot}`);
    assert.deepEqual([load?.kind, load?.exitCode, load?.warmUpMs], ['command', 0, 1500]);
    assert.equal(window?.kind, 'under-load');
    assert.equal(signal, 'SIGTERM');
  });

  it('asks a URL itself, and counts the answers', async () => {
    const port = await freePort();
    const { code, json, stderr } = folder.tuneline(
      [
        'profile',
        'fixed.js',
        '--load',
        `:${port}/`,
        '--warm-up',
        '1s',
        '--duration',
        '1s',
        '--json',
      ],
      { env: { PORT: String(port) } },
    );
    assert.equal(code, 0, stderr);
    assert.equal(json.lines[0].line, lineOf('works'));
    const { requests = 0, latencyMs, statuses, failed } = json.load ?? {};
    assert.ok((requests ?? 0) > 0 && (latencyMs?.p50 ?? 0) > 1, JSON.stringify(json.load));
    assert.deepEqual([Object.keys(statuses ?? {}), failed], [['2xx'], 0]);
  });

  it('says that answers were no success', async () => {
    const port = await freePort();
    const { code, stdout } = folder.tuneline(
      ['profile', 'fixed.js', '--load', `:${port}/nowhere`, '--warm-up', '0s', '--duration', '1s'],
      { env: { PORT: String(port) } },
    );
    assert.equal(code, 0);
    assert.match(stdout, /Not every request was answered with success: 0 × 2xx, \d+ × 4xx/);
  });

  it('says where the program listens when nothing answers at the URL', async () => {
    const port = await freePort();
    const { code, stderr } = folder.tuneline(
      ['profile', 'fixed.js', '--load', `:${await freePort()}/`, '--warm-up', '500ms'],
      { env: { PORT: String(port) } },
    );
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`ECONNREFUSED.*The program listens at port ${port}`));
  });

  it('says that a load command failed, and with what code', () => {
    const during = ['server.js', '--load', 'node asks.js 2 7', '--warm-up', '500ms'];
    const kept = folder.tuneline(['profile', ...during]);
    assert.equal(kept.code, 0, kept.stderr);
    assert.match(kept.stdout, /The load command failed with exit code 7/);
    const atOnce = folder.tuneline(['profile', 'server.js', '--load', 'node asks.js 0 7']);
    assert.equal(atOnce.code, 1);
    assert.match(atOnce.stderr, /failed with exit code 7.*\n.*not fast enough/);
    const missing = folder.tuneline(['profile', 'server.js', '--load', 'no-such-command x']);
    assert.match(missing.stderr, /no-such-command x` could not be run/);
  });

  it('says that a program ended before it listened', () => {
    const { code, stderr } = folder.tuneline(['profile', 'ends.js', '--load', ':1/']);
    assert.equal(code, 1);
    assert.match(stderr, /ended with exit code 0 before it listened/);
  });

  it('records the start-up until it listens', () => {
    const { code, json, stderr } = folder.tuneline([
      'profile',
      'server.js',
      '--start-up',
      '--json',
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(json.lines[0].line, lineOf('start-up'));
    assert.equal(json.window?.kind, 'start-up');
  });

  it('says that a program whose start-up is asked for never listened', () => {
    const { code, stdout } = folder.tuneline(['profile', 'ends.js', '--start-up']);
    assert.equal(code, 0);
    assert.match(stdout, /never listened at a port/);
  });

  for (const [args, complaint] of [
    [['--warm-up', '1s'], /--warm-up needs --load/],
    [['--load', ':1/', '--start-up'], /do not go together/],
    [['--load', 'wrk x', '--load-connections', '4'], /goes with a URL/],
    [['--load', ':1/', '--load-connections', 'many'], /--load-connections is “many”/],
    [['--load', ':1/', '--runs', '2'], /--load does not go with --runs/],
    [['--load', ' '], /--load is empty/],
  ] as const) {
    it(`does not take ${args.join(' ')}`, () => {
      const { code, stderr } = folder.tuneline(['profile', 'server.js', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, complaint);
    });
  }
});
