import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { profileOfCpuProfile } from '../core/formats/cpuprofile';
import { scriptName } from '../core/formats/script-name';
import { addProfile } from '../core/merge';
import { type Profile, ProfileBuilder, type ScriptRole } from '../core/profile';
import { connectInspector, type Inspector } from './inspector';
import { ScriptMaps } from './maps';
import type { ReaderSettings } from './reader-messages';
import { cutToTime, type Segment } from './segments';
import type { Source } from './source';

/** Milliseconds between two rotations: what is lost at most when the program is killed, and how often heat is renewed. */
const rotateEvery = 1000;

/** Samples from the inspector's profiler, taken over in segments while the program runs. */
export function inspectorSource(
  settings: ReaderSettings,
  roleOf: (script: string) => ScriptRole,
): Source {
  const maps = new ScriptMaps(roleOf);
  const sum = new Sum(settings, roleOf);
  let inspector: Inspector | undefined;
  let rotation: Promise<void> = Promise.resolve();
  let nextRotation = 0;
  /** Why no more segments are asked for: the program waits for us to let it go, or is being stopped. */
  let isOver = false;

  const attach = async () => {
    const url = readUrl(settings.folder);
    if (url === undefined) return;
    inspector = await connectInspector(url);
    inspector.on('NodeRuntime.waitingForDisconnect', () => void letGo());
    inspector.on('Debugger.scriptParsed', script =>
      maps.addNamed(scriptName(script.url).name, script.sourceMapURL || undefined),
    );
    inspector.on('Profiler.consoleProfileFinished', ended => sum.addBridge(ended.profile));
    await begin(inspector, settings.interval);
    nextRotation = Date.now() + rotateEvery / 2;
  };

  /** The program has ended by itself; it stays until it has given us the rest. */
  const letGo = async () => {
    isOver = true;
    await rotation;
    await takeRest();
    inspector?.close();
  };

  const takeRest = async () => {
    try {
      const last = await inspector?.send('Profiler.stop');
      if (last !== undefined) sum.add(last.profile);
    } catch {
      // the program has gone, with the last segment
    }
  };

  const rotate = async (connection: Inspector) => {
    try {
      // Node 20 has crashed on console profiles; there the gap of a plain restart is taken.
      if (settings.nodeMajor > 20) await rotateWithBridge(connection, sum);
      else await rotatePlainly(connection, sum);
    } catch {
      // it ended meanwhile, which `waitingForDisconnect` or the end of the process tells
    }
    nextRotation = Date.now() + rotateEvery;
  };

  return {
    maps,
    get samples() {
      return sum.samples;
    },
    profile: () => sum.profile(),
    async poll() {
      if (inspector === undefined) await attach();
      else if (!isOver && !inspector.isClosed && Date.now() >= nextRotation) {
        rotation = rotate(inspector);
        await Promise.race([rotation, whenOver(inspector)]);
      }
    },
    async stop() {
      if (isOver) return;
      isOver = true;
      await rotation;
      await takeRest();
    },
    async finish() {
      isOver = true;
      await rotation;
      sum.settle();
      inspector?.close();
    },
    notes: () => [],
    dispose: () => inspector?.close(),
  };
}

/** A rotation that waits for a program which has been killed must not hold up the reader. */
function whenOver(inspector: Inspector): Promise<void> {
  return new Promise(done => {
    const timer = setInterval(() => {
      if (!inspector.isClosed) return;
      clearInterval(timer);
      done();
    }, 100);
    timer.unref();
  });
}

/** Where the boot preload says that the inspector listens; undefined before it has said so. */
function readUrl(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'inspector'), 'utf8');
  } catch {
    return undefined; // not yet
  }
}

async function begin(inspector: Inspector, interval: number): Promise<void> {
  await inspector.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
  await inspector.send('Debugger.enable', {});
  await inspector.send('Debugger.setSkipAllPauses', { skip: true });
  await inspector.send('Profiler.enable');
  await inspector.send('Profiler.setSamplingInterval', { interval });
  await inspector.send('Profiler.start');
  await inspector.send('Runtime.runIfWaitingForDebugger');
}

async function rotatePlainly(inspector: Inspector, sum: Sum): Promise<void> {
  const { profile } = await inspector.send('Profiler.stop');
  await inspector.send('Profiler.start');
  sum.add(profile);
}

/** A console profile runs while the main one is stopped and started again, so that nothing goes unseen. */
async function rotateWithBridge(inspector: Inspector, sum: Sum): Promise<void> {
  const console = (call: string) =>
    inspector.send('Runtime.evaluate', { expression: call, includeCommandLineAPI: true });
  await console("profile('tuneline')");
  const { profile } = await inspector.send('Profiler.stop');
  await inspector.send('Profiler.start');
  sum.add(profile);
  await console("profileEnd('tuneline')"); // `consoleProfileFinished` comes before the answer
}

/** What the segments add up to. */
class Sum {
  readonly #builder = new ProfileBuilder();
  /** Taken between two main segments; it counts from the end of one to the beginning of the next, which is not known yet. */
  #bridge: Segment | undefined;
  #lastEnd = 0;
  #duration = 0;
  #truncated = 0;
  samples = 0;

  constructor(
    readonly settings: ReaderSettings,
    readonly roleOf: (script: string) => ScriptRole,
  ) {}

  add(segment: Segment): void {
    this.#takeBridge(segment.startTime);
    this.#take(segment);
    this.#lastEnd = segment.endTime;
  }

  addBridge(segment: Segment): void {
    this.#bridge = segment;
  }

  /** No segment follows: the last bridge counts to its end. */
  settle(): void {
    this.#takeBridge(Number.POSITIVE_INFINITY);
  }

  profile(): Profile {
    return this.#builder.build({
      duration: this.#duration,
      interval: this.settings.interval,
      source: 'inspector',
      callLines: 'none',
      truncated: this.#truncated,
    });
  }

  #takeBridge(until: number): void {
    const bridge = this.#bridge;
    this.#bridge = undefined;
    if (bridge !== undefined) this.#take(cutToTime(bridge, this.#lastEnd, until));
  }

  #take(segment: Segment): void {
    const profile = profileOfCpuProfile(segment, { source: 'inspector', roleOf: this.roleOf });
    addProfile(this.#builder, profile);
    this.#duration += profile.duration;
    this.#truncated += profile.truncated;
    this.samples += segment.samples?.length ?? 0;
  }
}
