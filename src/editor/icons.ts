import * as vscode from 'vscode';
import type { HeatBucket } from '../core/hot-lines';
import { settingsFor } from './settings';

/** The bars of the margin, also for lists: one picture per bucket, in a dark and a light form. */
export interface Icons {
  /** By bucket, 1 to 5; `cold`, `edited` and `changed` beside them. */
  readonly named: (name: string) => ThemedIcon;
  /** The bar of a bucket, in the hue of the settings. */
  readonly bar: (bucket: HeatBucket) => ThemedIcon;
}

export interface ThemedIcon {
  readonly light: vscode.Uri;
  readonly dark: vscode.Uri;
}

export function createIcons(extension: vscode.Uri): Icons {
  const file = (name: string) => vscode.Uri.joinPath(extension, 'media', 'gutter', `${name}.svg`);
  const named = (name: string) => ({ light: file(`${name}-light`), dark: file(`${name}-dark`) });
  return {
    named,
    bar: bucket => named(bucket === 0 ? 'cold' : `${settingsFor(undefined).heatColor}-${bucket}`),
  };
}
