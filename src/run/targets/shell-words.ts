/** A command of a script: its words, with the variables that are set for it alone. */
export interface ScriptCommand {
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/** What stands before a command and leaves it what it is: it sets variables, finds it, or looks at it. */
const wrappers = /^(cross-env|cross-env-shell|npx|env|c8|nyc|time|exec|yarn|pnpm|bunx)$/;

/**
 * The commands of a package.json's script, one after the other, as far as they are plain: words, quotes and variables set in
 * front. What a shell would compute (`$X`, globs) stays as it is written.
 */
export function commandsIn(script: string): ScriptCommand[] {
  return splitCommands(script)
    .map(commandOf)
    .filter(({ words }) => words.length > 0);
}

function commandOf(all: readonly string[]): ScriptCommand {
  const env: Record<string, string> = {};
  let at = 0;
  for (; at < all.length; at++) {
    const word = all[at];
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? [];
    if (name !== undefined) env[name] = value;
    else if (wrappers.test(word)) at = skipOptions(all, at);
    else break;
  }
  return { env, words: all.slice(at) };
}

/** Where the options of a wrapper end: those of `nyc` and the like write their values with `=`, or we can't know. */
function skipOptions(words: readonly string[], at: number): number {
  let end = at;
  while (words[end + 1]?.startsWith('-') === true) end++;
  return end;
}

/** Words of each command between `&&`, `||`, `;`, `|` and `&`. */
function splitCommands(script: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const end = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  let quote = '';
  for (let at = 0; at < script.length; at++) {
    const char = script[at];
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(script[at + 1] ?? ''))
        word += script[++at];
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\' && script[at + 1] !== undefined) word = (word ?? '') + script[++at];
    else if (/[;&|\n]/.test(char)) {
      end();
      commands.push([]);
    } else if (/\s/.test(char)) end();
    else word = (word ?? '') + char;
  }
  end();
  return commands;
}
