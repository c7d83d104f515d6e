import type { Profile } from './core/profile';
import type { Column, Line } from './core/units';

/** A place in a file, as the chart and the editor name it to each other. */
export interface Place {
  readonly file: string;
  readonly line: Line;
  readonly column: Column;
}

/** What the editor tells the chart. A profile's columns travel as typed arrays (structured clone), never as text. */
export type ToChart =
  | {
      readonly kind: 'profile';
      readonly id: string;
      readonly title: string;
      readonly profile: Profile;
      /** The program still runs: more will come. */
      readonly running?: boolean;
    }
  | { readonly kind: 'no-profile' }
  /** Translations by English text (`vscode.l10n.bundle`); comes first, or not at all. */
  | { readonly kind: 'texts'; readonly bundle: Readonly<Record<string, string>> }
  /** Select and show the boxes of a line. */
  | { readonly kind: 'reveal'; readonly file: string; readonly line: Line };

/** What the chart tells the editor. */
export type FromChart =
  | { readonly kind: 'ready' }
  /** Show a place in the editor; with `keepFocus` the keyboard stays in the chart. */
  | { readonly kind: 'open'; readonly place: Place; readonly keepFocus: boolean }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
