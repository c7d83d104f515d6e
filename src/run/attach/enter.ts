import { connectInspector, type Inspector } from '../inspector';
import { RecordError } from '../record-error';
import { usageOfRunning } from '../usage';
import { findInspector } from './find-inspector';
import type { AttacherSettings } from './messages';
import { openInspector } from './open-inspector';
import { commandOf } from './processes';
import { askProgram, type ProgramFacts } from './program-facts';
import { delay } from './waiting';

/** A connection with a program that runs. */
export interface Entry {
  readonly inspector: Inspector;
  readonly facts: ProgramFacts;
  /** The connection is a debugger's own, which passes commands on. */
  readonly isShared: boolean;
  readonly address: { readonly host: string; readonly port: number };
  /** The program's process, when it runs on this machine. */
  readonly localPid: number | undefined;
  /** Lets a program go on that stands at its first line. */
  start(): Promise<unknown>;
  /** Ends the connection, and closes the inspector if it was opened for us. */
  leave(): void;
}

/** Milliseconds to connect. */
const patience = 5000;
/** Milliseconds after which an inspector that was opened for us is closed: we have left by then, so nothing waits for us. */
const closeAfter = 100;

/** Connects with the program that the settings name. @throws RecordError */
export async function enter(settings: AttacherSettings, signal: AbortSignal): Promise<Entry> {
  const entry =
    settings.debuggerUrl !== undefined
      ? await enterBesideDebugger(settings.debuggerUrl)
      : await enterByDoor(settings, signal);
  try {
    refuseIfLogged(entry);
    return entry;
  } catch (error) {
    entry.leave();
    throw error;
  }
}

async function enterByDoor({ target, pid }: AttacherSettings, signal: AbortSignal): Promise<Entry> {
  const door = pid === undefined ? undefined : await openInspector(pid);
  const url = door?.url ?? (await findInspector(target.host, target.port));
  const inspector = await connect(url, signal);
  const leave = () => {
    if (door?.isOurs === true) closeInspector(inspector);
    inspector.close();
  };
  let isHeld = false;
  const start = async () => {
    if (isHeld) await inspector.send('Debugger.resume', {});
  };
  try {
    const facts = await askProgram(inspector, () => (isHeld = true));
    if (door !== undefined && facts.pid !== door.pid) throw anotherProgram(facts.pid, door.pid);
    const host = pid === undefined ? target.host : '127.0.0.1';
    const address = { host, port: Number(new URL(url).port) };
    const localPid = pid ?? pidHere(facts);
    return { inspector, facts, isShared: false, address, localPid, start, leave };
  } catch (error) {
    leave();
    throw error;
  }
}

/** A connection of our own beside the debugger's, so that we do not meddle with its settings; through the debugger where there is none. */
async function enterBesideDebugger(debuggerUrl: string): Promise<Entry> {
  const none = new AbortController().signal;
  const shared = await connect(debuggerUrl, none);
  const facts = await askProgram(shared, () => undefined);
  const own = await connectDirectly(facts);
  if (own !== undefined) shared.close();
  const inspector = own ?? shared;
  const { hostname, port } = new URL((own && facts.url) ?? debuggerUrl);
  return {
    inspector,
    facts,
    isShared: own === undefined,
    address: { host: hostname, port: Number(port) },
    localPid: own && pidHere(facts),
    // It is the debugger's to hold and to let go.
    start: async () => undefined,
    leave: () => inspector.close(),
  };
}

async function connectDirectly(known: ProgramFacts): Promise<Inspector | undefined> {
  if (known.url === undefined) return undefined;
  let inspector: Inspector | undefined;
  try {
    inspector = await connect(known.url, AbortSignal.timeout(patience));
    // Elsewhere the same address may be another program's.
    const { pid, uptime } = await askProgram(inspector, () => undefined);
    if (pid === known.pid && Math.abs(uptime - known.uptime) < patience / 1000) return inspector;
  } catch {
    // not reachable from here
  }
  inspector?.close();
  return undefined;
}

async function connect(url: string, signal: AbortSignal): Promise<Inspector> {
  const late = delay(patience, signal).then(() => {
    throw new Error('it did not answer in time');
  });
  late.catch(() => undefined); // told to whoever waits
  try {
    return await Promise.race([connectInspector(url), late]);
  } catch (error) {
    throw new RecordError(
      'no-inspector',
      `The inspector does not take a connection: ${(error as Error).message}.`,
      'The program may just have ended. Try again.',
    );
  }
}

function closeInspector(inspector: Inspector): void {
  const expression = `setTimeout(() => process._debugEnd(), ${closeAfter}).unref(), 0`;
  inspector
    .send('Runtime.evaluate', { expression, silent: true, returnByValue: true })
    .catch(() => undefined); // the program has ended, and its inspector with it
}

/** The process that says this of itself, if it runs here: the same number could be another's, elsewhere or in a container. */
function pidHere({ pid, uptime }: ProgramFacts): number | undefined {
  const wall = usageOfRunning(pid, pid)?.wall;
  return wall !== undefined && Math.abs(wall / 1e6 - uptime) < 2 ? pid : undefined;
}

/** Inspector sampling suspends V8's log: another recording of the same program would lose its samples. */
function refuseIfLogged({ facts, localPid }: Entry): void {
  const command = localPid === undefined ? [] : commandOf(localPid);
  if (![...facts.flags, ...command].some(flag => flag === '--prof')) return;
  throw new RecordError(
    'profiled-already',
    'The program writes V8’s log (--prof), which sampling by the inspector would interrupt.',
    'Stop that recording first, or use its samples.',
  );
}

function anotherProgram(pid: number, wanted: number): RecordError {
  return new RecordError(
    'port-taken',
    `Process ${pid} has the port where process ${wanted} would open its inspector.`,
    'End what listens there, or start the program with --inspect-port=0.',
  );
}
