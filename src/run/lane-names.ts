import { packageOf } from '../core/callable';

/** Packages that only start other programs: their own time is not the program's. */
const launchers =
  /^(npm|npx|pnpm|yarn|corepack|npm-run-all2?|concurrently|cross-env|env-cmd|dotenv-cli|@dotenvx\/dotenvx|nodemon|ts-node-dev|wireit|wait-on|turbo|nx|lerna|lage)$/;
/** Package managers that lie outside of any `node_modules`. */
const launcherFile = /^(npm-cli|npx-cli|pnpm|yarn)(-[\d.]+)?\.[cm]?js$/;
/** A runner that starts the program as a process of its own. */
const runnerFile = /[\\/]node_modules[\\/](tsx)[\\/]dist[\\/]cli\.\w+$/;

/** A thread as far as its name goes, in the order in which they began. */
export interface Named {
  readonly pid: number;
  /** What it runs, with links followed; undefined where that is not known. */
  readonly file: string | undefined;
  /** The main thread of its process. */
  readonly isMain: boolean;
}

/** The launcher that a file belongs to, undefined for a program. */
export function launcherOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const inPackage = packageOf(file);
  if (launchers.test(inPackage)) return inPackage.split('/').at(-1);
  const name = file.split(/[\\/]/).at(-1) ?? '';
  return (
    launcherFile.exec(name)?.[1].replace(/-cli$/, '') ?? runnerFile.exec(file)?.[1] ?? undefined
  );
}

/**
 * A name for each lane, all different: `main` for the program that was asked for (`root`), its workers `worker 1`, other
 * processes by their file.
 */
export function laneNames(lanes: readonly Named[], root: number | undefined): string[] {
  const processes = new Map<number, string>();
  const used = new Map<string, number>();
  for (const { pid } of lanes) {
    if (processes.has(pid)) continue;
    const file = lanes.find(lane => lane.pid === pid && lane.isMain)?.file;
    const plain =
      pid === root ? 'main' : (launcherOf(file) ?? file?.split(/[\\/]/).at(-1) ?? 'node');
    const count = (used.get(plain) ?? 0) + 1;
    used.set(plain, count);
    processes.set(pid, count === 1 ? plain : `${plain} ${count}`);
  }
  const workers = new Map<number, number>();
  return lanes.map(({ pid, isMain }) => {
    const process = processes.get(pid) ?? 'node';
    if (isMain) return process;
    const count = (workers.get(pid) ?? 0) + 1;
    workers.set(pid, count);
    return process === 'main' ? `worker ${count}` : `${process} · worker ${count}`;
  });
}
