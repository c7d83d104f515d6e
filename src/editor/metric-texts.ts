import * as vscode from 'vscode';
import type { Metric } from '../core/metric';
import { unreachable } from '../core/units';

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
