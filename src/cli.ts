import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Output, type Request, readArguments, UsageError } from './cli/arguments';
import { help } from './cli/help';
import type { Report } from './cli/report';
import type { CheckWish } from './cli/check-arguments';
import { githubAnnotations, githubSummary, junitCheck } from './cli/check-outputs';
import { checkExit, jsonCheck, textCheck } from './cli/check-report';
import type { CompareWish } from './cli/compare-arguments';
import type { TuneWish } from './cli/tune-arguments';
import type { VerifyWish } from './cli/verify-arguments';
import { jsonVerification, textVerification, verdictExit } from './cli/verify-report';
import { writeCpuProfile } from './core/formats/cpuprofile-writer';
import { areStoredCounts, countsFileOf, writeCounts } from './core/formats/stored-counts';
import { unreachable } from './core/units';
import { BudgetsError } from './run/budgets';
import { RecordError } from './run/record';
import { TargetError } from './run/targets/target-error';
import { textIfThere } from './run/mapped-on-disk';
import { textHash } from './run/maps';
import { VerifyError } from './run/verify/verify';
import { writeAtomically } from './run/write-atomically';

/** The exit code for: a profile was made; none could be; the options are wrong. */
const exit = { made: 0, failed: 1, usage: 2 } as const;

async function main(argv: readonly string[]): Promise<number> {
  let request: Request;
  try {
    request = readArguments(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const wantsJson = argv.includes('--json');
    fail({ code: 'usage', message: error.message, action: error.action }, wantsJson);
    const isOwn = ['verify', 'tune', 'check'].some(command => argv.includes(command)); // for these 1 is a finding
    return wantsJson && !isOwn ? exit.failed : exit.usage;
  }
  switch (request.kind) {
    case 'help':
      process.stdout.write(help(request.of));
      return exit.made;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return exit.made;
    case 'profile':
    case 'attach':
    case 'open':
      return report(request);
    case 'hints':
      return hints(request);
    case 'verify':
      return verify(request);
    case 'tune':
      return tune(request);
    case 'compare':
      return compare(request.wish);
    case 'check':
      return check(request);
    default:
      return unreachable(request);
  }
}

/** From the package that this file was built into (`dist/` lies beside its package.json). */
function version(): string {
  const text = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

type Reported = Extract<Request, { readonly kind: 'profile' | 'attach' | 'open' }>;

async function report(request: Reported): Promise<number> {
  try {
    if (request.out !== undefined) checkOut(resolve(request.out));
    if (request.out !== undefined && request.kind === 'profile' && request.program.counts)
      checkCounts(countsFileOf(resolve(request.out)));
    const made = await reportOf(request);
    if (request.out !== undefined) save(made, resolve(request.out));
    await print(made, request);
    return exit.made;
  } catch (error) {
    fail(told(error), request.json);
    return exit.failed;
  }
}

async function hints({
  file,
  profile,
  json,
}: Extract<Request, { readonly kind: 'hints' }>): Promise<number> {
  try {
    const { hintReport, jsonHintReport, textHintReport } = await import('./cli/hint-report');
    const made = hintReport(file, profile);
    const text = json ? JSON.stringify(jsonHintReport(made)) : textHintReport(made);
    process.stdout.write(`${text}\n`);
    return exit.made;
  } catch (error) {
    fail(told(error), json);
    return exit.failed;
  }
}

/** Its exit codes are its own: 1 is a verdict. */
async function verify(wish: VerifyWish): Promise<number> {
  try {
    const { verified } = await import('./cli/verify');
    const made = await verified(wish, __dirname);
    if (process.stderr.isTTY && !wish.json) process.stderr.write('\n');
    const text = wish.json ? JSON.stringify(jsonVerification(made)) : textVerification(made);
    process.stdout.write(`${text}\n`);
    return verdictExit(made);
  } catch (error) {
    const { code, message, action } = told(error);
    fail({ code, message, action, isWhole: true }, wish.json);
    return exit.usage;
  }
}

/** Its exit codes are its own: 1 is that nothing helped. */
async function tune(wish: TuneWish): Promise<number> {
  try {
    const { tuned, tuneExit } = await import('./cli/tune');
    const { jsonTuned, textTuned } = await import('./cli/tune-report');
    const made = await tuned(wish, __dirname);
    if (process.stderr.isTTY && !wish.json) process.stderr.write('\n');
    process.stdout.write(`${wish.json ? JSON.stringify(jsonTuned(made)) : textTuned(made)}\n`);
    if (made.notApplied === undefined) return tuneExit(made);
    process.stderr.write(
      `tuneline: Nothing is written: ${made.notApplied} Apply the diff yourself, or run it again.\n`,
    );
    return exit.usage;
  } catch (error) {
    const { code, message, action } = told(error);
    fail({ code, message, action, isWhole: true }, wish.json);
    return exit.usage;
  }
}

/** Its exit codes are its own: 1 is a broken budget. */
async function check(wish: CheckWish): Promise<number> {
  try {
    const { checked } = await import('./cli/check');
    const junit = wish.junit === undefined ? undefined : resolve(wish.junit);
    if (junit !== undefined) checkOut(junit, 'The results');
    const made = await checked(wish, __dirname);
    const annotations = wish.github ? githubAnnotations(made) : [];
    const text = wish.json ? JSON.stringify(jsonCheck(made)) : textCheck(made);
    // Beside JSON on stdout they would make it unreadable; GitHub reads stderr as well.
    for (const line of annotations) process[wish.json ? 'stderr' : 'stdout'].write(`${line}\n`);
    process.stdout.write(`${text}\n`);
    // What was measured is told by then, also where this fails.
    if (junit !== undefined)
      write(junit, 'The results', () => writeAtomically(junit, junitCheck(made)));
    const summary = process.env.GITHUB_STEP_SUMMARY;
    if (wish.github && summary !== undefined && summary !== '')
      write(summary, 'The summary', () => appendFileSync(summary, githubSummary(made)));
    return checkExit(made);
  } catch (error) {
    fail(told(error), wish.json);
    return exit.usage;
  }
}

async function compare(wish: CompareWish): Promise<number> {
  try {
    const { comparedBy, jsonChanges, textChanges } = await import('./cli/compare');
    const changes = await comparedBy(wish, __dirname);
    const text = wish.json
      ? JSON.stringify(jsonChanges(changes))
      : textChanges(changes, wish.limit, textOfLines());
    process.stdout.write(`${text}\n`);
    return exit.made;
  } catch (error) {
    fail(told(error), wish.json);
    return exit.failed;
  }
}

async function reportOf(request: Reported): Promise<Report> {
  const { openedReport, profiledReport } = await import('./cli/reports');
  switch (request.kind) {
    case 'profile': {
      const { attachedByLaunch } = await import('./cli/attached-by-launch');
      const attached = await attachedByLaunch(request.program, process.cwd());
      if (attached === undefined) return profiledReport(request.program, __dirname, request.json);
      const { attachedReport } = await import('./cli/attached-report');
      return attachedReport(attached, __dirname);
    }
    case 'attach': {
      const { attachedReport } = await import('./cli/attached-report');
      return attachedReport(request.attached, __dirname);
    }
    case 'open':
      return openedReport(request.file);
    default:
      return unreachable(request);
  }
}

/** Before the program runs: a long run must not be lost to a slip of the pen. */
function checkOut(out: string, what = 'The profile'): void {
  const isFolder = statSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  try {
    accessSync(dirname(out), constants.W_OK);
  } catch (error) {
    throw notSaved(out, (error as Error).message, what);
  }
  if (isFolder) throw notSaved(out, 'it is a folder', what);
}

/** The user named the profile: what lies beside it under the name of its counts may be anything. */
function checkCounts(beside: string): void {
  if (!existsSync(beside)) return;
  const text = textIfThere(beside);
  if (text === undefined || !areStoredCounts(text))
    throw notSaved(beside, 'another file has this name, or a folder', 'What was counted');
}

function notSaved(out: string, why: string, what: string): RecordError {
  return new RecordError(
    'failed',
    `${what} can't be saved as ${out}: ${why}.`,
    `Check that ${dirname(out)} exists and can be written.`,
  );
}

function save({ profile, counts, texts = new Map() }: Report, out: string): void {
  write(out, 'The profile', () =>
    writeAtomically(
      out,
      writeCpuProfile(profile, path => pathToFileURL(path).href),
    ),
  );
  const beside = countsFileOf(out);
  if (counts !== undefined) {
    checkCounts(beside);
    write(beside, 'What was counted', () => writeAtomically(beside, writeCounts(counts, texts)));
    return;
  }
  const before = textIfThere(beside);
  // Of the profile that stood here before: it would be taken for this one's.
  if (before !== undefined && areStoredCounts(before)) rmSync(beside);
}

/** @throws RecordError */
function write(out: string, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw notSaved(out, error instanceof Error ? error.message : String(error), what);
  }
}

async function print(made: Report, { json, limit }: Output): Promise<void> {
  if (json) {
    const { jsonReport } = await import('./cli/json-report');
    process.stdout.write(`${JSON.stringify(jsonReport(made))}\n`);
    return;
  }
  const { textReport } = await import('./cli/text-report');
  process.stdout.write(`\n${textReport(made, limit, textOfLines(made.texts))}\n`);
}

/** The text of lines, each file read once. `ran`: what is known of the texts that ran, by path. */
function textOfLines(
  ran: ReadonlyMap<string, string> = new Map(),
): (file: string, line: number) => string | undefined {
  const texts = new Map<string, (line: number) => string | undefined>();
  return (file, line) => {
    const known = texts.get(file) ?? linesOf(file, ran.get(file));
    texts.set(file, known);
    return known(line);
  };
}

/** Lines of a file, as far as they are what ran: a line of another text would be believed to be hot. */
function linesOf(file: string, ranHash: string | undefined): (line: number) => string | undefined {
  const text = textIfThere(file);
  // The source may not be on this machine: the report then shows the place alone.
  if (text === undefined) return () => undefined;
  if (ranHash !== undefined && ranHash !== textHash(text))
    return () => '(the file has changed since it ran)';
  const lines = text.split(/\r\n|\r|\n/);
  return line => lines[line - 1];
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly action: string;
  /** Its message is printed as it is. */
  readonly isWhole?: true;
}

function told(error: unknown): Failure {
  if (
    error instanceof RecordError ||
    error instanceof TargetError ||
    error instanceof BudgetsError ||
    error instanceof VerifyError
  ) {
    return { code: error.code, message: error.message, action: error.action };
  }
  const message = error instanceof Error ? error.message : String(error);
  const action =
    'This is a fault in Tuneline: please report it, with the stack that TUNELINE_DEBUG=1 prints.';
  if (process.env.TUNELINE_DEBUG === '1' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return { code: 'internal', message, action };
}

function fail(error: Failure, json: boolean): void {
  const { code, message, action } = error;
  if (json)
    process.stdout.write(`${JSON.stringify({ schema: 1, error: { code, message, action } })}\n`);
  else process.stderr.write(`tuneline: ${shortened(error)}${error.action}\n`);
}

/** What a profiled program said when it died stands above already: of its stack the first lines are enough. */
function shortened({ message, isWhole }: Failure): string {
  const lines = message.split('\n');
  if (lines.length === 1) return `${message} `;
  return `${(isWhole === true ? lines : lines.slice(0, 3)).join('\n')}\n`;
}

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
