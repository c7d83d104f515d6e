import type { AttachedTarget } from '../../core/session';
import { scriptName } from '../../core/formats/script-name';

/** From the names of files where the program runs to those here, and back. */
export interface Roots {
  /** What V8 or a map calls a script, as a name of a file here; anything but a file stays as it is. */
  toLocal(name: string): string;
  /** A path here, where the program runs; undefined for one outside of the roots. */
  toRemote(path: string): string | undefined;
}

type RootFolders = Pick<AttachedTarget, 'localRoot' | 'remoteRoot'>;

export function rootsOf({ localRoot, remoteRoot }: RootFolders): Roots {
  if (localRoot === undefined || remoteRoot === undefined)
    return { toLocal: name => name, toRemote: () => undefined };
  const local = withoutSlash(localRoot);
  const remote = withoutSlash(remoteRoot);
  return {
    toLocal(name) {
      const file = scriptName(name);
      if (file.kind !== 'file') return name;
      return moved(file.name, remote, local) ?? file.name;
    },
    toRemote: path => moved(path, local, remote),
  };
}

function withoutSlash(folder: string): string {
  return folder.replace(/[\\/]+$/, '');
}

/** The path below `to` instead of below `from`, with the separators of `to`; undefined when it is not below `from`. */
function moved(path: string, from: string, to: string): string | undefined {
  if (!path.startsWith(from)) return undefined;
  const rest = path.slice(from.length);
  if (rest !== '' && !/^[\\/]/.test(rest)) return undefined;
  const separator = /^[A-Za-z]:|\\/.test(to) ? '\\' : '/';
  return to + rest.replaceAll(/[\\/]/g, separator);
}
