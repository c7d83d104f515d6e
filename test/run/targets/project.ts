import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with the files of a small project, for one test. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'tunelinetest-targets-')));

  constructor(files: Readonly<Record<string, string | object>>) {
    mkdirSync(join(this.folder, '.git')); // what lies above is not part of it
    for (const [name, content] of Object.entries(files)) {
      const file = this.file(name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    }
  }

  file(name: string): string {
    return join(this.folder, ...name.split('/'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
