import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const command = resolve('src', 'tuneline.mjs');

/** An expression on a line, as `--json` has it. */
export interface Part {
  readonly column: number | null;
  readonly endColumn: number | null;
  readonly text: string | null;
  readonly is: string;
  readonly totalShare: number | null;
  readonly low: number;
  readonly high: number;
}

/** What `--json` prints, as far as tests read it. */
interface Answer {
  readonly error: { readonly code: string; readonly message: string; readonly action: string };
  readonly target: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly activeMs: number;
  readonly samples: number;
  readonly window: { readonly kind: string; readonly fromMs: number; readonly toMs: number } | null;
  readonly load: {
    readonly kind: string;
    readonly warmUpMs: number;
    readonly exitCode: number | null;
    readonly requests: number | null;
    readonly latencyMs: { readonly p50: number; readonly p99: number } | null;
    readonly statuses: Readonly<Record<string, number>> | null;
    readonly failed: number | null;
  } | null;
  readonly lines: readonly {
    file: string;
    line: number;
    selfMs: number;
    selfShare: number;
    parts?: readonly Part[];
  }[];
  readonly functions: readonly { name: string; file: string; line: number; totalShare: number }[];
}

/** What `tuneline` printed. */
export interface Printed {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The object on stdout; throws when there is anything else. */
  readonly json: Answer;
}

export function tunelineIn(
  cwd: string,
  args: readonly string[],
  options: { input?: string; env?: object } = {},
): Printed {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { ...process.env, ...options.env },
    maxBuffer: 64 << 20,
  });
  return {
    code: status,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout) as Answer;
    },
  };
}

/** A folder of its own for the files of a test, and `tuneline` run in it. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'tuneline-test-')));

  write(name: string, text: string): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  tuneline(args: readonly string[], options: { input?: string; env?: object } = {}): Printed {
    return tunelineIn(this.path, args, options);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
