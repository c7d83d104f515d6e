import { bucketOf, type HotLine } from './hot-lines';
import type { Standing } from './line-anchors';
import { fewSamples } from './merge';
import type { Times } from './profile';
import type { Interval, Line, Micros, Share } from './units';

/** Trailing text is shown from this share and this many samples on, on at most so many lines of a file. */
const textFrom = { share: 0.02, samples: 20, lines: 12 } as const;

/** Lines that only call have a text from this share with calls on. */
const callsFrom: Share = 0.1;

/** What is painted on one line of a text as it is now. */
export interface HeatMark {
  /** Where the line stands now. */
  readonly line: Line;
  readonly state: Standing['state'];
  /** 0: too cold for a bar. */
  readonly bucket: ReturnType<typeof bucketOf>;
  readonly self: Micros;
  readonly selfShare: Share;
  /** Time with calls, of active time, where it is known and at least twice the self time. */
  readonly withCalls: Share | undefined;
  /** Most of the time here may belong to another line. */
  readonly uncertain: boolean;
  /** The whole profile has too few samples to believe a share: how wide it may be. Undefined where there are enough. */
  readonly range: Interval | undefined;
  readonly samples: number;
  /** Among the lines whose text is shown wherever the cursor is. */
  readonly text: boolean;
}

/** The marks of one file's lines (by self time, most first, as `hotSpots` has them), where each now stands. */
export function heatMarks(
  lines: readonly HotLine[],
  { active, samplesOnLines }: Pick<Times, 'active' | 'samplesOnLines'>,
  standing: (ranLine: Line) => Standing | undefined,
): HeatMark[] {
  const marks: HeatMark[] = [];
  const few = samplesOnLines < fewSamples;
  let texts = 0;
  for (const hot of lines) {
    const stands = standing(hot.line);
    if (stands === undefined) continue;
    const bucket = bucketOf(hot, samplesOnLines);
    const enough = few ? bucket > 0 : hot.samples >= textFrom.samples;
    const text = hot.selfShare >= textFrom.share && enough && texts < textFrom.lines;
    if (text) texts++;
    const totalShare = hot.total === undefined || active === 0 ? undefined : hot.total / active;
    marks.push({
      line: stands.line,
      state: stands.state,
      bucket,
      self: hot.self,
      selfShare: hot.selfShare,
      withCalls:
        totalShare !== undefined && totalShare >= 2 * hot.selfShare ? totalShare : undefined,
      uncertain: hot.self > 0 && hot.uncertain > hot.self / 2,
      range: few ? hot.selfInterval : undefined,
      samples: hot.samples,
      text,
    });
  }
  return few ? marks : withTextsOfCalls(marks, textFrom.lines - texts);
}

/** A line that is cold itself but calls what is hot leads to it: the largest of them have a text, as far as there is room. */
function withTextsOfCalls(marks: readonly HeatMark[], room: number): HeatMark[] {
  const calling = marks
    .filter(one => !one.text && one.state === 'same' && (one.withCalls ?? 0) >= callsFrom)
    .sort((a, b) => (b.withCalls ?? 0) - (a.withCalls ?? 0));
  const shown = new Set(calling.slice(0, room));
  return marks.map(one => (shown.has(one) ? { ...one, text: true } : one));
}
