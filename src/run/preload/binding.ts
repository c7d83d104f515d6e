/** What Node.js keeps below its modules, such as the handles of processes; undefined where this node keeps it to itself. */
export function bindingOf<T>(name: string): T | undefined {
  const internals = process as unknown as { binding(name: string): T };
  // The user did not ask for a warning of it. With --no-deprecation it is there already, and can't be written.
  const isQuiet = Reflect.has(process, quiet);
  try {
    if (!isQuiet) Object.defineProperty(process, quiet, { value: true, configurable: true });
    return internals.binding(name);
  } catch {
    return undefined;
  } finally {
    if (!isQuiet) Reflect.deleteProperty(process, quiet);
  }
}

const quiet = 'noDeprecation';
