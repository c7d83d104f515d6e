import { formatTemplate } from '../core/hints/hint';
import { otherCosts } from '../core/hints/other-costs';
import { timesByLane } from '../core/lanes';
import { listedSpots } from '../core/listed-spots';
import { fewSamples } from '../core/merge';
import { hasTwin, type Part, partsWorthNaming, shortened } from '../core/parts';
import { type Profile, times } from '../core/profile';
import { type Run, type RunNote } from '../core/session';
import { formatMicros, formatShare, formatShareRange } from '../core/units';
import { capital, hintRows } from './hint-report';
import { loadRows } from './server-report';
import { type Report, shown } from './report';

/** The report for people: a summary, the hot lines with their text, the hints. `lineText` is asked for the text of a line. */
export function textReport(
  report: Report,
  limit: number,
  lineText: (file: string, line: number) => string | undefined,
): string {
  return [
    ...summary(report),
    '',
    ...hotLineRows(report, limit, lineText),
    ...laneRows(report),
    ...below(tuningRows(report)),
  ].join('\n');
}

function summary({ target, profile, run, cwd }: Report): string[] {
  const time = times(profile);
  const rows = [
    `${target.name ?? shown(target.file, cwd)}: ${formatMicros(time.active)} active in ${time.activeSamples} samples (${sourceText(profile)})`,
  ];
  if (run !== undefined) {
    const starting =
      run.startCpu === undefined ? '' : ` (and ${formatMicros(run.startCpu)} to start Node.js)`;
    const cpu = run.cpu === undefined ? '' : `, ${formatMicros(run.cpu)} CPU${starting}`;
    const wait =
      run.syncWait === undefined || run.syncWait < time.active / 20
        ? ''
        : `, ${formatMicros(run.syncWait)} waiting in synchronous calls`;
    rows.push(
      `${endingText(run)} after ${formatMicros(run.wall)}${cpu}${wait} · Node.js ${run.nodeVersion}, run by ${run.runner === 'tuneline' ? 'Tuneline’s own loader' : run.runner}`,
    );
  }
  if (run !== undefined) rows.push(...loadRows({ run }));
  const apart = [
    part('garbage collection', time.gc, time.active),
    part('uncertain lines', time.uncertain, time.active),
    part('not mapped to their source', time.unmapped, time.active),
    part(
      'outside the lines of any file (Node.js itself)',
      time.active - time.gc - time.onLines,
      time.active,
    ),
  ].filter(text => text !== '');
  if (apart.length > 0) rows.push(`Of active time: ${apart.join(', ')}.`);
  const { framework } = listedSpots(profile);
  if (framework !== undefined && framework.share >= 0.005)
    rows.push(
      `Not listed below: ${formatShare(framework.share)} (${formatMicros(framework.self)}) in ${framework.name} and in packages that no line of yours called (--json has them).`,
    );
  if (time.tool > 0)
    rows.push(`Not counted: ${formatMicros(time.tool)} in what compiled and loaded the program.`);
  if (profile.truncated > 0)
    rows.push(
      'Some stacks were deeper than V8 records: times "with calls" of their outer functions are too small.',
    );
  if (run?.notes.some(note => note.code === 'never-listened') === true)
    rows.push('It never listened at a port: all of its life is shown.');
  const detailOf = (code: RunNote['code']) => run?.notes.find(note => note.code === code)?.detail;
  for (const { code, detail } of run?.notes ?? []) {
    if (code === 'map-missing') rows.push(`A source map was not found: ${detail}`);
    if (code === 'map-broken') rows.push(`A source map can't be read: ${detail}`);
  }
  const [full, unsampled] = [detailOf('disk-full'), detailOf('own-profiler')];
  if (full !== undefined)
    rows.push(
      `The disk of ${full} was full: much of what the program did was not recorded. Make room, or set TMPDIR to another folder.`,
    );
  if (unsampled !== undefined)
    rows.push(
      `The program samples itself by the inspector, which suspends V8's log: ${unsampled} of CPU time has no samples. Profile it without.`,
    );
  const launcher = detailOf('only-launcher');
  if (launcher !== undefined)
    rows.push(
      `The command starts no Node.js program: what is shown is the time of ${launcher} itself.`,
    );
  const waited = run?.notes.find(note => note.code === 'idle');
  if (waited !== undefined) {
    rows.push(
      `Nothing came in: the program waited all the time (${waited.detail}). Send it requests while it is recorded.`,
    );
  } else if (time.samplesOnLines < fewSamples && full === undefined && unsampled === undefined) {
    rows.push(
      `Only ${time.samplesOnLines === 1 ? '1 sample' : `${time.samplesOnLines} samples`} on lines of files: too few to trust. ${howToGetMore(target, run)}`,
    );
  }
  for (const { text, advice } of otherCosts(profile, run))
    rows.push(`${capital(formatTemplate(text))}: ${advice}.`);
  const became = detailOf('became-other');
  if (became !== undefined)
    rows.push(
      `It became another program (process.execve), ${became === 'SIGPROF' ? 'which a last signal of the profiler ended. Profile it again: it happens in few runs' : 'which is not recorded: all that is shown was before'}.`,
    );
  if (run?.notes.some(note => note.code === 'cut-off') === true)
    rows.push('The program did not answer at the end: the last moments are missing.');
  return rows;
}

/** What is over can only be recorded again; `--runs` is for what is started and ends by itself. */
function howToGetMore({ kind }: Report['target'], run: Run | undefined): string {
  if (kind === 'imported')
    return 'Record it again, for longer or finer: tuneline profile … --interval 100, or node --cpu-prof --cpu-prof-interval 100.';
  if (kind === 'attached') return 'Sample for longer (--duration 30s), while it works.';
  if (run?.part?.kind === 'under-load') return 'Record for longer (--duration 30s).';
  return 'Sample finer (--interval 100) or merge several runs (--runs 10).';
}

