import { readFileSync } from 'node:fs';
import { scriptName } from '../core/formats/script-name';
import type { ScriptRole } from '../core/profile';
import type { Micros } from '../core/units';
import { connectInspector, type Inspector } from './inspector';
import type { LaneSource } from './lane-source';
import type { ScriptMaps } from './maps';
import { Segments } from './segments';

/** Milliseconds between two rotations: what is lost at most when the program is killed, and how often heat is renewed. */
const rotateEvery = 1000;

export interface InspectorLaneSettings {
  /** The file in which the process says where its inspector listens. */
  readonly path: string;
  readonly pid: number;
  readonly interval: Micros;
  readonly roleOf: (script: string) => ScriptRole;
  readonly maps: ScriptMaps;
}

/** Samples of a process's main thread from the inspector's profiler, taken over in segments while it runs. */
export function inspectorLane(settings: InspectorLaneSettings): LaneSource {
  const { path, pid, interval, roleOf, maps } = settings;
  let sum = new Segments(interval, roleOf);
  let isGathering = true;
  let inspector: Inspector | undefined;
  let hasAttached = false;
  let rotation: Promise<void> = Promise.resolve();
  let isRotating = false;
  let nextRotation = Number.POSITIVE_INFINITY;
  /** Why no more segments are asked for: the program waits for us to let it go, or is being stopped. */
  let isOver = false;

  const attach = async () => {
    const url = readUrl(path);
    if (url === undefined) return;
    hasAttached = true;
    inspector = await connectInspector(url);
    inspector.on('NodeRuntime.waitingForDisconnect', () => void letGo());
    inspector.on('Debugger.scriptParsed', script =>
      maps.addNamed(scriptName(script.url).name, script.sourceMapURL || undefined),
    );
    await begin(inspector, interval);
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
      if (last !== undefined && isGathering) sum.add(last.profile);
    } catch {
      // the program has gone, with the last segment
    }
  };

  /** What is sampled until now belongs to what was gathered before; then `change` is made. */
  const cut = (change: () => void) => {
    const connection = inspector;
    const canRotate = connection !== undefined && !isOver && !connection.isClosed;
    const before = rotation;
    rotation = before
      .then(() => (canRotate && !isOver ? rotate(connection) : undefined))
      .then(change);
  };

  /** A stop and a start at once: the profile that the boot preload began keeps the profiler up in between. */
  const rotate = async (connection: Inspector) => {
    isRotating = true;
    try {
      const stopped = connection.send('Profiler.stop');
      const started = connection.send('Profiler.start');
      const { profile } = await stopped;
      if (isGathering) sum.add(profile);
      await started;
    } catch {
      // it ended meanwhile, which `waitingForDisconnect` or the end of the process tells
    }
    isRotating = false;
    nextRotation = Date.now() + rotateEvery;
  };

  return {
    kind: 'inspector',
    pid,
    thread: 0,
    isOfTool: false,
    maps,
    get samples() {
      return sum.samples;
    },
    // The program waits for the first sample.
    activeBefore: 0,
    knowsIdle: true,
    profile: usage => sum.profile(usage),
    begin(at) {
      const next = new Segments(interval, roleOf);
      cut(() => {
        sum = next;
        isGathering = Number.isFinite(at);
      });
    },
    end: () => cut(() => (isGathering = false)),
    // A program that is blocked answers late.
    settle: () =>
      Promise.race([rotation, new Promise<void>(done => setTimeout(done, 1500).unref())]),
    // Waits for nothing: a program that is blocked answers late, perhaps since it waits for another one that is to be attached to.
    async poll() {
      if (!hasAttached)
        rotation = attach().catch(() => undefined); // it has ended before
      else if (inspector !== undefined && !isOver && !inspector.isClosed && !isRotating) {
        if (Date.now() >= nextRotation) rotation = rotate(inspector);
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
      await (inspector === undefined ? rotation : Promise.race([rotation, whenOver(inspector)]));
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
function readUrl(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
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
