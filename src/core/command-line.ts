/** Splits arguments as a person types them: blanks divide, quotes hold together, a backslash keeps the next quote or blank. */
export function splitArguments(text: string): string[] {
  const result: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\' && /["'\\\s]/.test(text[i + 1] ?? '') && quote !== "'") {
      word = (word ?? '') + text[++i];
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== undefined) result.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) result.push(word);
  return result;
}

/** Arguments as a person would type them; `splitArguments` reads them back. */
export function joinArguments(args: readonly string[]): string {
  return args.map(quoted).join(' ');
}

function quoted(arg: string): string {
  if (arg !== '' && !/[\s"'\\]/.test(arg)) return arg;
  return arg.includes("'") || arg.includes('\\')
    ? `"${arg.replace(/["\\]/g, '\\$&')}"`
    : `'${arg}'`;
}

/** `NAME=value OTHER="two words"` as variables; `NAME` alone unsets. Undefined when a name can't be one. */
export function splitEnvironment(
  text: string,
): Readonly<Record<string, string | undefined>> | undefined {
  const result: Record<string, string | undefined> = {};
  for (const word of splitArguments(text)) {
    const [, name, value] = /^([^=\s]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined) return undefined;
    result[name] = value;
  }
  return result;
}

export function joinEnvironment(env: Readonly<Record<string, string | undefined>>): string {
  return joinArguments(
    Object.entries(env).map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
  );
}
