import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** A process of Node.js that runs on this machine. */
export interface NodeProcess {
  readonly pid: number;
  /** What it runs, for people: `server.js`. */
  readonly name: string;
  /** Its command line, for people. */
  readonly command: string;
  /** Undefined where the system does not tell. */
  readonly cwd: string | undefined;
}

/** Node under the names that its packages give it; Electron and other programs with Node inside are not it. */
const nodeName = /^(node|nodejs)([-.]?\d[\d.]*)?(\.exe)?$/;

export function isNodeName(executable: string): boolean {
  return nodeName.test(basename(executable.replace(/ \(deleted\)$/, '')));
}

/** The processes of Node.js that this user may attach to, newest first; not this one. */
export async function nodeProcesses(): Promise<NodeProcess[]> {
  const found = process.platform === 'linux' ? onLinux() : await byListing();
  return found.filter(({ pid }) => pid !== process.pid).sort((a, b) => b.pid - a.pid);
}

function onLinux(): NodeProcess[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        if (!isNodeName(readlinkSync(`/proc/${name}/exe`))) return []; // not ours: it can't be read
        const words = commandOf(Number(name));
        const cwd = readlinkSync(`/proc/${name}/cwd`).replace(/ \(deleted\)$/, '');
        return [{ pid: Number(name), name: programName(words), command: words.join(' '), cwd }];
      } catch {
        return []; // of another user, or it has ended meanwhile
      }
    });
}

/** Flags of node that take the next word, where they are not written with `=`. */
const withValue = /^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions)$/;

/** The program in a command line of node; `node` where it names none. */
function programName([node = '', ...words]: readonly string[]): string {
  for (let at = 0; at < words.length; at++) {
    if (withValue.test(words[at])) at++;
    else if (!words[at].startsWith('-')) return basename(words[at]);
  }
  return basename(node);
}

/** Linux only; empty when there is none. */
export function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return []; // it has ended
  }
}

/** Where there is no `/proc`. */
async function byListing(): Promise<NodeProcess[]> {
  if (process.platform === 'win32') return listedByPowerShell();
  const own = process.getuid?.();
  const user = own === undefined || own === 0 ? ['-A'] : ['-U', String(own)];
  const text = await output('ps', [...user, '-o', 'pid=,command=']);
  return text.split('\n').flatMap(line => {
    const [, pid, command] = /^\s*(\d+)\s+(.+)$/.exec(line) ?? [];
    if (command === undefined || !isNodeName(command.split(' ')[0])) return [];
    const name = programName(command.split(' '));
    return [{ pid: Number(pid), name, command, cwd: undefined }];
  });
}

async function listedByPowerShell(): Promise<NodeProcess[]> {
  const query =
    'Get-CimInstance Win32_Process -Filter "Name = \'node.exe\'" | Select-Object ProcessId,CommandLine | ConvertTo-Json';
  const text = await output('powershell.exe', ['-NoProfile', '-Command', query]);
  if (text.trim() === '') return [];
  const rows = [JSON.parse(text)].flat() as { ProcessId: number; CommandLine: string | null }[];
  return rows.map(({ ProcessId: pid, CommandLine }) => {
    const command = CommandLine ?? '';
    return { pid, name: programName(command.split(' ')), command, cwd: undefined };
  });
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise(done =>
    execFile(command, args, { maxBuffer: 16 << 20 }, (_error, stdout) => done(stdout)),
  );
}

/** What Linux tells of a process. */
export interface ProcessState {
  readonly uid: number;
  /** Path of the executable; undefined when this user may not know. */
  readonly executable: string | undefined;
  /** Whether it handles SIGUSR1, which would end it otherwise. */
  readonly handlesSignal: boolean;
  /** Whether its `127.0.0.1` is ours. */
  readonly sharesNetwork: boolean;
  /** Its own number, where it runs in a container. */
  readonly innerPid: number;
}

/** Undefined when there is no such process. Linux only. */
export function processState(pid: number): ProcessState | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    const caught = BigInt(`0x${field('SigCgt') || '0'}`);
    return {
      uid: statSync(`/proc/${pid}`).uid,
      executable: link(`/proc/${pid}/exe`),
      handlesSignal: (caught & (1n << 9n)) !== 0n, // SIGUSR1 is number 10, bits count from 1
      sharesNetwork: link(`/proc/${pid}/ns/net`) === link('/proc/self/ns/net'),
      innerPid: Number(field('NSpid').split(/\s+/).at(-1)) || pid,
    };
  } catch {
    return undefined;
  }
}

function link(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // it has ended, or belongs to another user
  }
}

/** A TCP port that a process listens at. */
export interface ListeningPort {
  readonly port: number;
  readonly isLoopback: boolean;
}

/** Linux only. */
export function listeningPorts(pid: number): ListeningPort[] {
  const sockets = new Set<string>();
  try {
    for (const name of readdirSync(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${name}`) ?? '')?.[1];
      if (inode !== undefined) sockets.add(inode);
    }
  } catch {
    return []; // it has ended
  }
  return ['tcp', 'tcp6'].flatMap(table => {
    let text: string;
    try {
      text = readFileSync(`/proc/${pid}/net/${table}`, 'utf8');
    } catch {
      return []; // no such protocol here
    }
    return text
      .split('\n')
      .map(line => line.trim().split(/\s+/))
      .filter(fields => fields[3] === '0A' && sockets.has(fields[9])) // 0A: listening
      .map(fields => {
        const [address, port] = fields[1].split(':');
        // The kernel writes each word of the address in its own byte order.
        const isLoopback = /^(0100007F|0{24}01000000)$/.test(address);
        return { port: Number.parseInt(port, 16), isLoopback };
      });
  });
}
