import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Counts, FileCounts } from '../core/counts';
import type { Recording } from '../core/session';
import { programEnvironment } from './environment';
import { cancelled, findNode } from './node';
import { checkTarget } from './plan';
import { createPrivateFolder, isFull, removePrivateFolder } from './private-folder';
import { killTree } from './process-tree';
import type { CountsAsked } from './read-counts';
import type { Command, RecordOptions, StartedProcess } from './record';
import { RecordError } from './record-error';
import { chooseRunner } from './runner';
import { renamingOf } from './symlinks';
import type { Target } from './target';
import { clearAway, endProcessesIn, processesIn, scratchVariable } from './verify/clear-away';

export type CountingOptions = Pick<RecordOptions, 'dist' | 'node' | 'start' | 'runner'>;

/** Milliseconds that what the program has started may go on when it has ended itself. */
const grace = 3000;
const lookEvery = 50;

/**
 * Runs a target once more as it was recorded, with V8 counting how often each block of its code runs, and says so of the files
 * whose text is still what was recorded. Its times mean nothing and are not taken. Aborting `signal` ends the program; when this
 * settles, no process and no file of the run is left.
 * @throws RecordError when it ended in another way than the recorded run, or left no counts
 */
export async function countingRun(
  target: Target,
  recorded: Pick<Recording, 'run' | 'texts'>,
  options: CountingOptions,
  signal: AbortSignal,
): Promise<Counts> {
  if (signal.aborted) throw cancelled();
  await checkTarget(target);
  const folder = await createPrivateFolder();
  try {
    const command = await commandOf(target, options, folder, signal);
    const { run, texts } = recorded;
    // Cancelled while it starts, it would be anywhere between our launcher and its first child: it is ended when it is there.
    const child = await options.start(command, new AbortController().signal);
    checkEnding(await ending(child, folder, signal), run);
    // What one of several processes could not write would only be missing.
    if (isFull(folder))
      throw new RecordError(
        'failed',
        'The disk of the temporary folder is full: not all counts were written.',
        'Make room on it, or set TMPDIR to a folder that has some.',
      );
    const renaming = await renamingOf(target.kind === 'file' ? target.file : target.cwd);
    const asked = { folder: join(folder, countsFolder), texts, renaming };
    const counts = await readInThread(options.dist, asked, signal);
    if (counts.size === 0)
      throw new RecordError(
        'failed',
        'The run left no counts of the files that were profiled.',
        'It may set NODE_V8_COVERAGE itself, as c8 does, have been killed, or its files may have changed.',
      );
    return counts;
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  } finally {
    if (processesIn(folder).length > 0) await clearAway(folder);
    else await removePrivateFolder(folder);
  }
}

const countsFolder = 'counts';

async function commandOf(
  target: Target,
  options: CountingOptions,
  folder: string,
  signal: AbortSignal,
): Promise<Command> {
  const env = programEnvironment(process.env, target.env);
  const wanted = (target.kind === 'file' ? target.node : undefined) ?? options.node;
  const { path } = await findNode(wanted, env, target.cwd, folder, signal);
  const runnerOf = (file: string) =>
    chooseRunner(file, target.cwd, options.runner ?? 'auto', options.dist);
  const counting = {
    // Node.js hands it on to what the program starts, also where that gets an environment of its own.
    NODE_V8_COVERAGE: join(folder, countsFolder),
    [scratchVariable]: folder,
  };
  const { cwd } = target;
  if (target.kind === 'file') {
    const runner = await runnerOf(target.file);
    const args = [...runner.args, ...(target.nodeArgs ?? []), target.file, ...target.args];
    return { node: path, executable: path, args, cwd, env: { ...env, ...runner.env, ...counting } };
  }
  const loader = target.loaderFor === undefined ? undefined : await runnerOf(target.loaderFor);
  return {
    node: path,
    executable: target.executable,
    args: [...(loader?.args ?? []), ...target.args],
    cwd,
    env: { ...env, ...loader?.env, ...counting },
  };
}

type Exit = Awaited<StartedProcess['exited']>;

/** Waits for the end of the program, and then a while for what it has started; ends what goes on. */
async function ending(child: StartedProcess, folder: string, signal: AbortSignal): Promise<Exit> {
  const kill = () => {
    void killTree(child.pid).then(() => child.kill('SIGKILL'));
  };
  signal.addEventListener('abort', kill, { once: true });
  try {
    if (signal.aborted) kill();
    const exit = await child.exited;
    for (let waited = 0; waited < grace && !signal.aborted; waited += lookEvery) {
      if (processesIn(folder).length === 0) break;
      await new Promise(done => setTimeout(done, lookEvery));
    }
    await endProcessesIn(folder);
    if (signal.aborted) throw cancelled();
    return exit;
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

/** A run that ended otherwise did something else, and its counts would be of that. */
function checkEnding({ code, signal }: Exit, recorded: Recording['run']): void {
  if (code === recorded.exitCode && signal === recorded.signal) return;
  const how = signal === undefined ? `with exit code ${code}` : `by ${signal}`;
  throw new RecordError(
    'failed',
    `It ended ${how}, other than when it was profiled.`,
    'It may not run twice alike: what it needs or has made may be in the way.',
  );
}

function readInThread(dist: string, asked: CountsAsked, signal: AbortSignal): Promise<Counts> {
  const worker = new Worker(join(dist, 'counting.js'), {
    workerData: asked,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Counts>((done, failed) => {
    worker.once('message', (counts: ReadonlyMap<string, FileCounts>) => done(counts));
    // The profile is as good without them, so that this is no reason to lose it.
    const unread = (why: string) =>
      failed(new RecordError('failed', `The counts can’t be read${why}.`, 'Please report this.'));
    worker.once('error', (error: Error) => unread(`: ${error.message}`));
    worker.once('exit', () => unread(''));
  }).finally(() => {
    signal.removeEventListener('abort', stop);
    stop();
  });
}
