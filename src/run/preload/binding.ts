/** What Node.js keeps below its modules, such as the handles of processes; undefined where this node keeps it to itself. */
export function bindingOf<T>(name: string): T | undefined {
  const internals = process as unknown as {
    noDeprecation: boolean | undefined;
    binding(name: string): T;
  };
  const { noDeprecation } = internals;
  try {
    internals.noDeprecation = true; // the user did not ask for it
    return internals.binding(name);
  } catch {
    return undefined;
  } finally {
    internals.noDeprecation = noDeprecation;
  }
}
