import { execFile } from 'node:child_process';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { scriptName } from '../core/formats/script-name';
import { V8LogReader } from '../core/formats/v8-log';
import type { ScriptRole } from '../core/profile';
import type { RunNote } from '../core/session';
import { isolateLog } from './log-arguments';
import { ScriptMaps } from './maps';
import type { ReaderSettings } from './reader-messages';
import type { Source } from './source';
import { threadTimes } from './usage';

/** Read at once; and at most this many of them in one poll, so that a snapshot is never far away. */
const chunkSize = 1 << 20;
const chunksInPoll = 16;
/** The blocks of the log's file that were read are given back to the disk in steps of this many bytes. */
const punchStep = 64 << 20;

/** Samples from the V8 log in the run's folder, read while it is being written. */
export function logSource(
  { folder, interval, roles }: ReaderSettings,
  roleOf: (script: string) => ScriptRole,
): Source {
  const reader = new V8LogReader({ interval, roleOf });
  const maps = new ScriptMaps(roleOf, roles.target);
  const chunk = Buffer.alloc(chunkSize);
  let file: FileHandle | undefined;
  let path = '';
  let consumed = 0;
  let punched = 0;
  let workers = 0;

  /** The first isolate of the first process is the main one: only it is started with the log's flags and without a parent. */
  const find = async () => {
    const [main] = await isolateLogs(folder);
    if (main === undefined) return;
    path = join(folder, main.name);
    file = await open(path);
  };

  /** True while there may be more. */
  const read = async (): Promise<boolean> => {
    if (file === undefined) await find();
    if (file === undefined) return false;
    const { bytesRead } = await file.read(chunk, 0, chunkSize, consumed);
    if (bytesRead === 0) return false;
    consumed += bytesRead;
    reader.write(chunk.subarray(0, bytesRead));
    for (const script of reader.newScripts()) maps.add(script);
    if (consumed - punched >= punchStep) punched = punchOut(path, consumed, punched);
    return bytesRead === chunkSize;
  };

  return {
    maps,
    get samples() {
      return reader.samples;
    },
    get sampledBefore() {
      return reader.sampledBefore;
    },
    profile: usage => reader.profile(threadTimes(usage)),
    async poll() {
      for (let i = 0; i < chunksInPoll && (await read()); i++);
    },
    stop: async () => {},
    async finish() {
      while (await read());
      workers = await countWorkers(folder, roles.own, roleOf);
    },
    notes: () => notes(workers),
    dispose() {
      void file?.close();
    },
  };
}

function notes(workers: number): RunNote[] {
  return workers === 0 ? [] : [{ code: 'workers-not-included', detail: String(workers) }];
}

/** Threads of the program; those that node or a runner makes for itself are not the program's. */
async function countWorkers(
  folder: string,
  preloads: readonly string[],
  roleOf: (script: string) => ScriptRole,
): Promise<number> {
  const [main, ...others] = await isolateLogs(folder);
  const ofProgram = others.filter(log => log.pid === main.pid);
  const threads = await Promise.all(ofProgram.map(log => scriptsIn(join(folder, log.name))));
  return threads.filter(scripts => {
    // Only node's thread for hooks has this one.
    if (scripts.includes('node:internal/modules/esm/worker')) return false;
    // A thread of esbuild's runs nothing but esbuild; preloads run in every thread.
    const files = scripts.map(scriptName).filter(one => one.kind === 'file');
    const roles = files.filter(one => !preloads.includes(one.name)).map(one => roleOf(one.name));
    return roles.length === 0 || roles.includes('program');
  }).length;
}

/** Names of the scripts that a log tells of near its beginning. */
async function scriptsIn(path: string): Promise<string[]> {
  const log = await open(path);
  try {
    const { buffer, bytesRead } = await log.read(Buffer.alloc(4 << 20), 0, 4 << 20, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    return [...text.matchAll(/^script-source,\d+,([^,\n]*),/gm)].map(match => match[1]);
  } finally {
    await log.close();
  }
}

async function isolateLogs(folder: string) {
  const logs = (await readdir(folder)).map(isolateLog).filter(log => log !== undefined);
  return logs.sort((a, b) => a.began - b.began);
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
