import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { unreachable } from '../core/units';
import { nearest } from '../run/meant-instead';
import { RecordError } from '../run/record';
import type { Target } from '../run/target';
import { findLaunchOffer, type LaunchOffer } from '../run/targets/launch-entries';
import { type LaunchPlan, launchTarget } from '../run/targets/launch-target';
import { TargetError } from '../run/targets/target-error';
import type { TestCall } from '../run/targets/test-names';
import { testOffer, testTarget } from '../run/targets/tests';
import { type LookUp, plainVariable } from '../run/targets/variables';
import type { Program } from './arguments';

/** What the command line asks to run, and what of it is not done as it is written. */
export interface NamedTarget {
  readonly target: Target;
  readonly notes: readonly string[];
}

/** What is run, and how it is started. */
type Started = Pick<Program, 'what' | 'cwd' | 'env' | 'node'>;

/** @throws TargetError, RecordError */
export async function targetOf(program: Started, cwd: string): Promise<NamedTarget> {
  const { target, notes } = await named(program, cwd);
  return {
    target: {
      ...target,
      ...(program.cwd === undefined ? {} : { cwd: resolve(cwd, program.cwd) }),
      env: { ...target.env, ...program.env },
    },
    notes,
  };
}

async function named(program: Started, cwd: string): Promise<NamedTarget> {
  const { what, node } = program;
  switch (what.kind) {
    case 'file': {
      const common = { args: what.args, cwd, env: {} };
      return { target: { kind: 'file', file: realPath(cwd, what.file), ...common }, notes: [] };
    }
    case 'command': {
      const [executable, ...args] = what.words;
      const name = what.words.join(' ');
      const file = resolve(cwd, 'package.json');
      const common = { args, cwd, env: {} };
      return { target: { kind: 'command', name, file, executable, ...common }, notes: [] };
    }
    case 'launch': {
      const offer = await findLaunchOffer(what.name, cwd);
      const plan = await launchTarget(offer, lookUpFor(offer, cwd));
      const { target } = plan;
      return { target: { ...target, args: [...target.args, ...what.args] }, notes: notesOf(plan) };
    }
    case 'test': {
      const file = realPath(cwd, what.file);
      return { target: await testIn(file, what.name, what.args, node), notes: [] };
    }
    default:
      return unreachable(what);
  }
}

/** What variables of an entry stand for in a terminal. */
export function lookUpFor({ folder = '' }: LaunchOffer, cwd: string): LookUp {
  const folders = [{ name: basename(folder), path: folder }];
  const context = { folder, folders, env: process.env, home: homedir(), cwd };
  return variable => plainVariable(variable, context);
}

async function testIn(
  file: string,
  name: string | undefined,
  args: readonly string[],
  node: string | undefined,
): Promise<Target> {
  const text = textOf(file);
  const { findTestCalls } = await import('../run/targets/test-calls');
  const calls = findTestCalls(file, text);
  const call = name === undefined ? undefined : callNamed(name, calls, file);
  const offer = testOffer(file, call, text);
  if (offer === undefined)
    throw new TargetError(
      'no-framework',
      `${file} is no test of mocha, vitest, jest or node:test, as far as it and its package say.`,
      'Profile it as a program, or the script that runs it: tuneline profile -- npm test.',
      file,
    );
  return testTarget(offer, { args, calls, ...(node === undefined ? {} : { node }) });
}

/** By the full name, else by its own; a suite before the tests in it. @throws TargetError */
function callNamed(name: string, calls: readonly TestCall[], file: string): TestCall {
  const full = (call: TestCall) => call.names.map(one => one.text).join(' ');
  const found =
    calls.find(call => full(call) === name) ??
    calls.find(call => call.names.at(-1)?.text === name) ??
    calls.find(call => new RegExp(`^${call.names.map(one => one.pattern).join(' ')}$`).test(name));
  if (found !== undefined) return found;
  const some = calls.slice(0, 5).map(call => `“${full(call)}”`);
  throw new TargetError(
    'no-test',
    `${file} has no test “${name}”.`,
    some.length === 0
      ? 'No test in it has a name that can be read.'
      : `It has ${some.join(', ')}${calls.length > some.length ? ` and ${calls.length - some.length} more` : ''}.`,
    name,
  );
}

function notesOf({ preLaunchTask, notes }: LaunchPlan): string[] {
  const task =
    typeof preLaunchTask === 'string' ? `“${preLaunchTask}” ` : preLaunchTask ? '' : undefined;
  return [
    ...(task === undefined
      ? []
      : [`The entry’s preLaunchTask ${task}is run by the editor only: run it yourself first.`]),
    ...notes.map(({ detail }) => `No Node.js ${detail} was found: another one runs the entry.`),
  ];
}

function realPath(cwd: string, name: string): string {
  const file = resolve(cwd, name);
  return existsSync(file) ? realpathSync(file) : file;
}

function textOf(file: string): string {
  const cannot = (message: string, action: string) => new RecordError('no-file', message, action);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR')
      throw cannot(
        `${file} is a folder.`,
        'Name one test file in it, or run all by their script: tuneline profile -- npm test.',
      );
    const near = code === 'ENOENT' ? nearest(basename(file), namesIn(dirname(file))) : undefined;
    throw cannot(
      code === 'ENOENT' ? `There is no file ${file}.` : `The test file can't be read: ${message}.`,
      near === undefined ? 'Check its name.' : `Did you mean ${join(dirname(file), near)}?`,
    );
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the folder is not there either
  }
}
