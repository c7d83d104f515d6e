import * as vscode from 'vscode';
import type { SharePlace } from '../../core/budget';
import { type Found, foundNow, foundShare, measurable } from '../../core/goal';
import { hotSpots } from '../../core/hot-lines';
import { hottestLine, listedSpots } from '../../core/listed-spots';
import type { Metric } from '../../core/metric';
import type { Session } from '../../core/session';
import type { AnchoredDocuments } from '../anchored-documents';
import { isOwnFile, lineInProfile, type Paths } from '../paths';
import type { Shown } from '../state';

/** Something that a goal can be of, and what it is now. */
export interface GoalSubject {
  readonly metric: Metric;
  readonly of: SharePlace | undefined;
  readonly now: Found;
  /** Why it is offered: where the cursor is, or the hottest. */
  readonly where: 'program' | 'cursor' | 'hottest';
}

/** What is shown, its session, and all sessions of the same program. */
export interface SessionInSight {
  readonly shown: Shown;
  readonly session: Session;
  readonly same: readonly Session[];
}

/** What the shown session can measure, the whole program first; shares are of what the cursor is on, and of what is hottest. */
export function goalSubjects(
  { session, same, shown }: SessionInSight,
  documents: AnchoredDocuments,
  paths: Paths,
): readonly GoalSubject[] {
  const metrics = measurable(session);
  const loaded = { session, profile: shown.profile };
  const whole = metrics.flatMap((metric): GoalSubject[] => {
    const now = metric === 'share' ? undefined : foundNow({ metric, of: undefined }, same, loaded);
    return now === undefined ? [] : [{ metric, of: undefined, now, where: 'program' }];
  });
  if (!metrics.includes('share')) return whole;
  const places = [
    ...atCursor(shown, documents, paths).map(of => ({ of, where: 'cursor' as const })),
    ...hottest(shown).map(of => ({ of, where: 'hottest' as const })),
  ];
  const known = new Set<string>();
  const shares = places.flatMap(({ of, where }): GoalSubject[] => {
    const key = JSON.stringify(of);
    const now = foundShare(loaded, of);
    if (known.has(key) || now.value === 0) return [];
    known.add(key);
    return [{ metric: 'share', of, now, where }];
  });
  return [...whole, ...shares];
}

function atCursor(shown: Shown, documents: AnchoredDocuments, paths: Paths): SharePlace[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  const line = lineInProfile(editor.selection.active.line);
  const heat = documents.heatOf(editor.document);
  const hot = heat?.at(line)?.hot;
  const ranAt = heat?.ranAt(line);
  const file = paths.inProfile(editor.document.uri);
  const around = shown.ran
    .get(file)
    ?.functions.filter(([first, last]) => ranAt !== undefined && first <= ranAt && ranAt <= last)
    .sort(([a], [b]) => b - a);
  const name = functionAt(shown, file, around?.[0]?.[0]);
  return [
    ...(hot === undefined ? [] : [{ kind: 'line' as const, file, line: hot.line }]),
    ...(name === undefined ? [] : [{ kind: 'function' as const, file, name }]),
  ];
}

function functionAt({ profile }: Shown, file: string, line: number | undefined) {
  const found = hotSpots(profile).functions.find(one => one.file === file && one.line === line);
  return found === undefined || found.name === '' ? undefined : found.name;
}

function hottest({ profile }: Shown): SharePlace[] {
  const line = hottestLine(profile);
  const [named] = listedSpots(profile)
    .functions.filter(
      ({ name, selfOnLines, file }) => name !== '' && selfOnLines > 0 && isOwnFile(file),
    )
    .sort((a, b) => b.self - a.self);
  return [
    ...(line === undefined ? [] : [{ kind: 'line' as const, file: line.file, line: line.line }]),
    ...(named === undefined
      ? []
      : [{ kind: 'function' as const, file: named.file, name: named.name }]),
  ];
}
