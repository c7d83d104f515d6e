import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../transpile-cache';
import type { transpile as Transpile, TranspileOptions } from './transpile';

/** Changes whenever the same input would give other JavaScript. */
const version = 1;

/** JavaScript for a file, from the cache or from TypeScript. @throws SyntaxError where the file does not parse */
export function transpiled(path: string, text: string, how: TranspileOptions): string {
  const name = path.split(/[\\/]/).pop();
  const key = createHash('sha256')
    .update(JSON.stringify([version, name, how]))
    .update(text)
    .digest('hex');
  const folder = cacheFolder();
  const file = join(folder, `${key}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // not in the cache
  }
  const { transpile } = require(join(__dirname, 'transpile.js')) as { transpile: typeof Transpile };
  const js = transpile(path, text, how);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, js, { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // a home that can't be written to only costs time
  }
  return js;
}
