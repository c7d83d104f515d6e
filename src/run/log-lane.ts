import { execFile } from 'node:child_process';
import { type FileHandle, open, truncate, unlink } from 'node:fs/promises';
import { V8LogReader } from '../core/formats/v8-log';
import type { ScriptRole } from '../core/profile';
import type { Micros } from '../core/units';
import type { LaneSource } from './lane-source';
import type { ScriptMaps } from './maps';
import { threadTimes } from './usage';

/** Read at once; and at most this many of them in one poll, so that a snapshot is never far away. */
const chunkSize = 1 << 20;
const chunksInPoll = 16;
/** The blocks of the log's file that were read are given back to the disk in steps of this many bytes. */
const punchStep = 64 << 20;

/** One buffer for all lanes: a reader keeps nothing of what it was handed. */
const chunk = Buffer.alloc(chunkSize);

export interface LogLaneSettings {
  readonly path: string;
  /** As the log's name has it. */
  readonly pid: number;
  /** The system's monotonic clock when the log began, in microseconds, as well as it is known. */
  readonly zero: Micros;
  readonly interval: Micros;
  readonly untilListening: boolean;
  /** Scripts of ours, which run in every thread. */
  readonly preloads: readonly string[];
  readonly roleOf: (script: string) => ScriptRole;
  readonly maps: ScriptMaps;
}

/** Samples of one thread from its V8 log, read while it is being written. */
export function logLane({
  path,
  pid,
  zero,
  interval,
  untilListening,
  preloads,
  roleOf,
  maps,
}: LogLaneSettings): LaneSource {
  const reader = new V8LogReader({ interval, roleOf, untilListening });
  reader.zero = zero;
  let file: FileHandle | undefined;
  let consumed = 0;
  let punched = 0;
  const scripts = { ofNodesHooks: false, ofTools: false, ofProgram: false };

  const note = (script: string) => {
    // Only node's thread for hooks has this one.
    if (script === 'node:internal/modules/esm/worker') scripts.ofNodesHooks = true;
    if (!script.startsWith('/') && !/^[A-Za-z]:\\/.test(script)) return;
    if (preloads.includes(script)) return;
    if (roleOf(script) === 'program') scripts.ofProgram = true;
    else scripts.ofTools = true;
  };

  /** True while there may be more. */
  const read = async (): Promise<boolean> => {
    file ??= await open(path);
    if (scripts.ofNodesHooks) return false;
    const { bytesRead } = await file.read(chunk, 0, chunkSize, consumed);
    if (bytesRead === 0) return false;
    consumed += bytesRead;
    reader.write(chunk.subarray(0, bytesRead));
    for (const script of reader.newScripts()) {
      note(script.name);
      maps.add(script);
    }
    if (consumed - punched >= punchStep) punched = punchOut(path, consumed, punched);
    return bytesRead === chunkSize;
  };

  return {
    kind: 'v8-log',
    pid,
    maps,
    get thread() {
      return reader.lane?.thread;
    },
    get isOfTool() {
      return scripts.ofNodesHooks || (scripts.ofTools && !scripts.ofProgram);
    },
    get samples() {
      return reader.samples;
    },
    get activeBefore() {
      return reader.activeBefore;
    },
    get knowsIdle() {
      return reader.knowsIdle;
    },
    profile: usage => reader.profile(threadTimes(usage)),
    begin: at => reader.begin(at),
    end: at => reader.end(at),
    async settle() {
      while (await read());
    },
    async poll() {
      for (let i = 0; i < chunksInPoll && (await read()); i++);
      // Nobody reads on; V8 goes on to write at its place, and what lies before takes no space.
      if (scripts.ofNodesHooks) await truncate(path).catch(() => undefined);
    },
    stop: async () => {},
    async finish() {
      while (await read());
      // Of a server that starts processes for years nothing may pile up.
      await unlink(path).catch(() => undefined);
    },
    notes: () => [],
    dispose() {
      void file?.close();
      file = undefined;
    },
  };
}

/** Gives whole blocks that were read back to the disk (Linux); elsewhere the log just grows until it is deleted. */
function punchOut(path: string, consumed: number, punched: number): number {
  const end = consumed - (consumed % 4096);
  if (process.platform === 'linux') {
    const range = ['--offset', String(punched), '--length', String(end - punched)];
    // Without the tool the file keeps its size, which is only a matter of space.
    execFile('fallocate', ['--punch-hole', ...range, path], () => {});
  }
  return end;
}
