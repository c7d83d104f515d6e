import { join } from 'node:path';
import { bench } from '../accuracy/nodes';

/** A real program that is profiled. */
export interface Workload {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Has processes or threads of its own: the ways that follow none are left out. */
  readonly hasChildren: boolean;
}

export const root = process.cwd();

const alone = (name: string, file: string, args: readonly string[] = []): Workload => ({
  name,
  file,
  args,
  hasChildren: false,
});

export const workloads: readonly Workload[] = [
  alone(
    'TypeScript checks this project',
    join(root, 'node_modules', 'typescript', 'lib', 'tsc.js'),
    ['--noEmit', '-p', root],
  ),
  alone('markdown-it renders a book', join(bench, 'programs', 'markdown.js')),
  alone('terser minifies itself', join(bench, 'programs', 'minifies.js')),
  {
    name: 'two processes and two workers render',
    file: join(bench, 'programs', 'children.js'),
    args: [],
    hasChildren: true,
  },
];
