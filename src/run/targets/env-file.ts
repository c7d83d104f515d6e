import { readFile } from 'node:fs/promises';
import { TargetError } from './target-error';

/** `NAME=value`, perhaps exported, the value bare or in quotes, which may hold line breaks; `#` begins a comment. */
const assignment =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*('(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*)/gm;

/** Variables in a `.env` file's text, as the debugger of VS Code takes them. */
export function readEnvironment(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [, name, written] of text.replace(/^\uFEFF/, '').matchAll(assignment)) {
    const value = written.trim();
    const quote = /^(["'`])([\s\S]*)\1$/.exec(value);
    const bare = quote?.[2] ?? value;
    result[name] = quote?.[1] === '"' ? bare.replace(/\\n/g, '\n').replace(/\\"/g, '"') : bare;
  }
  return result;
}

/** @throws TargetError when the file is not there. */
export async function readEnvFile(file: string): Promise<Record<string, string>> {
  try {
    return readEnvironment(await readFile(file, 'utf8'));
  } catch (error) {
    const why = (error as Error).message;
    throw new TargetError(
      'unreadable',
      `The environment file ${file} can't be read: ${why}.`,
      'Make the file, or take `envFile` out of the launch entry.',
      file,
    );
  }
}
