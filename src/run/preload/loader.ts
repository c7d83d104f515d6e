// Teaches node TypeScript and JSX, on every version that is supported, without a word on the program's stderr.
import Module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFiles } from './files';
import { syncHooks } from './hooks';
import { patchLoading, patchResolving } from './require-hooks';
import { countBlocked } from './set-up-time';

/** Not in the types of the oldest node that is supported. */
interface NewerModule {
  registerHooks?(hooks: ReturnType<typeof syncHooks>): void;
  setSourceMapsSupport?(
    enabled: boolean,
    where: { readonly nodeModules: boolean; readonly generatedCode: boolean },
  ): void;
}

const { registerHooks, setSourceMapsSupport } = Module as NewerModule;
const files = createFiles();
patchResolving(files);
if (registerHooks !== undefined) registerHooks(syncHooks(files));
else {
  patchLoading(files);
  // Node starts a thread for them and waits for it.
  countBlocked(() => Module.register(pathToFileURL(join(__dirname, 'hooks.js'))));
}
mapStacks();
keepQuiet();

/**
 * Stacks of errors name lines of the files that were written, as links in a terminal must. Node maps a stack when it is read,
 * some 20 µs each; an error whose stack nobody reads costs nothing, and a program's own `Error.prepareStackTrace` comes first.
 */
function mapStacks(): void {
  // Where node can, maps of dependencies are left alone, as without us: before 22.14 it knows all or nothing.
  if (setSourceMapsSupport === undefined) process.setSourceMapsEnabled(true);
  else setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
}

/** Node warns of `require` of an ES module; the program wrote `import`, and it is we who made it a `require`. */
function keepQuiet(): void {
  const original = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (/ES Module.*(in|using) require\(\)/.test(text)) return;
    Reflect.apply(original, process, [warning, ...rest]);
  };
}
