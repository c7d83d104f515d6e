import type { LoadCounts } from '../../core/session';
import type { Micros, Share } from '../../core/units';

/** What the built-in client is started with, as JSON in its first argument. */
export interface ClientSettings {
  readonly url: string;
  readonly connections: number;
  readonly warmUp: Micros;
  /** Under load after that; undefined: until it is ended. */
  readonly duration: Micros | undefined;
}

/** What the built-in client says on its standard output, one JSON object a line. */
export type FromClient =
  /** The warm-up is over: from now on it counts. */
  | { readonly kind: 'warm'; readonly answered: number; readonly error: string | undefined }
  /** As far as it got; about once a second, and when the duration is over. */
  | {
      readonly kind: 'counts';
      readonly counts: LoadCounts;
      /** The part of a core that the client took itself. */
      readonly busy: Share;
      readonly isOver: boolean;
    };