function sourceText({ source }: Pick<Profile, 'source'>): string {
  switch (source) {
    case 'v8-log':
      return 'from the V8 log';
    case 'inspector':
      return 'from inspector sampling';
    case 'cpuprofile':
      return 'from a .cpuprofile';
  }
}

/** How a run ended, in words. */
export function endingText(run: Run): string {
  if (run.part !== undefined && run.ended === 'stopped') return 'Recording ended';
  if (run.ended === 'stopped') return 'Stopped';
  if (run.signal !== undefined) return `Ended by ${run.signal}`;
  if (run.exitCode === undefined) return 'Ended';
  return run.exitCode === 0 ? 'Ended' : `Ended with exit code ${run.exitCode}`;
}

function part(label: string, micros: number, active: number): string {
  return active > 0 && micros / active >= 0.005 ? `${formatShare(micros / active)} ${label}` : '';
}

/** Lines that only call are listed from this share of active time on. */
const leastCalled = 0.005;

function hotLineRows(
  { profile, parts, cwd }: Report,
  limit: number,
  lineText: (file: string, line: number) => string | undefined,
): string[] {
  const { lines, framework } = listedSpots(profile);
  const { active, samplesOnLines } = times(profile);
  const ran = lines.filter(line => line.self > 0);
  if (ran.length === 0)
    return [
      framework === undefined
        ? 'No line of a file was running when a sample was taken.'
        : 'No line of the tests or of what they call was running when a sample was taken.',
    ];
  // Below them, lines that only call what is hot.
  const onlyCall = lines
    .filter(({ self, total = 0 }) => self === 0 && total >= active * leastCalled)
    .sort((a, b) => (b.total ?? 0) - (a.total ?? 0));
  const top = [...ran, ...onlyCall].slice(0, limit);
  const few = samplesOnLines < fewSamples;
  const table = top.map(line => [
    ...(line.self === 0
      ? ['', '']
      : [
          few ? formatShareRange(line.selfShare, line.selfInterval) : formatShare(line.selfShare),
          formatMicros(line.self),
        ]),
    line.total === undefined ? '' : formatShare(Math.min(1, line.total / active)),
    `${shown(line.file, cwd)}:${line.line}`,
    `${line.uncertain > line.self / 2 ? '(line uncertain) ' : ''}${shortened((lineText(line.file, line.line) ?? '').trim(), 100)}`,
  ]);
  const head = ['self', 'time', 'with calls', 'line', ''];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...table.map(row => row[column].length)),
  );
  const indent = ' '.repeat(widths[0] + widths[1] + widths[2] + 8);
  const parted = top.map(({ file, line }) => partRows(parts.get(file)?.get(line) ?? [], indent));
  return [head, ...table].flatMap((row, index) => [
    row
      .map((cell, column) =>
        column < 3
          ? cell.padStart(widths[column])
          : column === 3
            ? cell.padEnd(widths[column])
            : cell,
      )
      .join('  ')
      .trimEnd(),
    ...(parted[index - 1] ?? []),
  ]);
}

/** The largest parts of a line, where there are some to tell apart: `31% (29–33%) with calls  parse(a)`. */
function partRows(parts: readonly Part[], indent: string): string[] {
  const rows = partsWorthNaming(parts).slice(0, 4);
  const shares = rows.map(part => {
    const share = part.totalShare ?? part.selfShare;
    const withCalls = part.total !== undefined && part.total >= 2 * part.self ? ' with calls' : '';
    return `${formatShare(share)} (${formatShareRange(share, part.interval)})${withCalls}`;
  });
  const width = Math.max(0, ...shares.map(text => text.length));
  return rows.map((part, index) => {
    const { expression } = part;
    const place = hasTwin(part, parts) ? ` (column ${(expression?.column ?? 0) + 1})` : '';
    const name = expression === undefined ? '' : `${shortened(expression.text)}${place}`;
    return `${indent}${shares[index].padEnd(width)}  ${name}${doubt(part, name)}`;
  });
}

function doubt({ is, self, uncertain }: Part, name: string): string {
  if (is === 'not-told-apart') return `${name}(not told apart on this line)`;
  if (is === 'estimate') return '  (estimated from the code)';
  return uncertain > self / 2 ? '  (uncertain)' : '';
}

/** Threads and processes, where there are several: `worker 1  412 ms active  420 ms CPU`. */
function laneRows({ profile }: Report): string[] {
  const lanes = timesByLane(profile);
  if (lanes.length === 0) return [];
  const width = Math.max(...lanes.map(({ lane }) => lane.name.length));
  return [
    '',
    'Threads and processes:',
    ...lanes.map(({ lane, active }) => {
      const cpu = lane.cpu === undefined ? '' : `, ${formatMicros(lane.cpu)} CPU`;
      const source = lane.source === profile.source ? '' : `, ${sourceText(lane)}`;
      const outside = lane.role === 'launcher' ? ' (not counted: it only starts programs)' : '';
      return `  ${lane.name.padEnd(width)}  ${formatMicros(active)} active${cpu}${source}${outside}`;
    }),
  ];
}

/** That none is known is said where there is enough to know any by. */
function tuningRows({ hints, profile, cwd }: Report): string[] {
  const isTold = hints.length > 0 || times(profile).samplesOnLines < fewSamples;
  return isTold ? hintRows(hints, cwd) : ['No tuning is known for what was measured.'];
}

function below(rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', ...rows];
}
