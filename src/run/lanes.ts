import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { joinLanes, type LaneProfile } from '../core/lanes';
import type { Profile, ScriptRole } from '../core/profile';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { ListenReport } from './boot-settings';
import { inspectorLane } from './inspector-lane';
import { LaneUnderWay } from './lane';
import { laneNames, launcherOf } from './lane-names';
import { isolateLog } from './log-arguments';
import { logLane } from './log-lane';
import { ScriptMaps } from './maps';
import { isFull } from './private-folder';
import type { Reading, ReaderSettings } from './reader-messages';
import { roleOf } from './roles';
import { renamed, withNamesOfUser } from './symlinks';
import { listenReport } from './usage';

/** Milliseconds in which V8 has written the last samples of a part that is over. */
const lastTicks = 300;

/** The epoch's microseconds at zero of the system's monotonic clock. */
function sinceEpoch(): Micros {
  return Date.now() * 1000 - Number(process.hrtime.bigint() / 1000n);
}

/** Every thread of every process of a run, found in its private folder as they appear. */
export class Lanes {
  readonly #settings: ReaderSettings;
  readonly #roleOf: (script: string) => ScriptRole;
  #lanes: LaneUnderWay[] = [];
  readonly #known = new Set<string>();
  #isDiskFull = false;
  /** By process: another one may have run other code under the same name. */
  readonly #maps = new Map<number, ScriptMaps>();
  /** The process that was started. */
  #root: number | undefined;
  /** The part of the run that is recorded, by the system's monotonic clock; undefined: all of it. */
  #part: { readonly from: Micros; readonly to?: Micros } | undefined;
  readonly #listening: ListenReport[] = [];

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
    this.#roleOf = roleOf(settings.roles);
  }

  /** The maps of the process that was started; before it is known, those that it will have. */
  mapsOf(pid: number | undefined): ScriptMaps {
    const id = pid ?? 0;
    // The first process to show up is the one that was started.
    const maps = this.#maps.get(id) ?? this.#maps.get(0) ?? this.#newMaps();
    this.#maps.delete(0);
    this.#maps.set(id, maps);
    return maps;
  }

  #newMaps(): ScriptMaps {
    const { targetIsProgram, roles } = this.#settings;
    return new ScriptMaps(this.#roleOf, targetIsProgram ? roles.target : undefined);
  }

  started(pid: number): void {
    this.#root = pid;
  }

  /** Threads that are read now. */
  get count(): number {
    return this.#lanes.length;
  }

  get samples(): number {
    return this.#lanes.reduce((sum, lane) => sum + (lane.isOfTool ? 0 : lane.samples), 0);
  }

  async poll(): Promise<void> {
    // Asked before anything is read: what was read makes room again.
    this.#isDiskFull ||= isFull(this.#settings.folder);
    this.#discover();
    for (const lane of this.#lanes) await lane.poll();
    if (this.#part?.from === Number.POSITIVE_INFINITY) this.#forgetFinished();
  }

  /** Places where the program has begun to listen, that were not asked for before. */
  newlyListening(): ListenReport[] {
    return this.#listening.splice(0);
  }

  /** Forgets what was recorded so far, and records anew from this time of the monotonic clock on. */
  begin(from: Micros): void {
    this.#part = { from };
    this.#forgetFinished();
    for (const lane of this.#lanes) lane.begin(from, false);
  }

  /** What is recorded ends at this time; nothing is until the next `begin`. */
  async end(to: Micros): Promise<Reading> {
    this.#part = { from: this.#part?.from ?? 0, to };
    for (const lane of this.#lanes) lane.end(to);
    await new Promise(done => setTimeout(done, lastTicks));
    this.#discover();
    for (const lane of this.#lanes) await lane.settle();
    const reading = this.#reading(lane => lane.notesNow());
    this.begin(Number.POSITIVE_INFINITY);
    return reading;
  }

  #forgetFinished(): void {
    this.#lanes = this.#lanes.filter(lane => !lane.isFinished);
  }

  /** The program is about to be ended: brings what would be lost with it into safety. */
  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map(lane => lane.stop()));
  }

  /** What was sampled so far, at original locations; undefined before the first sample. */
  profile(): Profile | undefined {
    const parts = this.#parts();
    return parts.length === 0
      ? undefined
      : withNamesOfUser(joinLanes(parts), this.#settings.renaming);
  }

  /** The run has ended: takes the rest of everything. */
  async finish(): Promise<Reading> {
    await this.poll();
    for (const lane of this.#lanes) await lane.finish();
    return this.#reading(lane => lane.notes);
  }

  #reading(notesOf: (lane: LaneUnderWay) => readonly RunNote[]): Reading {
    const root = this.#lanes.find(lane => this.#isMain(lane) && lane.pid === this.#root);
    const program = this.#ofProgram();
    const mains = program.filter(lane => this.#isMain(lane));
    return {
      profile: this.profile(),
      texts: this.#texts(),
      notes: this.#notes(notesOf),
      cpu: sum(mains.map(lane => lane.processCpu)),
      startCpu: sum(mains.map(lane => lane.startCpu)),
      syncWait: sum(program.map(lane => lane.syncWait)),
      wall: root?.wall,
      sawNode: this.#lanes.length > 0,
      failure: root?.failure ?? mains.find(lane => lane.failure !== undefined)?.failure,
      isDiskFull: this.#isDiskFull,
      usesInspector: program.some(lane => lane.usesInspector),
      becameOther: program.some(lane => lane.becameOther),
      nodeVersion: mains[0]?.report?.nodeVersion,
    };
  }

  dispose(): void {
    for (const lane of this.#lanes) lane.dispose();
  }

  #discover(): void {
    const { folder, interval, roles, untilListening } = this.#settings;
    const found: { readonly order: number; readonly add: () => LaneUnderWay }[] = [];
    for (const name of readdirSync(folder)) {
      if (this.#known.has(name)) continue;
      const path = join(folder, name);
      if (/^listen-\d+-\d+\.json$/.test(name)) {
        const report = listenReport(folder, name);
        if (report === undefined) continue; // half written
        this.#known.add(name);
        this.#listening.push(report);
        continue;
      }
      const log = isolateLog(name);
      const inspected = /^inspector-(\d+)$/.exec(name);
      if (log === undefined && inspected === null) continue;
      this.#known.add(name);
      const pid = log?.pid ?? Number(inspected?.[1]);
      const common = { path, pid, interval, roleOf: this.#roleOf, maps: this.mapsOf(pid) };
      const source =
        log === undefined
          ? inspectorLane(common)
          : logLane({
              ...common,
              untilListening,
              preloads: roles.own,
              zero: log.began * 1000 - sinceEpoch(),
            });
      const order = log?.began ?? Date.now();
      found.push({ order, add: () => new LaneUnderWay(folder, source, order) });
    }
    for (const { add } of found.sort((a, b) => a.order - b.order)) {
      const lane = add();
      this.#lanes.push(lane);
      if (this.#part !== undefined) lane.begin(this.#part.from, true);
      if (this.#part?.to !== undefined) lane.end(this.#part.to);
    }
  }

  /** The first thread of its process, where no preload told its number. */
  #isMain(lane: LaneUnderWay): boolean {
    if (lane.thread !== undefined) return lane.thread === 0;
    const first = this.#lanes.find(({ pid }) => pid === lane.pid);
    return first === lane;
  }

  #recorded(): LaneUnderWay[] {
    const sampled = this.#lanes.filter(lane => !lane.isOfTool && lane.samples > 0);
    if (sampled.length > 0 || this.#part === undefined) return sampled;
    // From Node 26 on no sample at all is taken of a program that waits.
    return this.#lanes.filter(lane => this.#isMain(lane) && lane.thread === 0);
  }

  /** Where everything is a launcher, that is what was asked for. */
  #ofProgram(): LaneUnderWay[] {
    const lanes = this.#recorded();
    const program = lanes.filter(lane => launcherOf(this.#fileOf(lane)) === undefined);
    return program.length > 0 ? program : lanes;
  }

  #parts(): LaneProfile[] {
    const lanes = this.#recorded();
    const program = new Set(this.#ofProgram());
    const root = this.#settings.targetIsProgram ? this.#root : undefined;
    const rank = (lane: LaneUnderWay) =>
      (lane.pid === root && this.#isMain(lane) ? 0 : 1) + (program.has(lane) ? 0 : 2);
    lanes.sort((a, b) => rank(a) - rank(b));
    const names = laneNames(
      lanes.map(lane => ({
        pid: lane.pid,
        file: this.#fileOf(lane),
        isMain: this.#isMain(lane),
      })),
      root,
    );
    return lanes.map((lane, index) => {
      const { profile } = lane;
      return {
        profile,
        lane: {
          name: names[index],
          role: program.has(lane) ? 'program' : 'launcher',
          pid: lane.pid,
          thread: lane.thread ?? -1,
          source: profile.source,
          callLines: profile.callLines,
          cpu: lane.threadCpu,
        },
      };
    });
  }

  /** Among others of threads that said that they began, and are in no lane: the inspector's samples are of main threads. */
  #notes(notesOf: (lane: LaneUnderWay) => readonly RunNote[]): RunNote[] {
    const threads = readdirSync(this.#settings.folder).filter(name => {
      const [, pid, thread] = /^start-(\d+)-([1-9]\d*)\.json$/.exec(name)?.map(Number) ?? [];
      const isOfProcess = (lane: LaneUnderWay) => lane.pid === pid && lane.isInspected;
      return thread !== undefined && this.#lanes.some(isOfProcess);
    });
    const notes = new Map(
      this.#recorded()
        .flatMap(notesOf)
        .map(note => [`${note.code}\0${note.detail}`, note] as const),
    );
    const all = [...notes.values()];
    if (threads.length > 0)
      all.push({ code: 'workers-not-included', detail: String(threads.length) });
    const launcher = this.#onlyLauncher();
    if (launcher !== undefined) all.push({ code: 'only-launcher', detail: launcher });
    return all;
  }

  /** What started a command in which no other Node.js runs. */
  #onlyLauncher(): string | undefined {
    if (this.#settings.targetIsProgram) return undefined;
    const names = this.#recorded().map(lane => launcherOf(this.#fileOf(lane)));
    return names.includes(undefined) ? undefined : names[0];
  }

  readonly #files = new Map<string, string>();

  /** What the main thread of the lane's process runs, with links followed: tools lie behind links. */
  #fileOf({ pid }: LaneUnderWay): string | undefined {
    const file = this.#lanes.find(lane => lane.pid === pid && lane.report?.thread === 0)?.report
      ?.file;
    if (file === undefined) return undefined;
    let real = this.#files.get(file);
    if (real === undefined) {
      real = realPath(file);
      this.#files.set(file, real);
    }
    return real;
  }

  /** A text that differs between processes is left out, so that its file counts as changed. */
  #texts(): Map<string, string> {
    const result = new Map<string, string>();
    const conflicting = new Set<string>();
    for (const lane of this.#recorded()) {
      for (const [path, hash] of lane.textsNow()) {
        const name = renamed(path, this.#settings.renaming);
        if (result.has(name) && result.get(name) !== hash) conflicting.add(name);
        result.set(name, hash);
      }
    }
    for (const name of conflicting) result.delete(name);
    return result;
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file; // it has gone since
  }
}

function sum(values: readonly (Micros | undefined)[]): Micros | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((all, one) => all + one, 0);
}
