import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type CorpusPackage, corpus, folderOf } from './packages';

/** What a package's own tests, or a program that uses it, said. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs the package's suite or its exercise with the given files (path to text) in place of its own, in a copy beside which all
 * that it depends on is as installed.
 */
export function runWith(one: CorpusPackage, files: ReadonlyMap<string, string>): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-corpus-'));
  try {
    const modules = join(folder, 'node_modules');
    linkAllBut(one.name, join(corpus, 'node_modules'), modules);
    const copy = join(modules, one.name);
    cpSync(folderOf(one), copy, { recursive: true });
    for (const [file, text] of files)
      writeFileSync(join(copy, relative(folderOf(one), file)), text);
    const { status, output } = run(one, folder, copy);
    return { status, output: output.replaceAll(folder, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function linkAllBut(name: string, from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from)) {
    if (entry === name) continue;
    if (entry === dirname(name))
      linkAllBut(name.slice(entry.length + 1), join(from, entry), join(to, entry));
    else symlinkSync(join(from, entry), join(to, entry));
  }
}

function run(one: CorpusPackage, folder: string, copy: string): Outcome {
  const modules = join(folder, 'node_modules');
  const options = { encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 28 } as const;
  if (one.suite !== undefined) {
    const [runner, ...args] = one.suite;
    const own = join(copy, runner);
    const script = existsSync(own) ? own : join(modules, runner);
    const env = { ...process.env, NODE_OPTIONS: '--openssl-legacy-provider' };
    return outcome(spawnSync(process.execPath, [script, ...args], { ...options, cwd: copy, env }));
  }
  const program = join(folder, `${nameOf(one)}.mjs`);
  copyFileSync(join(corpus, 'exercises', `${nameOf(one)}.mjs`), program);
  const tsx = join(process.cwd(), 'node_modules', 'tsx', 'dist', 'loader.mjs');
  return outcome(
    spawnSync(process.execPath, ['--import', tsx, program], { ...options, cwd: folder }),
  );
}

/** The name of the file of a package's exercise. */
export function nameOf({ name }: CorpusPackage): string {
  return name.replace(/^@/, '').replace('/', '-');
}

function outcome({ status, stdout, stderr }: ReturnType<typeof spawnSync>): Outcome {
  return { status, output: `${stdout}\n${status === 0 ? '' : stderr}` };
}
