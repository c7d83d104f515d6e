import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { isAlive, removePrivateFolder } from '../private-folder';
import { killAll } from '../process-tree';
import { statFields } from '../usage';

/**
 * What runs in a scratch folder carries its path in this variable, wherever it goes and whoever started it; what was started with other
 * variables is told by where it works.
 */
export const scratchVariable = 'TUNELINE_SCRATCH';

/** How often it is looked whether something has started something else meanwhile. */
const most = 50;
const lookEvery = 20;

/** Processes that run in this scratch folder. Only Linux tells variables of others; elsewhere process groups have to do. */
export function processesIn(folder: string): number[] {
  return marked().flatMap(({ pid, of }) => (of === folder ? [pid] : []));
}

/** Ends all that runs in a scratch folder. @returns how many did */
export async function endProcessesIn(folder: string): Promise<number> {
  const ended = new Set<number>();
  for (let look = 0; look < most; look++) {
    const found = processesIn(folder);
    if (found.length === 0) break;
    for (const pid of found) ended.add(pid);
    killAll(found);
    await new Promise(done => setTimeout(done, lookEvery));
  }
  return ended.size;
}

/** Ends all that runs in a scratch folder and removes it. What is being ended may still write: it is tried until nothing is left. */
export async function clearAway(folder: string): Promise<void> {
  for (let look = 0; look < most; look++) {
    await endProcessesIn(folder);
    await removePrivateFolder(folder).catch(() => undefined); // tried again below
    if (!existsSync(folder)) return;
    await new Promise(done => setTimeout(done, lookEvery));
  }
}

/** Ends what was left running when a guard was killed too; its folder is for `sweepPrivateFolders`. */
export function endOrphans(): void {
  const orphans = marked().filter(({ of }) => {
    const guard = /[\\/]tuneline-(\d+)-\w{6}$/.exec(of)?.[1];
    return guard !== undefined && !isAlive(Number(guard));
  });
  killAll(orphans.map(({ pid }) => pid));
}

function marked(): { readonly pid: number; readonly of: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return [];
    const of = scratchOf(name);
    return of === undefined ? [] : [{ pid: Number(name), of }];
  });
}

function scratchOf(pid: string): string | undefined {
  return carriedBy(pid) ?? workedInBy(pid);
}

/** A process with no terminal that works in a copy: a shell of somebody who looks into it has one. */
function workedInBy(pid: string): string | undefined {
  try {
    const place = readlinkSync(`/proc/${pid}/cwd`);
    const [, scratch] = /^(.*\/tuneline-\d+-\w{6})\/[ab]\//.exec(place) ?? [];
    if (scratch === undefined) return undefined;
    const hasTerminal = statFields(`/proc/${pid}/stat`)[4] !== '0';
    return hasTerminal ? undefined : scratch;
  } catch {
    return undefined; // it has ended, or is somebody else's
  }
}

function carriedBy(pid: string): string | undefined {
  try {
    const environment = `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
    return (
      valueOf(scratchVariable, environment) ??
      // What a counting run starts with an environment of its own carries this alone.
      /^(.*[\\/]tuneline-\d+-\w{6})[\\/]/.exec(valueOf('NODE_V8_COVERAGE', environment) ?? '')?.[1]
    );
  } catch {
    return undefined; // it has ended, or is somebody else's
  }
}

function valueOf(name: string, environment: string): string | undefined {
  const start = environment.indexOf(`\0${name}=`);
  if (start < 0) return undefined;
  const value = environment.slice(start + name.length + 2);
  const end = value.indexOf('\0');
  return end < 0 ? value : value.slice(0, end);
}
