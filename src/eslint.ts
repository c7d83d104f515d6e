import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ESLint, Rule } from 'eslint';
import type { ProgramOf } from './core/hints';
import {
  differenceOf,
  explanationOf,
  formatTemplate,
  type Hint,
  sentence,
  type TextEdit,
} from './core/hints/hint';
import { estimateCallLines } from './core/hints/places/call-lines';
import { type Recorded, recordedHints } from './core/hints/recorded-hints';
import { failuresOnce, ruleFailureText } from './core/hints/rule-failure';
import { textIfThere } from './run/mapped-on-disk';
import { textHash } from './run/maps';
import { RecordError } from './run/record-error';
import { readSavedProfile } from './run/saved-profile';

/** A saved profile, or why it can't be read. */
type Saved = { readonly recorded: Recorded } | { readonly problem: string };

/**
 * Reports what Tuneline knows of the hot lines of a saved profile, whose path stands in `settings.tuneline.profile` (relative
 * to the working directory). Without one, and on lines that were changed since the run, it says nothing.
 */
const hint: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Tunings for lines that a saved profile shows to be hot' },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
  },
  create(context) {
    const { profile } = (context.settings.tuneline ?? {}) as { readonly profile?: unknown };
    // A part of another file, such as code in Markdown, is not what ran.
    const isWhole = context.physicalFilename === context.filename;
    if (profile === undefined || !isWhole) return {};
    return {
      Program() {
        const saved =
          typeof profile === 'string'
            ? readOnce(resolve(context.cwd, profile))
            : { problem: 'settings.tuneline.profile must be the path of a profile.' };
        if ('problem' in saved) {
          if (tellsOf(saved.problem, context.filename))
            context.report({ loc: { line: 1, column: 0 }, message: `Tuneline: ${saved.problem}` });
          return;
        }
        for (const one of hintsOn(saved.recorded, context)) report(one, context);
      },
    };
  },
};

function hintsOn(recorded: Recorded, context: Rule.RuleContext): readonly Hint[] {
  const onDisk = textIfThere(context.filename);
  if (onDisk === undefined) return [];
  const file = realpathSync.native(context.filename);
  const isThere = recorded.profile.scripts.some(({ name }) => name === file);
  if (!isThere) return [];
  const disk = { file, text: onDisk, hash: textHash(onDisk) };
  const found = recordedHints(recorded, disk, context.sourceCode.text, programFor(context));
  warnOf(found?.failures ?? []);
  return found?.hints ?? [];
}

/** As Node.js warns: nobody who lints can mend it, so it is no problem of a file. */
const warnOf = failuresOnce(failure =>
  process.emitWarning(ruleFailureText(failure), { type: 'Tuneline' }),
);

/** The program with which the parser knows types, where it was told to make one. */
function programFor({ sourceCode }: Rule.RuleContext): ProgramOf | undefined {
  const { program } = sourceCode.parserServices as {
    readonly program?: ReturnType<ProgramOf> | null;
  };
  return program ? () => program : undefined;
}

/** A fix where the hint is safe, a suggestion where it needs review, words where it is advice. */
function report(hint: Hint, context: Rule.RuleContext): void {
  const { safety, start, end, edits } = hint;
  const title = formatTemplate(hint.title);
  const { sourceCode } = context;
  const difference = differenceOf(hint);
  const open = difference === undefined ? '' : ` ${sentence(formatTemplate(difference))}`;
  const fix = (fixer: Rule.RuleFixer) => edits.map(edit => replace(fixer, edit));
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    message: `${title}. ${explanationOf(hint, formatTemplate)}`,
    ...(safety === 'safe' && { fix }),
    ...(safety === 'review' && { suggest: [{ desc: `${title}.${open}`, fix }] }),
  });
}

function replace(fixer: Rule.RuleFixer, { start, end, text }: TextEdit): Rule.Fix {
  return fixer.replaceTextRange([start, end], text);
}

const known = new Map<string, { readonly changed: number; readonly saved: Saved }>();

/** Once for all files that are linted, and again when it was written anew. */
function readOnce(file: string): Saved {
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = known.get(file);
  if (before?.changed === changed) return before.saved;
  const saved = read(file);
  known.set(file, { changed, saved });
  return saved;
}

function read(file: string): Saved {
  try {
    return { recorded: readSavedProfile(file, file, estimateCallLines) };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { problem: `${error.message} ${error.action}` };
  }
}

const told = new Map<string, string>();

/** A trouble with the profile is told on the first file that meets it, also when that is linted again, and on no other. */
function tellsOf(problem: string, filename: string): boolean {
  const first = told.get(problem) ?? filename;
  told.set(problem, first);
  return first === filename;
}

const plugin = {
  meta: { name: 'tuneline' },
  rules: { hint },
  configs: {} as { recommended?: object },
} satisfies ESLint.Plugin;

plugin.configs.recommended = {
  name: 'tuneline/recommended',
  plugins: { tuneline: plugin },
  rules: { 'tuneline/hint': 'warn' },
};

export = plugin;
