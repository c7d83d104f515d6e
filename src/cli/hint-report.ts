import { existsSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { explanationOf, formatTemplate } from '../core/hints/hint';
import { canRead } from '../core/hints/parse';
import { estimateCallLines } from '../core/hints/places/call-lines';
import { recordedHints } from '../core/hints/recorded-hints';
import { hotSpots } from '../core/hot-lines';
import { textHash } from '../run/maps';
import { textIfThere } from '../run/mapped-on-disk';
import { RecordError } from '../run/record-error';
import { readSavedProfile } from '../run/saved-profile';
import { checkedPrograms } from './checked';
import { type FileHint, shown } from './report';
import { tellFailures } from './rule-failures';

/** What `tuneline hints` says of one file. */
export interface HintReport {
  readonly file: string;
  readonly hints: readonly FileHint[];
  /** Why there are none though they were asked for: nothing of the file was sampled. */
  readonly notSampled: string | undefined;
  readonly cwd: string;
}

/** The hints of a saved profile on one file as it reads now. @throws RecordError */
export function hintReport(name: string, profileName: string): HintReport {
  const cwd = process.cwd();
  const given = resolve(cwd, name);
  if (statSync(given, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new RecordError('no-file', `${name} is a folder.`, 'Name a source file in it.');
  if (!canRead(given)) {
    const action = 'Hints are given on .js, .ts, .jsx, .tsx, .mjs, .mts, .cjs and .cts files.';
    throw new RecordError('unsupported-file', `${name} is no JavaScript or TypeScript.`, action);
  }
  const text = textIfThere(given);
  if (text === undefined)
    throw new RecordError('no-file', `There is no file ${given} to read.`, 'Check its name.');
  const file = realpathSync.native(given);
  const saved = readSavedProfile(resolve(cwd, profileName), profileName, estimateCallLines);
  const files = [...hotSpots(saved.profile).byFile.keys()];
  if (!files.includes(file)) {
    return { file, hints: [], notSampled: whyNotSampled(name, profileName, files), cwd };
  }
  const onDisk = { file, text, hash: textHash(text) };
  const found = recordedHints(saved, onDisk, text, checkedPrograms()(onDisk));
  if (found === undefined) {
    const action = `Profile again: tuneline profile … --out ${profileName}`;
    throw new RecordError('text-changed', `${name} is not the text that ran.`, action);
  }
  tellFailures(found.failures);
  const hints = found.hints.map(hint => ({ ...hint, file }));
  return { file, hints, notSampled: undefined, cwd };
}

/** A profile of another machine names its files by paths that are not here. */
function whyNotSampled(name: string, profileName: string, files: readonly string[]): string {
  const isElsewhere = files.length > 0 && !files.some(existsSync);
  const others = isElsewhere ? ` Its files are not on this machine: ${files[0]}, …` : '';
  return `Nothing of ${name} was sampled in ${profileName}.${others}`;
}

export function jsonHintReport({ file, hints, notSampled, cwd }: HintReport): object {
  return {
    schema: 1,
    file: shown(file, cwd),
    sampled: notSampled === undefined,
    hints: hints.map(hint => jsonHint(hint, cwd)),
  };
}

export function textHintReport({ file, hints, notSampled, cwd }: HintReport): string {
  if (notSampled !== undefined) return notSampled;
  if (hints.length === 0)
    return `No tuning is known for what was measured in ${relative(cwd, file)}.`;
  return hintRows(hints, cwd).join('\n');
}

/** `src/packing.ts:12 queue-shift (safe): …`, and why. */
export function hintRows(hints: readonly FileHint[], cwd: string): string[] {
  return hints.map(hint => {
    const what = `${hint.rule} (${hint.safety}): ${formatTemplate(hint.title)}.`;
    return `${shown(hint.file, cwd)}:${hint.line} ${what} ${explanationOf(hint, formatTemplate)}`;
  });
}

/** As a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sizeText(size: NonNullable<FileHint['size']>): string {
  return size === 'not-counted' ? size : formatTemplate(size);
}

/** `share` is of active time, a ceiling and no promise; `low` and `high` are its 95 % interval. Offsets of edits are in UTF-16 units. */
export function jsonHint(hint: FileHint, cwd: string): object {
  const file = shown(hint.file, cwd);
  return {
    rule: hint.rule,
    file,
    line: hint.line,
    safety: hint.safety,
    share: Math.min(1, Math.max(0, hint.share)),
    interval: { low: hint.interval.low, high: hint.interval.high },
    title: formatTemplate(hint.title),
    evidence: formatTemplate(hint.evidence),
    size: hint.size === undefined ? null : sizeText(hint.size),
    differs: hint.differs === undefined ? null : formatTemplate(hint.differs),
    edits: hint.edits.map(edit => ({ file, ...edit })),
  };
}
