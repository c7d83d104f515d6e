import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hotSpots } from '../../../src/core/hot-lines';
import { type Micros } from '../../../src/core/units';
import { profileProgram } from '../../bench/accuracy/profile-program';
import type { Program } from './rows';

/** What a profile says of a program that timed its own lines, held against what it measured. */
export interface LineCosts {
  /** The largest difference between the share that was seen and the true one, 0..1. */
  readonly worst: number;
  readonly samples: number;
  /** `a 10.2/9.9`: seen and true share of each marked line, in percent. */
  readonly text: string;
  /** What is wrong otherwise: another runner ran it, or the recording doesn't tell what it should. */
  readonly trouble: string | undefined;
}

export interface LineCostsRequest {
  readonly node: string;
  readonly program: Program;
  readonly cwd: string;
  /** CPU time that the program takes, in milliseconds. */
  readonly milliseconds: number;
  readonly interval: Micros;
}

export async function lineCosts(request: LineCostsRequest): Promise<LineCosts> {
  const { node, program, cwd, milliseconds, interval } = request;
  const { file, runner } = program;
  const args = program.args ?? [String(milliseconds)];
  const env = { LINE_COSTS_MILLISECONDS: String(milliseconds) };
  const { profile, run, output } = await profileProgram({
    node,
    file,
    runner,
    cwd,
    interval,
    args,
    env,
  });
  const found = marks(program);
  const at = ({ file, line }: { file: string; line: number }) => `${file}:${line}`;
  const timer = found.filter(({ kind }) => kind === 'timer').map(at);
  const own = hotSpots(profile).lines.filter(
    line => program.sources.includes(line.file) && !timer.includes(at(line)),
  );
  const all = own.reduce((sum, { self }) => sum + self, 0);
  // Test runners print more around it.
  const truth = JSON.parse(/\{"a":.*\}/.exec(output)?.[0] ?? '') as Record<string, number>;
  const measured = ['a', 'b', 'c', 'f'].reduce((sum, key) => sum + truth[key], 0);
  let worst = 0;
  const texts = found.flatMap(mark => {
    if (mark.key === undefined) return [];
    const line = own.find(one => at(one) === at(mark));
    const seen = ((mark.kind === 'self' ? line?.self : line?.total) ?? 0) / Math.max(1, all);
    const share = truth[mark.key] / measured;
    worst = Math.max(worst, Math.abs(seen - share));
    return [`${mark.key} ${percent(seen)}/${percent(share)}`];
  });
  const unmarked = own.filter(line => !found.some(mark => at(mark) === at(line)));
  const [other] = unmarked.sort((a, b) => b.self - a.self);
  if (other !== undefined)
    texts.push(`most elsewhere: line ${other.line} ${percent(other.self / all)}`);
  const notes = run.notes.map(({ code }) => code);
  const trouble =
    run.runner !== program.ranBy
      ? `${run.runner} ran it`
      : program.note !== undefined && !notes.includes(program.note)
        ? `the recording does not say ${program.note}`
        : undefined;
  return {
    worst,
    samples: own.reduce((sum, line) => sum + line.samples, 0),
    text: texts.join('  '),
    trouble,
  };
}

interface Mark {
  /** A letter for a line with a known cost; the others are the timer's, which take and tell the times. */
  readonly key: string | undefined;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
}

/** Where the marked lines stand: `// self a` after the code of line a. */
function marks({ sources }: Program): Mark[] {
  const result = sources.flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, index) => {
        const mark = /\/\/ (self|total|timer)(?: (\w))?$/.exec(text);
        return mark === null ? [] : [{ key: mark[2], kind: mark[1], file, line: index + 1 }];
      }),
  );
  const keys = new Set(result.map(({ key }) => key));
  if (keys.size !== 7) throw new Error(`${sources.map(one => basename(one))}: marks are gone`);
  return result;
}

export function percent(share: number): string {
  return (share * 100).toFixed(1);
}
