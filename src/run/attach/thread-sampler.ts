import type { CpuProfile } from '../../core/formats/cpuprofile';
import { scriptName } from '../../core/formats/script-name';
import type { Profile, ScriptRole } from '../../core/profile';
import type { Micros } from '../../core/units';
import type { Inspector } from '../inspector';
import { Segments } from '../segments';
import type { ScriptMaps } from '../maps';
import type { Usage } from '../usage';
import type { Roots } from './roots';

export interface SamplerOptions {
  readonly interval: Micros;
  /** Of the program's Node.js. */
  readonly major: number;
  /** The connection is a debugger's own, whose settings must stay as they are. */
  readonly isShared: boolean;
  /** Nobody counts calls in the program, which deoptimising would interrupt. */
  readonly mayDeoptimise: boolean;
  readonly roots: Roots;
  readonly roleOf: (script: string) => ScriptRole;
  readonly maps: ScriptMaps;
  /** Names of scripts whose text was asked for already, by any thread. */
  readonly asked: Set<string>;
}

/** Milliseconds after which Node 20's keeper (see `#rotateOnOldNode`) is renewed, so that what it holds stays small. */
const renewKeeperEvery = 60_000;

/** Samples one thread of a program that runs, in segments, and leaves the thread as it was. */
export class ThreadSampler {
  readonly #sum: Segments;
  /** Commands to the profiler, one after another. */
  #queue: Promise<unknown> = Promise.resolve();
  #rotation: Promise<void> | undefined;
  #state: 'new' | 'sampling' | 'suspended' | 'over' = 'new';
  #keeper = 0;
  #keeperSince = 0;
  readonly #scripts = new Set<string>();

  constructor(
    readonly inspector: Inspector,
    readonly options: SamplerOptions,
  ) {
    this.#sum = new Segments(options.interval, options.roleOf);
  }

  get samples(): number {
    return this.#sum.samples;
  }

  /** At generated locations, under names of files here. */
  profile(usage: Usage | undefined): Profile {
    return this.#sum.profile(usage);
  }

  /** Starts sampling, at once or with `resume`. Fails when the program refuses. */
  async begin(suspended: boolean): Promise<void> {
    const { inspector, options } = this;
    if (!options.isShared) {
      // Told of the program's end, we can take the rest before it goes.
      await inspector.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
      // Texts of scripts are given to a debugger only; its pauses are not for us.
      await inspector.send('Debugger.enable', {});
      await inspector.send('Debugger.setSkipAllPauses', { skip: true });
    }
    await inspector.send('Profiler.enable');
    await inspector.send('Profiler.setSamplingInterval', { interval: options.interval });
    if (options.major < 22) await this.#renewKeeper();
    if (!suspended) await inspector.send('Profiler.start');
    this.#state = suspended ? 'suspended' : 'sampling';
    if (options.mayDeoptimise) await this.#deoptimise();
  }

