import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixtures } from './packages';

/** A folder for fixture projects, which find the installed packages above them. */
export interface Workspace {
  /** A new project: an empty folder whose name has what paths trip over, as far as its tools can run there. */
  project(hasPlainName?: boolean): Project;
  remove(): void;
}

export function createWorkspace(packages = fixtures): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tunelinetest-projects-')));
  symlinkSync(join(packages, 'node_modules'), join(folder, 'node_modules'));
  let count = 0;
  return {
    project: hasPlainName =>
      new Project(join(folder, hasPlainName ? `plain ${++count}` : `é #${++count} 100%`)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export class Project {
  constructor(readonly folder: string) {
    mkdirSync(folder);
    this.write('package.json', '{ "private": true, "type": "commonjs" }');
    this.write('tsconfig.json', JSON.stringify(tsConfig()));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** A copy of one of the sources. */
  copy(source: string, name: string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(join(fixtures, source), path);
    return path;
  }

  replace(name: string, piece: string, by: string): void {
    const text = this.read(name);
    if (!text.includes(piece)) throw new Error(`there is no ${piece} in ${name}`);
    this.write(name, text.replace(piece, by));
  }

  link(target: string, name: string): void {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
}

/** What runners read; `more` on top. */
export function tsConfig(more: object = {}): object {
  return {
    compilerOptions: {
      target: 'ES2022',
      module: 'CommonJS',
      moduleResolution: 'node10',
      types: ['node'],
      strict: true,
      ignoreDeprecations: '6.0',
      ...more,
    },
  };
}
