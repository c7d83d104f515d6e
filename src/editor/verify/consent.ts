import * as vscode from 'vscode';
import type { TuningCandidate } from '../../core/auto-tuning';
import { targetName } from '../../core/session';
import { formatMicros, formatRoughly, type Micros } from '../../core/units';
import { timeUnder } from '../../run/load/load-wish';
import type { Target } from '../../run/target';
import type { HowToMeasure } from './how-to-measure';
import { verifyNoteText } from './verdict-texts';

/** What the user agreed to, remembered for the workspace. */
export interface Consent {
  /** To running this program many times in this way; `wall`: how long a run took, with the profiler. */
  readonly toRun: (target: Target, how: HowToMeasure, wall: Micros | undefined) => Promise<boolean>;
  /** To running this program once more where it is, with its code counted; `wall`: how long it took when it was profiled. */
  readonly toCount: (target: Target, wall: Micros) => Promise<boolean>;
  /** Which of the ignored files that a program looks for both copies get; relative. Asks for those that it was never asked for. */
  readonly toCopy: (files: readonly string[]) => Promise<readonly string[]>;
}

/**
 * Which of the tunings are to be tried, once it was said how often the program runs for that and how long it takes; undefined: none.
 * Asked each time. `wall`: how long a run took, with the profiler.
 */
export async function askToTune(
  target: Target,
  candidates: readonly TuningCandidate[],
  { load, metric, why }: HowToMeasure,
  wall: Micros | undefined,
): Promise<readonly TuningCandidate[] | undefined> {
  const { tuningRuns, usualTuningTime } = await import('../../run/verify/auto-tune');
  const safe = candidates.filter(({ safety }) => safety === 'safe');
  const all = candidates.length;
  const isMixed = safe.length > 0 && safe.length < all;
  const tryAll = isMixed ? vscode.l10n.t('Try All {0}', all) : vscode.l10n.t('Run It');
  const trySafe = vscode.l10n.t('Try Safe Ones Only ({0})', safe.length);
  const { most, usual } = tuningRuns(all);
  const run = load === undefined ? wall : timeUnder(load);
  const question =
    all === 1
      ? vscode.l10n.t('Auto-tune {0}: try 1 tuning?', targetName(target))
      : vscode.l10n.t('Auto-tune {0}: try {1} tunings?', targetName(target), all);
  const detail = [
    vscode.l10n.t(
      'Each is tried by itself in two copies of the workspace, which are deleted afterwards; those that make the program faster and leave its output equal are measured together afresh. Your files stay as they are until you apply what was found.',
    ),
    isMixed
      ? vscode.l10n.t('{0} of them keep behaviour; the others are to be reviewed.', safe.length)
      : '',
    run === undefined
      ? vscode.l10n.t('The program runs about {0} times, {1} times at most.', usual, most)
      : vscode.l10n.t(
          'The program runs about {0} times, {1} times at most; with {2} for a run that is about {3}.',
          usual,
          most,
          formatMicros(run),
          formatRoughly(usual * run),
        ),
    load === undefined
      ? ''
      : vscode.l10n.t(
          'Each time it is started as a server, put under load ({0}) and ended. No other program may use its port.',
          load.kind === 'url' ? load.url : load.line,
        ),
    metric === 'start-up' ? vscode.l10n.t('Each time it is ended when it listens.') : '',
    why === undefined ? '' : verifyNoteText(why),
    vscode.l10n.t(
      'After {0} minutes no further tuning is tried. You can cancel at any time. What the program does elsewhere, such as in a database or on the network, it does each time.',
      usualTuningTime / 60_000,
    ),
  ];
  const answer = await vscode.window.showInformationMessage(
    question,
    { modal: true, detail: detail.filter(text => text !== '').join('\n\n') },
    ...(isMixed ? [trySafe, tryAll] : [tryAll]),
  );
  if (answer === undefined) return undefined;
  return answer === trySafe ? safe : candidates;
}

const runsKey = 'verifyRuns';
const countsKey = 'countingRuns';
const filesKey = 'verifyFiles';

