import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { isConfirmed, type TuningCandidate } from '../../src/core/auto-tuning';
import { applyEdits, type TextEdit } from '../../src/core/text-edit';
import {
  autoTune,
  type AutoTuneProgress,
  type AutoTuneRequest,
  tuningRuns,
} from '../../src/run/verify/auto-tune';
import type { VerifyError } from '../../src/run/verify/verify';
import { Repository } from './repository';

const never = new AbortController().signal;

/** Three lines that could be faster, and one that is as it should be. */
const program = `function busy(rounds) {
  let sum = 0;
  for (let i = 0; i < rounds * 1e6; i++) sum = (sum * 31 + (i % 7)) | 0;
  return sum;
}
busy(30); // first
busy(30); // second
const numbers = busy(1) === 0 ? [1] : [3, 2]; // said
busy(2); // neutral
console.log('numbers', numbers.join(' '));
`;

interface Wish {
  readonly find: string;
  readonly put: string;
  readonly share: number;
}

describe('auto-tune', function () {
  this.timeout(300_000); // the program runs some 150 times
  let repository: Repository | undefined;
  const usualFolder = process.env.TMPDIR;

  function workspace(files: Readonly<Record<string, string>>): Repository {
    repository = new Repository(files, { git: false });
    process.env.TMPDIR = repository.temporary;
    return repository;
  }

  afterEach(() => {
    if (repository === undefined) return;
    if (usualFolder === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usualFolder;
    repository.removeWithNothingLeft();
    repository = undefined;
  });

  /** A tuning that puts one piece of a text in the place of another, offered wherever that piece stands. */
  function offered(file: string, text: string, wishes: readonly Wish[]): TuningCandidate[] {
    return wishes.flatMap(({ find, put, share }) => {
      const start = text.indexOf(find);
      if (start < 0) return [];
      const line = text.slice(0, start).split('\n').length;
      const title = { text: `${find} → ${put}`, args: [] };
      const edits = [{ start, end: start + find.length, text: put }];
      return [{ rule: find, title, safety: 'safe' as const, file, line, start, share, edits }];
    });
  }

  function request(
    { path }: Repository,
    wishes: readonly Wish[],
    more: Partial<AutoTuneRequest> = {},
  ): AutoTuneRequest {
    const file = join(path, 'main.js');
    const after = (steps: readonly (readonly TextEdit[])[]) => steps.reduce(applyEdits, program);
    return {
      target: { kind: 'file', file, args: [], cwd: path, env: {} },
      candidates: offered(file, program, wishes),
      texts: new Map([[file, program]]),
      askAgain: (_, steps) => Promise.resolve(offered(file, after(steps), wishes)),
      metric: 'cpu',
      pairs: 10,
      mostTime: 5 * 60_000,
      dist: resolve('dist'),
      ...more,
    };
  }

  it('keeps what makes the program faster and nothing else, and measures all of it together afresh', async () => {
    const own = workspace({ 'main.js': program, 'package.json': '{}' });
    const untouched = own.fingerprint();
    const progress: AutoTuneProgress[] = [];
    const asked = request(
      own,
      [
        // Moves the lines of the others.
        { find: 'busy(30); // first', put: '// once was more\n\nbusy(1); // FIRST', share: 0.5 },
        { find: 'busy(30); // second', put: 'busy(1); // SECOND', share: 0.3 },
        { find: '30', put: '29', share: 0.25 },
        { find: '[3, 2]', put: '[2, 3]', share: 0.2 },
        { find: 'const numbers =', put: 'const numbers = nowhere ||', share: 0.1 },
        { find: ' // neutral', put: '', share: 0.05 },
      ],
      { onProgress: one => void progress.push(one) },
    );
    const made = await autoTune(asked, never);
    assert.equal(own.fingerprint(), untouched);
    assert.deepEqual(
      made.tried.map(({ rule, outcome }) => [
        rule,
        outcome.kind === 'skipped' ? outcome.why : outcome.kind,
      ]),
      [
        ['busy(30); // first', 'kept'],
        ['busy(30); // second', 'kept'],
        ['30', 'no-longer-offered'],
        ['[3, 2]', 'output-differs'],
        ['const numbers =', 'breaks'],
        [' // neutral', 'no-gain'],
      ],
      JSON.stringify(made.tried),
    );
    const [{ after, edits }] = made.files;
    assert.equal(after, applyEdits(program, edits));
    assert.equal(
      after,
      program
        .replace('busy(30); // first', '// once was more\n\nbusy(1); // FIRST')
        .replace('busy(30); // second', 'busy(1); // SECOND'),
    );
    assert.deepEqual(
      edits.map(({ by }) => by),
      [[0], [1]],
    );
    const [first] = made.tried;
    assert.ok(first.outcome.kind === 'kept' && made.together?.verdict !== undefined);
    assert.ok(isConfirmed(made) && made.together.verdict.ratio > first.outcome.verdict.ratio);
    assert.ok(made.runs <= tuningRuns(asked.candidates.length).most);
    assert.deepEqual(
      [...new Set(progress.map(({ phase }) => phase))],
      ['trying', 'tried', 'confirming'],
    );
  });

  it('offers nothing where nothing helps', async () => {
    const own = workspace({ 'main.js': program, 'package.json': '{}' });
    const made = await autoTune(
      request(own, [{ find: '[3, 2]', put: '[2, 3]', share: 0.2 }]),
      never,
    );
    assert.deepEqual([made.together, made.files], [undefined, []]);
  });

  it('says of a file that the program does not use, or that is elsewhere, that it is not tried', async () => {
    const own = workspace({ 'main.js': program, 'other.js': program, 'package.json': '{}' });
    const wishes = [{ find: 'busy(30)', put: 'busy(1)', share: 0.5 }];
    const files = ['other.js', '../elsewhere.js', 'node_modules/a/index.js'].map(name =>
      join(own.path, name),
    );
    const { tried } = await autoTune(
      request(own, [], {
        candidates: files.flatMap(file => offered(file, program, wishes)),
        texts: new Map(files.map(file => [file, program])),
      }),
      never,
    );
    const why = Object.fromEntries(
      tried.map(({ file, outcome }) => [file, outcome.kind === 'skipped' && outcome.why]),
    );
    assert.deepEqual(
      files.map(file => why[file]),
      ['not-run', 'outside', 'outside'],
    );
  });

  it('takes texts that are not on disk as the program is in the editor', async () => {
    const own = workspace({ 'main.js': 'throw new Error("old");', 'package.json': '{}' });
    const wishes = [{ find: 'busy(30)', put: 'busy(1)', share: 0.5 }];
    const edits = new Map([[join(own.path, 'main.js'), program]]);
    const made = await autoTune(request(own, wishes, { edits }), never);
    assert.ok(isConfirmed(made), JSON.stringify(made));
  });

  it('tries no further one when the time is up', async () => {
    const own = workspace({ 'main.js': program, 'package.json': '{}' });
    const stop = new AbortController();
    const asked = request(own, [
      { find: 'busy(30)', put: 'busy(1)', share: 0.5 },
      { find: 'busy(30)', put: 'busy(1)', share: 0.3 },
    ]);
    const { tried } = await autoTune({ ...asked, mostTime: 1 }, stop.signal);
    assert.deepEqual(
      tried.map(({ outcome }) => outcome.kind === 'skipped' && outcome.why),
      ['no-time', 'no-time'],
    );
  });

  it('ends everything when it is cancelled, and says so', async () => {
    const own = workspace({ 'main.js': program, 'package.json': '{}' });
    const untouched = own.fingerprint();
    const cancel = new AbortController();
    const asked = request(own, [{ find: 'busy(30)', put: 'busy(29)', share: 0.5 }], {
      onProgress(one) {
        if (one.phase === 'trying' && one.step?.phase === 'measuring' && one.step.pairs > 0)
          cancel.abort();
      },
    });
    await assert.rejects(
      autoTune(asked, cancel.signal),
      (error: VerifyError) => error.code === 'cancelled',
    );
    assert.equal(own.fingerprint(), untouched);
  });

  it('says why the program can’t be run at all, rather than blame a tuning', async () => {
    const own = workspace({ 'main.js': 'throw new Error("broken");', 'package.json': '{}' });
    const file = join(own.path, 'main.js');
    const wishes = [{ find: 'broken', put: 'broke', share: 0.5 }];
    const text = 'throw new Error("broken");';
    const asked = request(own, [], {
      candidates: offered(file, text, wishes),
      texts: new Map([[file, text]]),
    });
    await assert.rejects(
      autoTune(asked, never),
      (error: VerifyError) => error.code === 'failed-before',
    );
  });
});
