// In the first run of each version, in every thread of it: writes down which scripts run and which files are looked for, one JSON
// object a line. It is not there in runs that are measured.
import fs from 'node:fs';
import { Session } from 'node:inspector';
import Module, { syncBuiltinESMExports } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, threadId } from 'node:worker_threads';
import type { LookSettings, Seen } from '../verify/look-messages';

function look(settings: LookSettings): void {
  // The functions as they are: what we do ourselves is nothing that the program looks for.
  const { openSync, writeSync, existsSync } = fs;
  const file = join(settings.folder, `look-${process.pid}-${threadId}`);
  let output: number | undefined;
  const told = new Set<string>();
  const tell = (seen: Seen) => {
    const line = `${JSON.stringify(seen)}\n`;
    if (told.has(line)) return;
    told.add(line);
    try {
      output ??= openSync(file, 'a');
      writeSync(output, line);
    } catch {
      // the folder is gone when the comparison was cancelled; the program must not notice
    }
  };
  const { copy, root } = settings;
  const pathIn = (folder: string, path: string) =>
    path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`)
      ? path.slice(folder.length + 1)
      : undefined;
  const lookFor = (name: unknown) => {
    const path = pathOf(name);
    if (path === undefined) return;
    const inCopy = pathIn(copy, path);
    if (inCopy !== undefined) {
      if (existsSync(path)) tell({ kind: 'opened', path: inCopy });
      else if (existsSync(join(root, inCopy))) tell({ kind: 'missing', path: inCopy });
      return;
    }
    const inRoot = pathIn(root, path);
    if (inRoot !== undefined) tell({ kind: 'of-workspace', path: inRoot });
  };
  tellScripts(tell);
  wrapFiles(lookFor, () => tell({ kind: 'input' }));
  tellMissingModules(lookFor);
}

function pathOf(name: unknown): string | undefined {
  try {
    if (typeof name === 'string') return resolve(name);
    if (name instanceof URL) return fileURLToPath(name);
    return Buffer.isBuffer(name) ? resolve(name.toString()) : undefined;
  } catch {
    return undefined; // no file's URL: the program is told by the function itself
  }
}

/** The inspector tells of every script of this thread, also of those of other loaders. */
function tellScripts(tell: (seen: Seen) => void): void {
  try {
    const session = new Session();
    session.connect();
    session.on('Debugger.scriptParsed', ({ params: { url } }) => {
      if (url.startsWith('file:') || url.startsWith('/') || /^[A-Za-z]:[\\/]/.test(url))
        tell({ kind: 'script', url });
    });
    session.post('Debugger.enable');
    session.post('Debugger.setSkipAllPauses', { skip: true });
  } catch {
    // a node without an inspector: what ran is not known then
  }
}

const functions = [
  ...[
    'access',
    'existsSync',
    'lstat',
    'open',
    'opendir',
    'readFile',
    'readdir',
    'realpath',
    'stat',
  ],
  ...['createReadStream', 'createWriteStream', 'writeFile', 'appendFile', 'rm', 'unlink', 'mkdir'],
];

type Callable = (...args: unknown[]) => unknown;

function wrapFiles(lookFor: (name: unknown) => void, onInput: () => void): void {
  const wrap = (of: Record<string, unknown>, name: string) => {
    const original = of[name];
    if (typeof original !== 'function') return;
    const wrapped: Callable = function (this: unknown, ...args) {
      if (args[0] === 0 || args[0] === '/dev/stdin') onInput();
      else lookFor(args[0]);
      return Reflect.apply(original, this, args);
    };
    // With what hangs on it, such as `realpath.native`.
    of[name] = Object.assign(wrapped, original);
    Object.defineProperty(wrapped, 'name', { value: name });
  };
  for (const name of functions) {
    wrap(fs, name);
    wrap(fs, `${name}Sync`);
    wrap(fs.promises, name);
  }
  const input = Object.getOwnPropertyDescriptor(process, 'stdin');
  // Node.js itself asks for that of a worker.
  if (isMainThread && input?.get !== undefined && input.configurable === true) {
    const { get } = input;
    Object.defineProperty(process, 'stdin', {
      ...input,
      get() {
        onInput();
        return Reflect.apply(get, process, []);
      },
    });
  }
  syncBuiltinESMExports();
}

/** What a `require` may be a short form of. */
const endings = ['', '.js', '.json', '.cjs', '.mjs', '.node', '.ts', '/index.js', '/index.ts'];

/** `require` looks for files without the functions above. */
function tellMissingModules(lookFor: (name: unknown) => void): void {
  const loader = Module as unknown as Record<'_resolveFilename', Callable>;
  const original = loader._resolveFilename;
  if (typeof original !== 'function') return;
  loader._resolveFilename = function (this: unknown, ...args) {
    try {
      return Reflect.apply(original, this, args);
    } catch (error) {
      const [request, parent] = args as [unknown, { filename?: string } | undefined];
      if (typeof request === 'string' && /^(\.|\/)/.test(request)) {
        const base = resolve(dirname(parent?.filename ?? '.'), request);
        for (const ending of endings) lookFor(base + ending);
      }
      throw error;
    }
  };
}

const text = process.env.TUNELINE_LOOK;
if (text !== undefined) look(JSON.parse(text));
