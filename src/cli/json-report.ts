import { formatTemplate } from '../core/hints/hint';
import { otherCosts } from '../core/hints/other-costs';
import { hotSpots } from '../core/hot-lines';
import { timesByLane } from '../core/lanes';
import { listedSpots } from '../core/listed-spots';
import { type Part, shortened } from '../core/parts';
import { times } from '../core/profile';
import { targetName } from '../core/session';
import { jsonHint } from './hint-report';
import { jsonLoad } from './server-report';
import { type Report, shown } from './report';

/** The object that `--json` prints: stable, versioned by `schema`. */
export function jsonReport(report: Report): object {
  const { target, profile, run, hints, parts, cwd } = report;
  const time = times(profile);
  const { lines, functions } = hotSpots(profile);
  const { framework } = listedSpots(profile);
  const name = (file: string) => shown(file, cwd);
  const ms = (micros: number) => Math.round(micros) / 1000;
  const part = (micros: number, of: number) => (of > 0 ? clamp(micros / of) : 0);
  return {
    schema: 1,
    target: name(target.file),
    name: targetName(target),
    kind: target.kind,
    exitCode: run?.exitCode ?? null,
    signal: run?.signal ?? null,
    activeMs: ms(time.active),
    cpuMs: run?.cpu === undefined ? null : ms(run.cpu),
    startCpuMs: run?.startCpu === undefined ? null : ms(run.startCpu),
    wallMs: run === undefined ? null : ms(run.wall),
    syncWaitMs: run?.syncWait === undefined ? null : ms(run.syncWait),
    gcMs: ms(time.gc),
    toolMs: ms(time.tool),
    idleMs: ms(time.idle),
    samples: time.activeSamples,
    intervalUs: profile.interval,
    source: profile.source,
    runner: run?.runner ?? null,
    nodeVersion: run?.nodeVersion ?? null,
    mappedShare: 1 - part(time.unmapped, time.active),
    uncertainShare: part(time.uncertain, time.active),
    truncated: profile.truncated > 0,
    notes: run?.notes ?? [],
    window:
      run?.part === undefined
        ? null
        : { kind: run.part.kind, fromMs: ms(run.part.from), toMs: ms(run.part.to) },
    load: jsonLoad(run?.load),
    lanes: timesByLane(profile).map(({ lane, active, idle }) => ({
      name: lane.name,
      role: lane.role,
      pid: lane.pid,
      thread: lane.thread,
      source: lane.source,
      activeMs: ms(active),
      idleMs: ms(idle),
      cpuMs: lane.cpu === undefined ? null : ms(lane.cpu),
    })),
    framework:
      framework === undefined
        ? null
        : { name: framework.name, selfMs: ms(framework.self), share: clamp(framework.share) },
    lines: lines.map(line => ({
      file: name(line.file),
      line: line.line,
      selfMs: ms(line.self),
      selfShare: clamp(line.selfShare),
      samples: line.samples,
      uncertainMs: ms(line.uncertain),
      totalMs: line.total === undefined ? null : ms(line.total),
      totalIs: line.totalIs ?? null,
      isFrameworks: framework?.files.has(line.file) === true,
      parts: parts.get(line.file)?.get(line.line)?.map(jsonPart),
    })),
    functions: functions.map(one => ({
      name: one.name === '' ? '(anonymous)' : one.name,
      file: name(one.file),
      line: one.line,
      selfMs: ms(one.self),
      totalMs: ms(one.total),
      totalShare: clamp(one.totalShare),
    })),
    otherCosts: otherCosts(profile, run).map(({ kind, share, text, advice }) => ({
      kind,
      share,
      text: formatTemplate(text),
      advice,
    })),
    counted: report.counts !== undefined,
    hints: hints.map(hint => jsonHint(hint, cwd)),
  };
}

/**
 * An expression on a line. Lines are 1-based, columns 0-based, the end is not included; all four are null for what can't be
 * told apart (`is`). `low` and `high` are the 95 % interval of the share with calls, or of the self share where that is not known.
 */
function jsonPart({ expression, ...part }: Part): object {
  const ms = (micros: number) => Math.round(micros) / 1000;
  return {
    line: expression?.line ?? null,
    column: expression?.column ?? null,
    endLine: expression?.endLine ?? null,
    endColumn: expression?.endColumn ?? null,
    text: expression === undefined ? null : shortened(expression.text, 200),
    is: part.is,
    selfMs: ms(part.self),
    selfShare: clamp(part.selfShare),
    uncertainMs: ms(part.uncertain),
    totalMs: part.total === undefined ? null : ms(part.total),
    totalShare: part.totalShare === undefined ? null : clamp(part.totalShare),
    samples: part.totalSamples,
    low: part.interval.low,
    high: part.interval.high,
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
