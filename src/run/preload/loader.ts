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
}

const { registerHooks } = Module as NewerModule;
const files = createFiles();
patchResolving(files);
if (registerHooks !== undefined) registerHooks(syncHooks(files));
else {
  patchLoading(files);
  // Node starts a thread for them and waits for it.
  countBlocked(() => Module.register(pathToFileURL(join(__dirname, 'hooks.js'))));
}
keepQuiet();

/** Node warns of `require` of an ES module; the program wrote `import`, and it is we who made it a `require`. */
function keepQuiet(): void {
  const original = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (/ES Module.*(in|using) require\(\)/.test(text)) return;
    Reflect.apply(original, process, [warning, ...rest]);
  };
}
