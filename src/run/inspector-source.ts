import type { ScriptRole } from '../core/profile';
import type { ReaderSettings } from './reader-messages';
import type { Source } from './source';

/** Samples from the inspector. */
export function inspectorSource(
  settings: ReaderSettings,
  roleOf: (script: string) => ScriptRole,
): Source {
  void settings;
  void roleOf;
  throw new Error('inspector sampling is not there yet');
}
