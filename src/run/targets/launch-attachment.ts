import type { AttachedTarget } from '../../core/session';
import type { LaunchOffer } from './launch-entries';
import { TargetError } from './target-error';
import { type LookUp, withVariables } from './variables';

/** The running program that an entry attaches to. */
export type Attachment = Pick<AttachedTarget, 'host' | 'port' | 'localRoot' | 'remoteRoot'> & {
  /** Instead of host and port. */
  readonly pid: number | undefined;
};

/**
 * What an entry with `"request": "attach"` attaches to, its variables put in; `ask` when it leaves the choice of the process to
 * whoever starts it. @throws TargetError
 */
export async function launchAttachment(
  { entry, name, folder }: LaunchOffer,
  lookUp: LookUp,
): Promise<Attachment | 'ask'> {
  const { processId, port = 9229, address, host = address ?? 'localhost' } = entry;
  if (/^\$\{command:(extension\.)?pick(Node)?Process\}$/i.test(String(processId))) return 'ask';
  const { localRoot = folder, remoteRoot } = entry;
  const roots = typeof remoteRoot === 'string' ? { localRoot, remoteRoot } : {};
  const used = await withVariables({ processId, port, host, ...roots }, lookUp);
  const number = (value: unknown, most: number, what: string) => {
    const found = Number(value);
    if (Number.isInteger(found) && found >= 1 && found <= most) return found;
    throw new TargetError(
      'not-possible',
      `The entry “${name}” attaches to ${what} “${String(value)}”, which is none.`,
      'Mend the entry, or name the process: tuneline profile --attach <host:port | pid>.',
      name,
    );
  };
  const pid =
    used.processId === undefined ? undefined : number(used.processId, 2 ** 31, 'a process');
  return {
    pid,
    host: pid === undefined ? String(used.host) : '127.0.0.1',
    port: pid === undefined ? number(used.port, 65_535, 'a port') : 0,
    ...('remoteRoot' in used
      ? { localRoot: String(used.localRoot), remoteRoot: String(used.remoteRoot) }
      : {}),
  };
}
