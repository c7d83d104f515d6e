import { join } from 'node:path';
import { testRunners } from './packages';
import type { Project } from './workspace';

/**
 * TODO(lanes): not in the table yet. vitest runs tests in child processes or threads, jest in child processes as soon as there
 * are several files, and only the main thread is recorded so far. When lanes are, these become rows: profile `command` with
 * LINE_COSTS_MILLISECONDS in its environment, in a workspace of `testRunners`, and hold the marked lines of `sources` to the same
 * 5 points. The program runs inside of a test.
 */
export interface TestRow {
  readonly name: string;
  readonly make: (project: Project) => TestProgram;
}

export interface TestProgram {
  /** The script of the test runner's command. */
  readonly file: string;
  readonly args: readonly string[];
  readonly sources: readonly string[];
}

export const testRows: readonly TestRow[] = [
  { name: 'vitest, forks', make: project => vitest(project, 'forks') },
  { name: 'vitest, threads', make: project => vitest(project, 'threads') },
  {
    name: 'jest with ts-jest',
    make: project => jest(project, ['ts-jest', { diagnostics: false }]),
  },
  { name: 'jest with swc', make: project => jest(project, ['@swc/jest', {}]) },
];

function vitest(project: Project, pool: 'forks' | 'threads'): TestProgram {
  const config = { test: { globals: true, pool, include: ['src/*.test.ts'], watch: false } };
  project.write('vitest.config.mjs', `export default ${JSON.stringify(config)};\n`);
  const file = join(testRunners, 'node_modules', 'vitest', 'vitest.mjs');
  return { file, args: ['run'], sources: sources(project) };
}

/** A second test file keeps jest from running the first in its own process. */
function jest(project: Project, transform: readonly [string, object]): TestProgram {
  const config = { testMatch: ['**/src/*.test.ts'], transform: { '\\.ts$': transform } };
  project.write('jest.config.json', JSON.stringify(config));
  project.write('src/other.test.ts', "it('is another file', () => undefined);\n");
  const file = join(testRunners, 'node_modules', 'jest', 'bin', 'jest.js');
  return { file, args: ['--maxWorkers=2'], sources: sources(project) };
}

function sources(project: Project): string[] {
  project.copy('line-costs/line-costs.test.ts', 'src/line-costs.test.ts');
  return ['line-costs.ts', 'mix.ts'].map(name =>
    project.copy(join('line-costs', name), join('src', name)),
  );
}
