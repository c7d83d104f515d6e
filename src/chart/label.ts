import type { Callable } from '../core/callable';
import { l10n } from './l10n';

/** The name of a callable as a person reads it. */
export function nameOf(callable: Callable): string {
  switch (callable.kind) {
    case 'gc':
      return l10n.t('(garbage collector)');
    case 'compiler':
      return l10n.t('(parsing and compiling)');
    case 'program':
      return l10n.t('(V8 and Node.js native code)');
    case 'idle':
      return l10n.t('(idle)');
    case 'folded':
      if (callable.origin === 'tool') return l10n.t('tools that run the program');
      return callable.group === 'node:internal' ? 'Node.js' : callable.group;
    case 'lane':
      return callable.name;
    case 'regexp':
      return l10n.t('RegExp {0}', callable.name);
    case 'function':
    case 'wasm':
    case 'builtin':
    case 'native':
      if (callable.name !== '') return callable.name;
      if (isModule(callable)) return l10n.t('(module) {0}', placeText(callable.file, 0));
      return callable.file === ''
        ? l10n.t('(anonymous)')
        : l10n.t('(anonymous) {0}', placeText(callable.file, callable.line));
  }
}

/** The code of a file outside functions: V8 has it as a nameless function that starts where the file does. */
function isModule({ kind, line, column }: Callable): boolean {
  return kind === 'function' && line === 1 && column <= 0;
}

/**
 * What stands in a box: the name and, for code that is not the user's, whose it is, unless the box above has said it. The method
 * comes before its class, since a narrow box shows the beginning.
 */
export function boxText(callable: Callable, above: Callable | undefined): string {
  const name = nameOf(callable);
  const method = callable.kind === 'builtin' ? /^(.+)\.prototype\.(.+)$/.exec(name) : null;
  if (method !== null) return `${method[2]} · ${method[1]}`;
  if (callable.kind === 'folded' || callable.group === '') return name;
  return callable.group === above?.group ? name : `${name} · ${callable.group}`;
}

/** `parse.ts:12`, or the file's name alone where no line is known. */
export function placeText(file: string, line: number): string {
  const short = file.split(/[\\/]/).at(-1) ?? file;
  return line > 0 ? `${short}:${line}` : short;
}

/** Whose code a callable is, in words. */
export function originText({ kind, origin, group }: Callable): string {
  if (kind === 'gc' || kind === 'compiler' || kind === 'program' || kind === 'idle') return 'V8';
  if (kind === 'folded') return foldedText(origin);
  switch (origin) {
    case 'own':
      return l10n.t('your code');
    case 'dependency':
      return l10n.t('package {0}', group);
    case 'node':
      return l10n.t('Node.js library, {0}', group);
    case 'tool':
      return l10n.t('runs the program');
    case 'engine':
      return l10n.t('built into V8');
  }
}

function foldedText(origin: Callable['origin']): string {
  if (origin === 'dependency') return l10n.t('package, with all that it calls in packages');
  return origin === 'node'
    ? l10n.t('Node.js library, its calls folded')
    : l10n.t('not your program');
}

export function restText(count: number): string {
  return count === 1 ? l10n.t('1 more call') : l10n.t('{0} more calls', count.toLocaleString());
}
