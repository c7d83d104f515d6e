import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';

/**
 * Writes a file so that a reader, also after a crash, sees the old content or the new, never a part: a temporary file
 * beside it is written, flushed and renamed over it.
 * @throws the file system's error; the temporary file is then gone
 */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  const temporary = draftOf(file);
  try {
    writeDurably(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * The same for several files that are there, all of them or none: they get their names only once all are on the disk. Links stay links,
 * and files keep their modes. @throws the file system's error; nothing has changed then
 */
export function replaceTexts(
  files: readonly { readonly file: string; readonly text: string }[],
): void {
  const drafts: { readonly draft: string; readonly file: string }[] = [];
  try {
    for (const { file: named, text } of files) {
      const file = realpathSync(named);
      accessSync(file, constants.W_OK);
      const draft = draftOf(file);
      drafts.push({ draft, file });
      writeDurably(draft, text);
      chmodSync(draft, statSync(file).mode);
    }
    for (const { draft, file } of drafts) renameSync(draft, file);
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    throw error;
  }
}

function draftOf(file: string): string {
  return `${file}.${process.pid}.${Date.now().toString(36)}.tmp`;
}

function writeDurably(path: string, content: string | Uint8Array): void {
  const handle = openSync(path, 'wx');
  try {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
