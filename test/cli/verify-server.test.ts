import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { hasGit, Repository } from '../run/repository';
import { freePort } from '../free-port';

interface Answer {
  readonly verdict: {
    readonly kind: string;
    readonly metric: string;
    readonly ratio: number;
    readonly pairs: number;
  };
  readonly outputEqual: boolean;
  readonly load: { readonly what: string; readonly kind: string; readonly connections?: number };
  readonly before: Costs;
  readonly after: Costs;
  readonly differences: readonly { what: string; before: string; after: string }[];
  readonly leftOut: readonly { readonly what: string; readonly example: string }[];
  readonly notes: readonly { readonly code: string }[];
  readonly error: { readonly code: string; readonly message: string; readonly action: string };
}

interface Costs {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly requestsPerSecond: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
}

/** A server that loops so often for each request, and answers with an expression. */
const server = (loops: number, answer = `'hello'`, before = '') => `${before}
const { createServer } = require('node:http');
createServer((request, response) => {
  let sum = 0;
  for (let i = 0; i < ${loops}; i++) sum = (Math.imul(sum, 31) + i) | 0;
  if (sum === 1) console.log(sum);
  response.end(String(${answer}));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
const slow = server(3e6);
const fast = server(3e5);
const brief = ['--warm-up', '100ms', '--duration', '300ms'];

/** Asks the port in PORT so often, one after the other; the last line is what \`autocannon --json\` says. */
const asks = `const { get } = require('node:http');
const [, , times, mode] = process.argv;
const began = performance.now();
let left = Number(times);
const next = () => {
  if (left-- > 0) return get('http://127.0.0.1:' + process.env.PORT, response => response.resume().on('end', next));
  const duration = (performance.now() - began) / 1000;
  if (mode === 'tells') console.log(JSON.stringify({ requests: { total: Number(times) }, latency: { p50: 3, p99: 5 }, duration }));
};
next();
`;

describe('tuneline verify, of a server', function () {
  let repository: Repository | undefined;
  before(function () {
    if (!hasGit) this.skip();
  });
  afterEach(() => {
    repository?.removeWithNothingLeft();
    repository = undefined;
  });

  /** What is there at the last commit, what has become of it, and what is said of it with the server at a port that is free. */
  async function verified(
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
    args: (port: number) => readonly string[],
  ): Promise<{ readonly code: number | null; readonly json: Answer; readonly port: number }> {
    repository = new Repository(before);
    repository.write(after);
    const port = await freePort();
    const all = ['main.js', '--env', `PORT=${port}`, '--json', ...args(port)];
    const { code, stdout } = repository.tuneline('verify', ...all);
    return { code, json: JSON.parse(stdout) as Answer, port };
  }

  const atUrl =
    (...more: readonly string[]) =>
    (port: number) => ['--load', `:${port}/`, ...brief, ...more];

  it('says by the CPU time of each request that a server got faster, and what the load saw', async () => {
    const { code, json, port } = await verified({ 'main.js': slow }, { 'main.js': fast }, atUrl());
    const { verdict, before, after, load } = json;
    assert.equal(code, 0, JSON.stringify(json));
    assert.deepEqual([verdict.kind, verdict.metric, json.outputEqual], ['faster', 'cpu', true]);
    assert.ok(verdict.ratio > 2, JSON.stringify(verdict));
    assert.ok(before.cpuMs > 2 * after.cpuMs && before.latencyMs.p50 > after.latencyMs.p50);
    assert.ok(after.requestsPerSecond > 2 * before.requestsPerSecond);
    assert.deepEqual(load, { what: `http://127.0.0.1:${port}/`, kind: 'url', connections: 10 });
  });

  for (const metric of ['requests-per-second', 'latency-p50', 'latency-p99'])
    it(`has a ratio above 1 for what is better by ${metric}`, async () => {
      const { json } = await verified(
        { 'main.js': slow },
        { 'main.js': fast },
        atUrl('--metric', metric),
      );
      assert.deepEqual([json.verdict?.kind, json.verdict?.metric], ['faster', metric]);
      assert.ok(json.verdict.ratio > 1.5);
    });

  it('says in words what is judged, and that it got slower', async () => {
    repository = new Repository({ 'main.js': fast });
    repository.write({ 'main.js': slow });
    const port = await freePort();
    const { code, stdout } = repository.tuneline(
      ...['verify', 'main.js', '--env', `PORT=${port}`, '--load', `:${port}/`, ...brief],
      ...['--metric', 'requests-per-second'],
    );
    assert.match(
      stdout,
      /^[\d.]+× slower \([\d.–]+, \d+ pairs\), requests per second; CPU time 0\.\d\d×; answers equal\n[\d.]+ → [\d.]+ requests\/s, CPU each .* → .*, p50 .* → .*, p99 .* → .*, medians of \d+ pairs; it was started \d+ times\.\n/,
    );
    assert.equal(code, 1);
  });

  it('measures how long a server needs until it listens', async () => {
    const starting = `for (let i = 0, sum = 0; i < 3e8; i++) sum = (Math.imul(sum, 31) + i) | 0;`;
    const { code, json } = await verified(
      { 'main.js': server(1, '1', starting) },
      { 'main.js': server(1, '1') },
      () => ['--metric', 'start-up'],
    );
    assert.equal(code, 0, JSON.stringify(json));
    assert.deepEqual([json.verdict.kind, json.verdict.metric], ['faster', 'start-up']);
    assert.ok(json.before.cpuMs > json.after.cpuMs + 100 && json.after.wallMs > 10);
  });

  it('takes another answer for another output, and leaves out what varies', async () => {
    const answer = (word: string) => `'took ' + process.hrtime.bigint() + ' ns\\n${word}'`;
    const few = atUrl('--pairs', '2');
    const { code, json } = await verified(
      { 'main.js': server(1e4, answer('one')) },
      { 'main.js': server(1e4, answer('two')) },
      few,
    );
    assert.equal(code, 1);
    const [{ what, before, after }] = json.differences;
    assert.deepEqual([what, before, after], ['GET /', 'one', 'two']);
    assert.equal(json.leftOut[0].example, 'took … ns');
  });

  it('asks for other addresses too where that is wished', async () => {
    const answer = (word: string) => `request.url === '/other' ? '${word}' : 'same'`;
    const { json } = await verified(
      { 'main.js': server(1e4, answer('one')) },
      { 'main.js': server(1e4, answer('two')) },
      port => [...atUrl('--pairs', '2')(port), '--compare', `:${port}/other`],
    );
    assert.deepEqual(
      json.differences.map(({ what }) => what),
      ['GET /other'],
    );
  });

  it('counts CPU time of what a command starts', async () => {
    const child = (loops: number) => `require('node:child_process').spawn(process.execPath,
      ['-e', ${JSON.stringify(server(loops))}], { stdio: 'inherit' });`;
    const { json } = await verified({ 'main.js': child(3e6) }, { 'main.js': child(3e5) }, atUrl());
    assert.equal(json.verdict?.kind, 'faster', JSON.stringify(json));
  });

  it('lets a command make the load, which knows the port and tells what it did', async () => {
    const files = { 'main.js': slow, 'asks.js': asks };
    const load = ['--load', 'node asks.js 40 tells', '--warm-up', '100ms'];
    const { json } = await verified(files, { 'main.js': fast }, () => load);
    assert.equal(json.verdict?.kind, 'faster', JSON.stringify(json));
    assert.ok(json.before.requestsPerSecond > 1 && json.before.latencyMs.p50 === 3);
    assert.equal(json.load.kind, 'command');
  });

  it('judges a command that tells nothing by all of its CPU time, and by nothing else', async () => {
    const files = { 'main.js': slow, 'asks.js': asks };
    const load = ['--load', 'node asks.js 40', '--warm-up', '0s', '--pairs', '5'];
    const { json } = await verified(files, { 'main.js': fast }, () => load);
    assert.equal(json.verdict?.kind, 'faster', JSON.stringify(json));
    assert.ok(json.notes.some(({ code }) => code === 'requests-not-told'));
    const args = ['verify', 'main.js', '--env', `PORT=${await freePort()}`, '--json', ...load];
    const { stdout } = repository?.tuneline(...args, '--metric', 'latency-p99') ?? { stdout: '' };
    assert.equal((JSON.parse(stdout) as Answer).error.code, 'no-figures');
  });

  describe('says why there is no verdict', () => {
    const errorOf = async (
      before: string,
      after: string,
      args: (port: number) => readonly string[] = atUrl(),
    ) =>
      (await verified({ 'main.js': before, 'asks.js': asks }, { 'main.js': after }, args)).json
        .error;

    it('when something else has the port', async () => {
      repository = new Repository({ 'main.js': slow });
      const port = await freePort();
      const other = await listening(port);
      try {
        // The test's own server answers while the command runs beside it.
        const { stdout } = await repository.tunelineBeside(
          'verify',
          'main.js',
          '--json',
          '--load',
          `:${port}/`,
        );
        const { error } = JSON.parse(stdout) as Answer;
        assert.equal(error.code, 'port-taken');
        assert.match(error.message, new RegExp(`answers at 127.0.0.1:${port} before`));
      } finally {
        await new Promise(done => other.close(done));
      }
    });

    it('when a version never listens', async () => {
      const { code, message } = await errorOf(slow, 'setInterval(() => {}, 1000);', port => [
        ...atUrl()(port),
        ...['--timeout', '2s'],
      ]);
      assert.equal(code, 'never-listened');
      assert.match(message, /after the change did not listen at the place of http/);
    });

    it('when it listens somewhere else', async () => {
      const elsewhere = slow.replace('Number(process.env.PORT)', '0');
      const { code, message, action } = await errorOf(elsewhere, elsewhere);
      assert.equal(code, 'never-listened');
      assert.match(`${message} ${action}`, /It listens at port \d+\. Give the load the URL/);
    });

    it('when it ends by itself', async () => {
      const { code, message, action } = await errorOf('console.log(1);', 'console.log(2);');
      assert.equal(code, 'server-ended');
      assert.match(`${message} ${action}`, /exit code 0 before it listened\. .*without a load/);
    });

    it('when it dies under load', async () => {
      const dies = server(
        1e4,
        `((globalThis.asked = (globalThis.asked ?? 0) + 1) > 50 ? boom() : 1)`,
      );
      const { code, message } = await errorOf(slow, dies);
      assert.equal(code, 'failed-after');
      assert.match(message, /boom is not defined/);
    });

    it('when every request is answered with 500', async () => {
      const { code, message } = await errorOf(slow, server(1, `(response.statusCode = 500)`));
      assert.equal(code, 'not-answered');
      assert.match(
        message,
        /after the change did not answer every request with success: 0 were, and \d+ × 5xx/,
      );
    });

    it('when the load command fails', async () => {
      const { code, message } = await errorOf(slow, fast, () => ['--load', 'node none.js']);
      assert.equal(code, 'load-failed');
      assert.match(message, /`node none\.js` failed with exit code 1[^]*Cannot find module/);
    });
  });

  it('says nothing of a server that a load command never asked', async () => {
    const { code, json } = await verified({ 'main.js': fast }, { 'main.js': slow }, () => [
      '--load',
      'true',
      '--warm-up',
      '0s',
      '--pairs',
      '2',
    ]);
    assert.equal(code, 2);
    assert.match(json.error.message, /hardly any CPU time .* no request can have come to it/);
  });

  it('finds the port of the load beside another one that it listens at', async () => {
    const two = (loops: number) =>
      server(loops, `'hello'`, `require('node:net').createServer().listen(0, '127.0.0.1');`);
    const { json } = await verified({ 'main.js': two(3e6) }, { 'main.js': two(3e5) }, atUrl());
    assert.equal(json.verdict?.kind, 'faster', JSON.stringify(json));
  });

  it('tells which files a server lacks that git ignores', async () => {
    const reads = server(1e4, `'x'`, `require('node:fs').readFileSync('.env');`);
    const { json } = await verified(
      { '.gitignore': '.env\n', '.env': 'A=1', 'main.js': reads },
      {},
      atUrl(),
    );
    assert.equal(json.error.code, 'missing-files');
    assert.match(json.error.action, /--include \.env/);
  });

  for (const [args, complaint] of [
    [['--metric', 'latency-p99'], /--metric latency-p99 needs --load/],
    [['--metric', 'wall', '--load', ':1/'], /wall does not go with --load/],
    [['--metric', 'start-up', '--load', ':1/'], /start-up does not go with --load/],
    [['--load', 'wrk x', '--duration', '3s'], /--duration goes with a URL/],
    [['--warm-up', '3s'], /--warm-up needs --load/],
    [['--compare', ':1/x'], /--compare .*:1\/x needs --load/],
  ] as const)
    it(`does not take ${args.join(' ')}`, () => {
      repository = new Repository({ 'main.js': slow });
      const { code, stderr } = repository.tuneline('verify', 'main.js', ...args);
      assert.equal(code, 2);
      assert.match(stderr, complaint);
    });
});

async function listening(port: number): Promise<Server> {
  const taken = createServer();
  await new Promise<void>(done => taken.listen(port, '127.0.0.1', done));
  return taken;
}
