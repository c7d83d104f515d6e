import * as vscode from 'vscode';
import { type Metric, metrics } from '../core/metric';
import { formatMicros, formatRate, formatShare, type Interval, unreachable } from '../core/units';

/** What a goal, a verdict or a budget is of; `load`: what a server was under. */
export function metricText(metric: Metric, load?: object): string {
  switch (metric) {
    case 'cpu':
      return load === undefined
        ? vscode.l10n.t('CPU time')
        : vscode.l10n.t('CPU time for each request');
    case 'wall':
      return vscode.l10n.t('wall time');
    case 'start-up':
      return vscode.l10n.t('start-up');
    case 'requests-per-second':
      return vscode.l10n.t('requests per second');
    case 'latency-p50':
      return vscode.l10n.t('median latency (p50)');
    case 'latency-p99':
      return vscode.l10n.t('99th percentile of latency (p99)');
    case 'share':
      return vscode.l10n.t('share of the active time');
    default:
      return unreachable(metric);
  }
}

/** `820 ms`, `38%`, `1200/s`. */
export function valueText(metric: Metric, value: number): string {
  const { unit } = metrics[metric];
  switch (unit) {
    case 'µs':
      return formatMicros(value);
    case 'share':
      return formatShare(value);
    case 'per second':
      return vscode.l10n.t('{0}/s', formatRate(value));
    default:
      return unreachable(unit);
  }
}

/** `610–640 ms`. */
export function rangeText(metric: Metric, { low, high }: Interval): string {
  return `${withoutUnit(valueText(metric, low), valueText(metric, high))}–${valueText(metric, high)}`;
}

/** A unit that follows anyway is not written twice: `820` before `612 ms`. */
export function withoutUnit(text: string, next: string): string {
  const [number, unit] = text.split(/\s/);
  return unit !== undefined && next.split(/\s/).at(-1) === unit ? number : text;
}