export function createConsent(memory: vscode.Memento): Consent {
  /** Asks for a program, unless it was agreed to before; `how`: what of it has to be agreed to anew. */
  const askOnce = async (
    key: string,
    { file, name, args, cwd }: Target,
    how: readonly string[],
    question: () => Promise<readonly [question: string, detail: string]>,
  ): Promise<boolean> => {
    const program = JSON.stringify([file, name, args, cwd, ...how]);
    const known = memory.get<readonly string[]>(key, []);
    if (known.includes(program)) return true;
    const [text, detail] = await question();
    const run = vscode.l10n.t('Run It');
    const answer = await vscode.window.showInformationMessage(text, { modal: true, detail }, run);
    if (answer !== run) return false;
    await memory.update(key, [...known, program].slice(-50));
    return true;
  };
  return {
    toRun(target, how, wall) {
      const isServer = how.load !== undefined || how.metric === 'start-up';
      return askOnce(runsKey, target, isServer ? [asServer(how)] : [], async () => {
        const { runsAtMost } = await import('../../run/verify/verify');
        return [
          vscode.l10n.t('Run {0} with and without the change?', targetName(target)),
          [
            isServer ? startsText(how, runsAtMost({})) : runsText(how, runsAtMost({}), wall),
            vscode.l10n.t(
              'It runs in two copies of the workspace, which are deleted afterwards. What it does elsewhere, such as in a database or on the network, it does each time.',
            ),
          ].join(' '),
        ];
      });
    },
    toCount: (target, wall) =>
      askOnce(countsKey, target, [], async () => [
        vscode.l10n.t('Run {0} once more to count how often its code runs?', targetName(target)),
        [
          vscode.l10n.t(
            'It runs in the workspace itself, not in a copy, as it was profiled: what it writes, or does elsewhere, such as in a database or on the network, it does again. It gets no input, and its output is not shown.',
          ),
          vscode.l10n.t(
            'When it was profiled it took {0}; counted, it may take several times as long. The times of this run are never shown.',
            formatMicros(wall),
          ),
          vscode.l10n.t('You can cancel at any time. You are asked once for each program.'),
        ].join('\n\n'),
      ]),
    async toCopy(files) {
      const known = memory.get<Readonly<Record<string, boolean>>>(filesKey, {});
      const unknown = files.filter(file => known[file] === undefined);
      const chosen = unknown.length === 0 ? [] : await pickFiles(unknown);
      if (chosen === undefined) return files.filter(file => known[file] === true); // asked again next time
      const answers = { ...known };
      for (const file of unknown) answers[file] = chosen.includes(file);
      await memory.update(filesKey, answers);
      return files.filter(file => answers[file]);
    },
  };
}

/** What of it the user has to agree to anew. */
function asServer({ load }: HowToMeasure): string {
  if (load === undefined) return 'start-up';
  return load.kind === 'url' ? load.url : load.line;
}

function runsText({ why }: HowToMeasure, most: number, wall: Micros | undefined): string {
  return [
    vscode.l10n.t(
      'To measure, the program is run alternately before and after the change, up to {0} times in all; it ends as soon as the answer is clear.',
      most,
    ),
    ...(wall === undefined ? [] : [vscode.l10n.t('A run took {0}.', formatMicros(wall))]),
    ...(why === undefined ? [] : [verifyNoteText(why)]),
  ].join(' ');
}

function startsText({ load }: HowToMeasure, most: number): string {
  if (load === undefined)
    return vscode.l10n.t(
      'To measure, the server is started alternately before and after the change, and ended when it listens, up to {0} times in all; that ends as soon as the answer is clear.',
      most,
    );
  return load.kind === 'url'
    ? vscode.l10n.t(
        'To measure, the server is started alternately before and after the change, asked for {0} over {1} connections for {2}, and ended, up to {3} times in all; that ends as soon as the answer is clear. No other program may use its port.',
        load.url,
        load.connections,
        formatMicros(load.warmUp + load.duration),
        most,
      )
    : vscode.l10n.t(
        'To measure, the server is started alternately before and after the change, and ended when `{0}` is over, up to {1} times in all; that ends as soon as the answer is clear. No other program may use its port.',
        load.line,
        most,
      );
}

/** Undefined when the user went away. */
async function pickFiles(files: readonly string[]): Promise<readonly string[] | undefined> {
  const chosen = await vscode.window.showQuickPick(
    files.map(label => ({ label, picked: true })),
    {
      title: vscode.l10n.t('Files That Git Ignores'),
      placeHolder: vscode.l10n.t(
        'The program looks for these files. Which should both copies get?',
      ),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  return chosen?.map(({ label }) => label);
}
