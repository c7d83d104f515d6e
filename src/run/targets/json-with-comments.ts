import { readFile } from 'node:fs/promises';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { TargetError } from './target-error';

/** Reads JSON as VS Code does: with comments and trailing commas. Undefined when there is no such file. @throws TargetError */
export async function readJsonWithComments(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(file, (error as Error).message);
  }
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first === undefined) return value;
  const line = text.slice(0, first.offset).split('\n').length;
  throw unreadable(file, `line ${line}: ${printParseErrorCode(first.error)}`);
}

function unreadable(file: string, why: string): TargetError {
  return new TargetError('unreadable', `${file} can't be read: ${why}.`, 'Mend the file.', file);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
