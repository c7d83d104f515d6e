import type { CpuProfile } from '../core/formats/cpuprofile';
import type { Micros } from '../core/units';

/** A part of a run as the inspector's profiler gives it. Its clock is the same for all parts. */
export type Segment = CpuProfile;

/** The samples of a segment that were taken after `from` and not after `to`. Ticks of lines stay whole: they are proportions. */
export function cutToTime(segment: Segment, from: Micros, to: Micros): Segment {
  const samples: number[] = [];
  const timeDeltas: Micros[] = [];
  const start = Math.max(from, segment.startTime);
  const end = Math.max(start, Math.min(to, segment.endTime));
  let at = segment.startTime;
  let last = start;
  segment.samples?.forEach((node, index) => {
    at += segment.timeDeltas?.[index] ?? 0;
    if (at <= start || at > end) return;
    samples.push(node);
    timeDeltas.push(at - last);
    last = at;
  });
  return { nodes: segment.nodes, startTime: start, endTime: end, samples, timeDeltas };
}
