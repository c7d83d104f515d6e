import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** 1-based line of the first place in a source file of the sample workspace where `code` stands. */
export function lineOf(editor: { readonly workspace: string }, file: string, code: string): number {
  const lines = readFileSync(join(editor.workspace, 'src', file), 'utf8').split('\n');
  const at = lines.findIndex(line => line.includes(code));
  assert.ok(at >= 0, `${file} has no ${code}`);
  return at + 1;
}
