import type { TargetDescription } from '../core/session';

/** What `record` can run. */
export type Target = TargetDescription & { readonly kind: 'file' };