  /**
   * What V8 has optimised before a profiler was there knows neither its lines nor what was inlined (seen on Node 22 and 24: all
   * time on the outermost caller's line). Counting calls makes V8 throw away all such code; it is made again within moments,
   * with lines now.
   */
  async #deoptimise(): Promise<void> {
    const started = this.inspector.send('Profiler.startPreciseCoverage', {});
    const stopped = this.inspector.send('Profiler.stopPreciseCoverage');
    await Promise.all([started, stopped]);
  }

  /** Takes over what was sampled since the last time, and goes on. */
  rotate(): Promise<void> {
    // A thread that is blocked answers late, once.
    this.#rotation ??= this.#next(async () => {
      if (this.#state !== 'sampling') return;
      const segment = await (this.options.major < 22 ? this.#rotateOnOldNode() : this.#rotate());
      await this.#add(segment);
    }).finally(() => (this.#rotation = undefined));
    return this.#rotation;
  }

  /** Takes no samples until `resume`: the program stands still in a debugger. */
  suspend(): Promise<void> {
    return this.#next(async () => {
      if (this.#state !== 'sampling') return;
      this.#state = 'suspended';
      await this.#add((await this.inspector.send('Profiler.stop')).profile);
    });
  }

  resume(): Promise<void> {
    return this.#next(async () => {
      if (this.#state !== 'suspended') return;
      this.#state = 'sampling';
      await this.inspector.send('Profiler.start');
    });
  }

  /** Takes the rest. Sampling is over then, and nothing of ours is left in the thread. */
  end(): Promise<void> {
    return this.#next(async () => {
      const wasSampling = this.#state === 'sampling';
      if (this.#state === 'over' || this.#state === 'new') return;
      this.#state = 'over';
      if (wasSampling) await this.#add((await this.inspector.send('Profiler.stop')).profile);
      await this.inspector.send('Profiler.disable');
      if (!this.options.isShared) await this.inspector.send('Debugger.disable');
    });
  }

  /** What fails here fails because the thread has ended, which its end tells by itself. */
  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work).catch(() => undefined);
    this.#queue = done;
    return done;
  }

  /**
   * A console profile keeps the profiler up from the stop to the start: else V8 would make it anew, with all code to be logged
   * again. It lasts for a moment only. When the program ends just now, evaluating is refused, and that is no harm.
   */
  async #rotate(): Promise<CpuProfile> {
    const name = `tuneline-${++this.#keeper}`;
    const before = this.#evaluate(`profile(${JSON.stringify(name)})`);
    const stopped = this.inspector.send('Profiler.stop');
    const started = this.inspector.send('Profiler.start');
    const after = this.#evaluate(`profileEnd(${JSON.stringify(name)})`);
    const [{ profile }] = await Promise.all([stopped, started, before, after]);
    return profile;
  }

  /**
   * Node 20 may crash when it is asked to evaluate while it ends, so that is rarely done: one console profile lasts for a minute.
   * It is needed, since a profiler that is made anew there does not know the code of loops that are running already.
   */
  async #rotateOnOldNode(): Promise<CpuProfile> {
    const stopped = this.inspector.send('Profiler.stop');
    const started = this.inspector.send('Profiler.start');
    const [{ profile }] = await Promise.all([stopped, started]);
    if (Date.now() - this.#keeperSince > renewKeeperEvery) await this.#renewKeeper();
    return profile;
  }

  async #renewKeeper(): Promise<void> {
    const [before, now] = [this.#keeper, ++this.#keeper];
    this.#keeperSince = Date.now();
    const begun = this.#evaluate(`profile('tuneline-${now}')`);
    if (before > 0) await this.#evaluate(`profileEnd('tuneline-${before}')`);
    await begun;
  }

  async #evaluate(expression: string): Promise<void> {
    const options = { includeCommandLineAPI: true, silent: true, returnByValue: true };
    await this.inspector
      .send('Runtime.evaluate', { expression, ...options })
      .catch(() => undefined);
  }

  async #add(segment: CpuProfile): Promise<void> {
    await this.#takeTexts(segment);
    this.#sum.add(withLocalNames(segment, this.options.roots));
  }

  /** The texts of scripts that were seen for the first time: with what ran here, and not on disk, lines and maps are right. */
  async #takeTexts({ nodes }: CpuProfile): Promise<void> {
    const { roots, maps, asked } = this.options;
    const taken: Promise<void>[] = [];
    for (const { callFrame } of nodes) {
      const { scriptId, url } = callFrame;
      if (this.#scripts.has(scriptId)) continue;
      this.#scripts.add(scriptId);
      const { name, kind } = scriptName(roots.toLocal(url));
      if (kind !== 'file' || asked.has(name)) continue;
      asked.add(name);
      taken.push(
        this.inspector.send('Debugger.getScriptSource', { scriptId }).then(
          ({ scriptSource }) => maps.add({ name, text: scriptSource }),
          // V8 has thrown the script away, or the program has ended
          () => maps.addNamed(name, undefined),
        ),
      );
    }
    await Promise.all(taken);
  }
}

function withLocalNames(segment: CpuProfile, roots: Roots): CpuProfile {
  const nodes = segment.nodes.map(node => {
    const url = roots.toLocal(node.callFrame.url);
    return url === node.callFrame.url ? node : { ...node, callFrame: { ...node.callFrame, url } };
  });
  return { ...segment, nodes };
}
