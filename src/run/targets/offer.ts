import type { LaunchOffer } from './launch-entries';
import type { ScriptOffer } from './scripts';
import type { TestOffer } from './tests';

/** A program file, run as it is. */
export interface FileOffer {
  readonly kind: 'file';
  readonly name: string;
  readonly file: string;
}

/** Something of a workspace that can be profiled, as it is listed; a target is made of it when it is chosen. */
export type Offer = FileOffer | TestOffer | ScriptOffer | LaunchOffer;

/** The same for the same thing, also after a restart: what arguments and the order of use are remembered by. */
export function offerId(offer: Offer): string {
  switch (offer.kind) {
    case 'file':
      return `file:${offer.file}`;
    case 'launch':
      return `launch:${offer.file}#${offer.name}`;
    case 'script':
      return `script:${offer.file}#${offer.script}`;
    case 'test':
      return `test:${offer.file}#${offer.framework}#${offer.call?.names.map(name => name.text).join(' › ') ?? ''}`;
  }
}
