import type { Change, ProfileChanges } from '../core/profile-changes';
import type { Line } from '../core/units';
import type { DocumentHeat } from './anchored-documents';
import type { Comparison, State } from './state';

const byFile = new WeakMap<ProfileChanges, ReadonlyMap<string, readonly Change[]>>();

/** The comparison that is visible now, with what it says of each line of a document as it reads now, where the line is the one that ran. */
export function comparedLines(
  { comparison }: State,
  heat: DocumentHeat,
): { readonly comparison: Comparison; readonly at: ReadonlyMap<Line, Change> } | undefined {
  if (comparison === undefined) return undefined;
  const at = new Map<Line, Change>();
  for (const change of filesOf(comparison.changes).get(heat.file) ?? []) {
    const standing = change.place && heat.now(change.place.line);
    if (standing?.state === 'same') at.set(standing.line, change);
  }
  return { comparison, at };
}

function filesOf(changes: ProfileChanges): ReadonlyMap<string, readonly Change[]> {
  const known = byFile.get(changes);
  if (known !== undefined) return known;
  const files = new Map<string, Change[]>();
  for (const change of changes.lines) {
    if (change.place === undefined) continue;
    const there = files.get(change.place.file);
    if (there === undefined) files.set(change.place.file, [change]);
    else there.push(change);
  }
  byFile.set(changes, files);
  return files;
}
