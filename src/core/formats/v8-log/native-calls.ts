import { friendlyBuiltin } from './builtin-names';
import { calledName } from './builtin-syntax';

/**
 * Builtins by the name of their method. Many are C++ (`JSON.parse`): a tick in them stands in the executable and says nothing
 * more, but the call it came from does.
 */
export class NativeCalls {
  /** `parse`: `JSON.parse`, `Date.parse`. */
  readonly #byMethod = new Map<string, Set<string>>();

  told(builtin: string): void {
    const friendly = friendlyBuiltin(builtin);
    const method = friendly?.split(/[. ]/).at(-1);
    if (friendly === undefined || method === undefined) return;
    const known = this.#byMethod.get(method);
    if (known === undefined) this.#byMethod.set(method, new Set([friendly]));
    else known.add(friendly);
  }

  isMethod(name: string): boolean {
    return this.#byMethod.has(name) || name === 'call' || name === 'apply' || name === 'bind';
  }

  /** The builtin that a call in a text names; undefined when it names none. */
  at(text: string, offset: number): string | undefined {
    const method = calledName(text, offset);
    const builtins = method === undefined ? undefined : this.#byMethod.get(method);
    if (method === undefined || builtins === undefined) return undefined;
    const before = text.slice(Math.max(0, offset - 40), offset);
    const receiver = /([\w$]+)\s*\.\s*$/.exec(before)?.[1];
    if (receiver !== undefined && builtins.has(`${receiver}.${method}`)) {
      return `${receiver}.${method}`;
    }
    const ofPrototypes = [...builtins].filter(builtin => builtin.includes('.prototype.'));
    if (receiver === undefined || ofPrototypes.length === 0) return undefined;
    return ofPrototypes.length === 1 ? ofPrototypes[0] : method;
  }
}
