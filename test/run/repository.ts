import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Whether this machine has git; tests that need it are skipped where it has not, and say so. */
export const hasGit = spawnSync('git', ['--version']).status === 0;

/** A small git repository in a folder of its own, with a temporary folder for what runs on it. */
export class Repository {
  readonly #around = realpathSync(mkdtempSync(join(tmpdir(), 'tuneline-test-')));
  readonly path = join(this.#around, 'work space');
  /** Where scratch copies go. */
  readonly temporary = join(this.#around, 'temporary');

  constructor(files: Readonly<Record<string, string>>, { git = true } = {}) {
    mkdirSync(this.path);
    mkdirSync(this.temporary);
    this.write(files);
    if (!git) return;
    this.git('init', '--quiet');
    this.commit();
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  link(name: string, target: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }

  git(...args: readonly string[]): string {
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    return execFileSync('git', [...author, ...args], { cwd: this.path, encoding: 'utf8' });
  }

  commit(): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'what was there before');
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, TMPDIR: this.temporary };
  }

  tuneline(...args: readonly string[]): {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [tuneline, ...args], {
      cwd: this.path,
      encoding: 'utf8',
      env: this.environment,
    });
    return { code: status, stdout, stderr };
  }

  /** The same while this process goes on, such as one that listens. */
  tunelineBeside(...args: readonly string[]): Promise<{ readonly stdout: string }> {
    const options = { cwd: this.path, env: this.environment };
    return new Promise(done =>
      execFile(process.execPath, [tuneline, ...args], options, (_, stdout) => done({ stdout })),
    );
  }

  /** Names, kinds and contents of everything in it, `.git` included. */
  fingerprint(): string {
    const hash = createHash('sha256');
    const visit = (path: string) => {
      const stat = lstatSync(path);
      hash.update(`${path}\0${stat.mode}\0`);
      if (stat.isSymbolicLink()) hash.update(readlinkSync(path));
      else if (stat.isFile()) hash.update(readFileSync(path));
      else for (const name of readdirSync(path).sort()) visit(join(path, name));
    };
    visit(this.path);
    return hash.digest('hex');
  }

  /** What a verification should have removed. */
  leftCopies(): string[] {
    return readdirSync(this.temporary);
  }

  /** Processes that belong to it, by a variable that all of them inherit; on Linux. */
  leftProcesses(): string[] {
    if (process.platform !== 'linux') return [];
    return readdirSync('/proc').filter(name => {
      if (!/^\d+$/.test(name) || Number(name) === process.pid) return false;
      try {
        return readFileSync(`/proc/${name}/environ`, 'utf8').includes(this.temporary);
      } catch {
        return false; // it has ended
      }
    });
  }

  /** Removes it when a test is over, in which no copy may be left and nothing may run any more. */
  removeWithNothingLeft(): void {
    assert.deepEqual(this.leftCopies(), []);
    assert.deepEqual(this.leftProcesses(), []);
    this.remove();
  }

  remove(): void {
    rmSync(this.#around, { recursive: true, force: true });
  }
}

export const tuneline = resolve('dist', 'cli.js');

/** A program with so many rounds of work, each a few milliseconds of CPU time, that prints what it made. */
export function worker(rounds: number, more = ''): string {
  return `let sum = 0;
for (let round = 0; round < ${rounds}; round++)
  for (let i = 0; i < 1e6; i++) sum = (sum * 31 + (i % 7)) | 0;
console.log('worked');
${more}`;
}
