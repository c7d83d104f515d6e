import * as vscode from 'vscode';
import { keptOf } from '../../core/auto-tuning';
import type { Verdict } from '../../core/compare';
import { foundByOwnMetric } from '../../core/goal';
import type { Trial } from '../../core/trial';
import { formatRatio, unreachable } from '../../core/units';
import type { Difference, Verification, VerifyNote } from '../../core/verification';
import type { VerifyProgress } from '../../run/verify/request';
import { inMenu, translated } from '../hint-texts';
import { metricText, rangeText, valueText } from '../metric-texts';

/** What was tried, for people. */
export function trialTitle({ change }: Trial): string {
  switch (change.kind) {
    case 'tuning':
      return inMenu(translated(change.title));
    case 'auto-tune': {
      const { tried } = change;
      return vscode.l10n.t('Auto-tune: {0} of {1} tunings', keptOf(tried).length, tried.length);
    }
    case 'edits':
      return vscode.l10n.t('Your edits since {0}', change.against);
    case 'none':
      return vscode.l10n.t('Without the profiler');
    default:
      return unreachable(change);
  }
}

/** Whether there was nothing to be measured in the end: of several tunings none helped. */
function foundNothing({ change }: Trial): boolean {
  return change.kind === 'auto-tune' && keptOf(change.tried).length === 0;
}

/** What came out, as `verificationText` says it where something was measured. */
export function trialOutcome(trial: Trial): string {
  if (trial.change.kind === 'none') return takenText(trial);
  return foundNothing(trial)
    ? vscode.l10n.t('none of them makes the program faster')
    : verificationText(trial.verification);
}

/** `624 ms CPU time (610–640 ms, 10 runs)`: of a program that was not changed. */
function takenText(trial: Trial): string {
  const { metric, load, pairs } = trial.verification;
  const found = foundByOwnMetric(trial);
  if (found === undefined) return vscode.l10n.t('not measured');
  const { value, interval = { low: value, high: value } } = found;
  return vscode.l10n.t(
    '{0} {1} ({2}, {3} runs)',
    valueText(metric, value),
    metricText(metric, load),
    rangeText(metric, interval),
    2 * pairs.length,
  );
}

/** In a word or two, for a list. */
export function shortOutcome(trial: Trial): string {
  if (trial.change.kind === 'none') {
    const found = foundByOwnMetric(trial);
    return found === undefined
      ? vscode.l10n.t('not measured')
      : valueText(trial.verification.metric, found.value);
  }
  return foundNothing(trial) ? vscode.l10n.t('nothing helped') : shortVerdict(trial.verification);
}

/** `1.83× faster (1.76–1.90, 9 pairs), CPU time; output equal`. */
export function verificationText(made: Verification): string {
  const { verdict, metric, load } = made;
  const output = load === undefined ? outputText(made) : answersText(made);
  return verdict === undefined
    ? output
    : vscode.l10n.t('{0}, {1}; {2}', verdictText(verdict), metricText(metric, load), output);
}

function outputText({ outputEqual, leftOut }: Verification): string {
  return outputEqual
    ? leftOut.length > 0
      ? vscode.l10n.t('output equal but for what varies from run to run')
      : vscode.l10n.t('output equal')
    : vscode.l10n.t('the output differs');
}

/** Of a server. */
function answersText({ outputEqual, leftOut }: Verification): string {
  return outputEqual
    ? leftOut.length > 0
      ? vscode.l10n.t('answers equal but for what varies from run to run')
      : vscode.l10n.t('answers equal')
    : vscode.l10n.t('the answers differ');
}

export function verdictText({ kind, ratio, low, high, pairs }: Verdict): string {
  switch (kind) {
    case 'faster':
      return vscode.l10n.t(
        '{0}× faster ({1}–{2}, {3} pairs)',
        formatRatio(ratio),
        formatRatio(low),
        formatRatio(high),
        pairs,
      );
    case 'slower':
      return vscode.l10n.t(
        '{0}× slower ({1}–{2}, {3} pairs)',
        formatRatio(1 / ratio),
        formatRatio(1 / high),
        formatRatio(1 / low),
        pairs,
      );
    case 'same':
      return vscode.l10n.t(
        'the same within 3% ({0}–{1}, {2} pairs)',
        formatRatio(low),
        formatRatio(high),
        pairs,
      );
    case 'unclear':
      return vscode.l10n.t(
        'unclear: between {0}× and {1}× as fast ({2} pairs)',
        formatRatio(low),
        formatRatio(high),
        pairs,
      );
    default:
      return unreachable(kind);
  }
}

