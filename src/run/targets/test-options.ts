import { basename } from 'node:path';
import type { ScriptCommand } from './shell-words';
import { isBinary, type TestFramework } from './test-frameworks';

/** How a package's script starts the framework, without what it selects, watches, covers and reports. */
export interface ScriptOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Flags of node. */
  readonly node: readonly string[];
  /** Options of the framework. */
  readonly options: readonly string[];
  /** Files, globs and patterns: what the script selects. */
  readonly selection: readonly string[];
}

const none: ScriptOptions = { env: {}, node: [], options: [], selection: [] };

/** Options whose value is the next word, when it does not follow after `=`. */
const valued: Readonly<Record<TestFramework, RegExp>> = {
  mocha:
    /^(--(require|config|package|reporter(-options?)?|timeout|timeouts|slow|ui|extension|file|ignore|exclude|import|loader|experimental-loader|node-option|retries|jobs|f?grep|spec|watch-files|watch-ignore)|-[rROtsunjgf])$/,
  vitest:
    /^(--(config|root|dir|environment|pool|project|mode|reporter|outputFile|testTimeout|hookTimeout|testNamePattern|retry|maxWorkers|maxConcurrency|shard|exclude|bail|coverage\.\w+)|-[crt])$/,
  jest: /^(--(config|rootDir|env|testEnvironment|testEnvironmentOptions|testTimeout|maxWorkers|setupFilesAfterEnv|setupFiles|globalSetup|globalTeardown|reporters|projects|selectProjects|testNamePattern|testPathPatterns?|testRegex|testMatch|roots|outputFile|coverageDirectory|coverageReporters|shard|preset|resolver|transform|moduleFileExtensions|testRunner)|-[cwt])$/,
  'node:test':
    /^(--(import|require|loader|experimental-loader|conditions|env-file|test-reporter|test-reporter-destination|test-name-pattern|test-concurrency|test-timeout|test-shard)|-[rC])$/,
};

/** Options that choose tests, go on watching, slow all down with coverage, or print for machines. */
const dropped =
  /^(--(watch(All)?|watch-(files|ignore)|ui(?=$)|f?grep|spec|testNamePattern|testPathPatterns?|testRegex|testMatch|onlyChanged|changed|shard|bail|coverage(\.\w+)?|coverage\w+|collectCoverage\w*|reporters?|reporter-options?|outputFile|json|ci|silent|parallel|jobs|runInBand|maxWorkers|test|test-\w[\w-]*|experimental-test-coverage|passWithNoTests|run|forbid-only)|-[wgfRObjOit])$/;

/** `-t` and `-w` mean a time and a watch in one framework, a pattern and workers in another: each is dropped only where it selects. */
function isDropped(option: string, framework: TestFramework): boolean {
  if (framework === 'mocha' && (option === '-t' || option === '--ui')) return false;
  return dropped.test(option);
}

/** What a script's command says of how tests are run, whatever it selects. */
export function scriptOptions(
  command: ScriptCommand | undefined,
  framework: TestFramework,
): ScriptOptions {
  if (command === undefined) return none;
  const { words, env } = command;
  if (framework === 'node:test') {
    const { options, selection } = divided(words.slice(1), framework);
    return { env, node: options, options: [], selection };
  }
  const at = words.findIndex(word => isBinary(word, framework));
  const isNode = at > 0 && /^node(\.exe)?$/.test(basename(words[0]));
  const after = words.slice(at + 1);
  const rest = framework === 'vitest' && /^(run|watch|dev|related)$/.test(after[0] ?? '') ? 1 : 0;
  return { env, node: isNode ? words.slice(1, at) : [], ...divided(after.slice(rest), framework) };
}

function divided(words: readonly string[], framework: TestFramework) {
  const options: string[] = [];
  const selection: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--') {
      selection.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-')) {
      selection.push(word);
      continue;
    }
    const [option] = word.split('=');
    const hasValue = !word.includes('=') && valued[framework].test(option);
    const all = hasValue ? words.slice(at, at + 2) : [word];
    if (hasValue) at++;
    if (!isDropped(option, framework)) options.push(...all);
  }
  return { options, selection };
}
