/**
 * The last `sourceMappingURL` comment of a script, if nothing but comments, space and closing brackets follows it: loaders that
 * wrap a script in a function close it behind the comment (vite-node, jest, webpack's `eval`), while programs that write such
 * comments hold the words in the middle of their code.
 */
export function sourceMappingUrl(text: string): string | undefined {
  return magicComment(text, 'sourceMappingURL')?.value;
}

/** What evaluated code calls itself: the last `sourceURL` comment. To V8 it may hold no space; paths do, and we take them as they are. */
export function sourceUrl(text: string): string | undefined {
  return magicComment(text, 'sourceURL')?.value;
}

/** A script's text up to its `sourceMappingURL` comment: without a map inside it, and all that offsets of its code lie in. */
export function withoutMap(text: string): string {
  const comment = magicComment(text, 'sourceMappingURL');
  return comment === undefined ? text : text.slice(0, comment.at);
}

interface MagicComment {
  readonly value: string;
  /** Where the name stands in the text. */
  readonly at: number;
}

function magicComment(
  text: string,
  name: 'sourceMappingURL' | 'sourceURL',
): MagicComment | undefined {
  const at = text.lastIndexOf(`${name}=`);
  const opening = /(\/\/|\/\*)[#@][ \t]*$/.exec(text.slice(Math.max(0, at - 8), Math.max(0, at)));
  if (opening === null) return undefined;
  const start = at + name.length + 1;
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? undefined : lineEnd);
  const bare = name === 'sourceURL' ? line : (/^[^\s'"`\\]*/.exec(line)?.[0] ?? '');
  const value = bare.replace(/\*\/\s*$/, '').trim();
  const rest = line.slice(bare.length) + (lineEnd < 0 ? '' : text.slice(lineEnd));
  return value !== '' && rest.split('\n').every(one => closing.test(one))
    ? { value, at }
    : undefined;
}

/** A line with no code of its own. */
const closing = /^[\s)}\];,]*(\*\/[\s)}\];,]*)?(\/\/.*)?$/;
