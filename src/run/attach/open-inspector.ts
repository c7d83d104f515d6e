import { setTimeout as sleep } from 'node:timers/promises';
import { RecordError } from '../record-error';
import { findInspector } from './find-inspector';
import { commandOf, isNodeName, listeningPorts, processState } from './processes';

/** The door into a process. */
export interface Door {
  /** The inspector's web socket. */
  readonly url: string;
  /** The inspector listens only since we asked for it: it is to be closed again. */
  readonly isOurs: boolean;
  /** What the program must say its number is: another may hold the port. */
  readonly pid: number;
}

const usualPort = 9229;
const highestPort = 65_535;
/** Milliseconds for an inspector to begin listening; 11 to 130 were measured. */
const patience = 3000;

/** Opens the inspector of a process of this machine, unless it is open. @throws RecordError */
export function openInspector(pid: number): Promise<Door> {
  return process.platform === 'linux' ? openOnLinux(pid) : openElsewhere(pid);
}

/** Looks before it sends the signal: a process that does not handle it would be ended by it. */
async function openOnLinux(pid: number): Promise<Door> {
  const state = processState(pid);
  if (state === undefined) throw noProcess(pid);
  const own = process.getuid?.() ?? 0;
  if (state.executable === undefined || (own !== 0 && state.uid !== own)) throw otherUser(pid);
  if (!isNodeName(state.executable)) throw notNode(pid, state.executable);
  if (!state.sharesNetwork) throw otherNetwork(pid);
  const before = listeningPorts(pid);
  const door = (url: string, isOurs: boolean): Door => ({ url, isOurs, pid: state.innerPid });
  const command = commandOf(pid);
  const named = namedPort(command);
  // The program's own ports are left alone, unless it says that one is its inspector's.
  const likely = before.filter(({ port }) => port === usualPort || port === named);
  const open = await firstInspector(likely.map(({ port }) => port));
  if (open !== undefined) return door(open, false);
  if (!state.handlesSignal) throw notAttachable(pid, command);

  signal(pid);
  for (const end = Date.now() + patience; Date.now() < end; await sleep(30)) {
    const now = listeningPorts(pid).filter(one => before.every(({ port }) => port !== one.port));
    const url = await firstInspector(now.map(({ port }) => port));
    if (url !== undefined) return door(url, true);
    if (processState(pid) === undefined) throw noProcess(pid);
  }
  // A debugger may have had it opened at a port that nobody knows.
  const local = before.filter(({ isLoopback }) => isLoopback);
  const other = await firstInspector(local.map(({ port }) => port));
  if (other !== undefined) return door(other, false);
  throw noPort(pid, named ?? usualPort);
}

async function openElsewhere(pid: number): Promise<Door> {
  signal(pid);
  for (const end = Date.now() + patience; Date.now() < end; await sleep(100)) {
    const url = await firstInspector([usualPort]);
    // Whether it was open before is not known: it is left open.
    if (url !== undefined) return { url, isOurs: false, pid };
  }
  throw noPort(pid, usualPort);
}

function signal(pid: number): void {
  try {
    if (process.platform === 'win32') debugProcess(pid);
    else process.kill(pid, 'SIGUSR1');
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ESRCH':
        throw noProcess(pid);
      case 'EPERM':
        throw otherUser(pid);
      default:
        throw error;
    }
  }
}

/** Node's own way to ask another node on Windows, which has no such signal. Not in its published types. */
function debugProcess(pid: number): void {
  (process as unknown as { _debugProcess(pid: number): void })._debugProcess(pid);
}

async function firstInspector(ports: readonly number[]): Promise<string | undefined> {
  for (const port of ports) {
    const url = await findInspector('localhost', port).catch(() => undefined);
    if (url !== undefined) return url;
  }
  return undefined;
}

/** The port that flags of node name, such as `--inspect=9230` or `--inspect-port=127.0.0.1:9230`. */
function namedPort(command: readonly string[]): number | undefined {
  const flag = command.find(word => /^--(inspect|debug)(-brk|-wait|-port)?=/.test(word));
  const port = Number(/(\d+)$/.exec(flag ?? '')?.[1]);
  return port > 0 ? port : undefined;
}

function noProcess(pid: number): RecordError {
  return new RecordError(
    'no-process',
    `There is no process with the number ${pid}, or it has just ended.`,
    pid <= highestPort
      ? `If ${pid} is the port of an inspector, write localhost:${pid}; else look up the process again.`
      : `${pid} is no port either: those end at ${highestPort}. Look up the process again.`,
  );
}

function otherUser(pid: number): RecordError {
  return new RecordError(
    'other-user',
    `Process ${pid} belongs to another user.`,
    'Attach as that user, or have the program started with --inspect and give its port.',
  );
}

function notNode(pid: number, executable: string): RecordError {
  return new RecordError(
    'not-node',
    `Process ${pid} is ${executable}, which is not known as Node.js.`,
    'If Node.js is inside, start it with --inspect and give its port.',
  );
}

function otherNetwork(pid: number): RecordError {
  return new RecordError(
    'not-attachable',
    `Process ${pid} runs in a container with a network of its own.`,
    'Start it with node --inspect=0.0.0.0:9229, publish that port to 127.0.0.1, and attach to localhost:9229 with local and remote root.',
  );
}

function notAttachable(pid: number, command: readonly string[]): RecordError {
  const why = command.some(word => /^--(experimental-)?permission$/.test(word))
    ? 'it runs under the permission model (--permission)'
    : 'it was started with --disable-sigusr1, or is just starting or ending';
  return new RecordError(
    'not-attachable',
    `Process ${pid} does not take the signal that opens its inspector: ${why}.`,
    'Start it with --inspect (and --allow-inspector under --permission), and give its port.',
  );
}

function noPort(pid: number, port: number): RecordError {
  return new RecordError(
    'port-taken',
    `Process ${pid} was asked to open its inspector, but did not: its port ${port} is probably taken by another program, or it handles SIGUSR1 by itself.`,
    `End what listens at ${port}, or start the program with --inspect-port=0.`,
  );
}
