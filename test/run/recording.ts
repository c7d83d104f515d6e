import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HotLine, hotSpots } from '../../src/core/hot-lines';
import type { Recording } from '../../src/core/session';
import { type RecordOptions, record } from '../../src/run/record';
import { startChild } from '../../src/run/start-child';

export const dist = join(process.cwd(), 'dist');

/** The node that programs run on: TUNELINE_TEST_NODE, else the one that runs the tests. */
export const testNode = process.env.TUNELINE_TEST_NODE ?? process.execPath;

/** Its version, such as 22.23.3. */
export const testNodeVersion =
  testNode === process.execPath
    ? process.versions.node
    : execFileSync(testNode, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();

/** A copy of the fixtures in a folder whose name has what paths trip over. */
export interface Programs {
  readonly folder: string;
  path(name: string): string;
  remove(): void;
}

export function copyPrograms(): Programs {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tunelinetest é #1 100% ')));
  cpSync(join(process.cwd(), 'test/fixtures/run'), folder, { recursive: true });
  return {
    folder,
    path: name => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface Wishes extends Partial<RecordOptions> {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** Starts recording a program whose output goes nowhere. */
export function start(programs: Programs, file: string, wishes: Wishes = {}, cancel = never) {
  const { args = [], env = {}, cwd = programs.folder, ...options } = wishes;
  const target = { kind: 'file', file: programs.path(file), args, cwd, env } as const;
  return record(
    target,
    {
      dist,
      node: testNode,
      source: 'v8-log',
      interval: 1000,
      start: startChild(['ignore', 'ignore', 'ignore']),
      ...options,
    },
    cancel,
  );
}

const never = new AbortController().signal;

/** The hottest line of a recording. */
export function hottest({ profile }: Recording): HotLine {
  return hotSpots(profile).lines[0];
}

export function codesOf({ run }: Recording): string[] {
  return run.notes.map(note => note.code);
}
