import { join } from 'node:path';
import { testRunners } from './packages';
import type { Program, Row } from './rows';
import type { Project } from './workspace';

/**
 * The program inside of a test, in the child processes or threads of the test runner: rows of `npm run test:nodes`, since what they
 * need takes as long again to install.
 */
export const testRows: readonly Row[] = [
  { name: 'vitest, forks', make: project => vitest(project, 'forks'), needsPlainName: true },
  { name: 'vitest, threads', make: project => vitest(project, 'threads'), needsPlainName: true },
  {
    name: 'jest with ts-jest',
    make: project => jest(project, ['ts-jest', { diagnostics: false }]),
    needsPlainName: true,
  },
  {
    name: 'jest with swc',
    make: project => jest(project, ['@swc/jest', {}]),
    needsPlainName: true,
  },
];

function vitest(project: Project, pool: 'forks' | 'threads'): Program {
  const config = { test: { globals: true, pool, include: ['src/*.test.ts'], watch: false } };
  project.write('vitest.config.mjs', `export default ${JSON.stringify(config)};\n`);
  const file = join(testRunners, 'node_modules', 'vitest', 'vitest.mjs');
  return { file, ranBy: 'node', args: ['run'], sources: sources(project) };
}

/** A second test file keeps jest from running the first in its own process. */
function jest(project: Project, transform: readonly [string, object]): Program {
  const config = { testMatch: ['**/src/*.test.ts'], transform: { '\\.ts$': transform } };
  project.write('jest.config.json', JSON.stringify(config));
  project.write('src/other.test.ts', "it('is another file', () => undefined);\n");
  const file = join(testRunners, 'node_modules', 'jest', 'bin', 'jest.js');
  return { file, ranBy: 'node', args: ['--maxWorkers=2'], sources: sources(project) };
}

function sources(project: Project): string[] {
  project.copy('line-costs/line-costs.test.ts', 'src/line-costs.test.ts');
  return ['line-costs.ts', 'mix.ts'].map(name =>
    project.copy(join('line-costs', name), join('src', name)),
  );
}
