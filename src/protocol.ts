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
    }
  | { readonly kind: 'no-profile' }
  /** Select and show the boxes of a line. */
  | { readonly kind: 'reveal'; readonly file: string; readonly line: Line };

/** What the chart tells the editor. */
export type FromChart =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly place: Place }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