/** In a word or two, for a list. */
export function shortVerdict({
  verdict,
  outputEqual,
  load,
}: Pick<Verification, 'verdict' | 'outputEqual' | 'load'>): string {
  if (!outputEqual)
    return load === undefined ? vscode.l10n.t('output differs') : vscode.l10n.t('answers differ');
  if (verdict === undefined) return vscode.l10n.t('not measured');
  switch (verdict.kind) {
    case 'faster':
      return vscode.l10n.t('{0}× faster', formatRatio(verdict.ratio));
    case 'slower':
      return vscode.l10n.t('{0}× slower', formatRatio(1 / verdict.ratio));
    case 'same':
      return vscode.l10n.t('the same');
    case 'unclear':
      return vscode.l10n.t('unclear');
    default:
      return unreachable(verdict.kind);
  }
}

export function differenceText(difference: Difference): string {
  switch (difference.kind) {
    case 'exit':
      return vscode.l10n.t(
        'Before, the program ends with {0}; after, with {1}.',
        difference.before,
        difference.after,
      );
    case 'text':
      return vscode.l10n.t('{0} differs from line {1} on.', difference.what, difference.line);
    case 'check':
      return vscode.l10n.t('“{0}” is good before the change, and fails after it.', difference.what);
    case 'missing-file':
      return difference.in === 'both'
        ? vscode.l10n.t('Neither version writes {0}.', difference.what)
        : difference.in === 'before'
          ? vscode.l10n.t('The version before does not always write {0}.', difference.what)
          : vscode.l10n.t('The version after does not always write {0}.', difference.what);
    default:
      return unreachable(difference);
  }
}

export function verifyNoteText({ code, detail, files = [] }: VerifyNote): string {
  const some =
    files.length > 5
      ? vscode.l10n.t('{0} and {1} more', files.slice(0, 5).join(', '), files.length - 5)
      : files.join(', ');
  switch (code) {
    case 'files-missing':
      return vscode.l10n.t(
        'The program looks for files that git ignores, which the copies did not have: {0}.',
        some,
      );
    case 'opens-workspace':
      return vscode.l10n.t(
        'It uses files of the workspace itself, by absolute path, the same in both versions: {0}.',
        some,
      );
    case 'input-empty':
      return vscode.l10n.t('It reads its input, which was empty.');
    case 'stderr-differs':
      return vscode.l10n.t('What it writes on stderr differs, or varies; that is not judged.');
    case 'check-fails-before':
      return vscode.l10n.t('“{0}” fails before the change too: it judges nothing.', detail);
    case 'exit-code':
      return vscode.l10n.t('Both versions end with exit code {0}.', detail);
    case 'slept':
      return vscode.l10n.t(
        'Pairs dropped, since the machine slept or its clock was set: {0}.',
        detail,
      );
    case 'left-running':
      return vscode.l10n.t(
        'Runs that left processes running, which were ended and whose CPU time is not counted: {0}.',
        detail,
      );
    case 'not-seen':
      return vscode.l10n.t(
        'Which scripts and files it uses could not be seen: that each version ran its own code is not proven.',
      );
    case 'nothing-differs':
      return vscode.l10n.t(
        'No file that the program used differs between the two versions: the change is not in what ran.',
      );
    case 'dependencies-differ':
      return vscode.l10n.t(
        '{0} differs: both versions ran with the packages that are installed now.',
        detail,
      );
    case 'submodule-as-it-is':
      return vscode.l10n.t(
        'The commit of the submodule {0} is not here: both versions have what is checked out.',
        detail,
      );
    case 'short-runs':
      return vscode.l10n.t(
        'A run takes only {0} of CPU time, much of it to start Node.js: give it more to do for a truer ratio.',
        detail,
      );
    case 'requests-not-told':
      return vscode.l10n.t(
        '“{0}” does not tell how many requests it made: times are of all of it, which is fair if it makes the same ones each time.',
        detail,
      );
    case 'client-busy':
      return vscode.l10n.t(
        'The built-in client took {0} of a core itself: it may be what limits requests and latency.',
        detail,
      );
    case 'waits-mostly':
      return vscode.l10n.t(
        'It computes for only {0} of its time and waits for the rest, so it is judged by wall time.',
        detail,
      );
    default:
      return unreachable(code);
  }
}

/** How far a comparison is. */
export function phaseText(progress: VerifyProgress): string {
  switch (progress.phase) {
    case 'copying':
      return vscode.l10n.t('copying {0} files, twice', progress.files);
    case 'building':
      return vscode.l10n.t('building both versions');
    case 'checking':
      return vscode.l10n.t('checking the version after');
    case 'first-runs':
      return vscode.l10n.t('first runs, to warm up and to see what varies');
    case 'measuring':
      if (progress.pairs === 0) return vscode.l10n.t('first of at most {0} pairs', progress.most);
      return vscode.l10n.t(
        '{0} of at most {1} pairs; ends as soon as it is clear',
        progress.pairs,
        progress.most,
      );
    default:
      return unreachable(progress);
  }
}
