import { matchLines } from './match-lines';
import type { Profile } from './profile';
import type { Line } from './units';

/** What is kept of a file's text as it ran: enough to find its lines again, not enough to read it. */
export interface RanText {
  /** `lineHash` of each line; line 1 is at index 0. */
  readonly hashes: Uint32Array;
  /** How many blanks each line begins with: columns move with them. Missing in what was kept by earlier versions. */
  readonly indents?: Uint16Array;
  /** First and last line of each function that was sampled. */
  readonly functions: readonly (readonly [first: Line, last: Line])[];
}

/** Where each line as it ran stands in the text as it is now. Immutable: an edit makes a new value. */
export interface LineAnchors {
  readonly ran: RanText;
  /** By line as it ran (line 1 at index 0): its line now, 0 when it is gone. */
  readonly now: Int32Array;
  /** By line as it ran: 1 when its text is another now. */
  readonly edited: Uint8Array;
  /** By line as it ran: 1 when it, or another line of its innermost function, is not what ran. */
  readonly stale: Uint8Array;
}

/** One replacement in a text, in lines of the text before it; `inserted` lines stand there after it. */
export interface LineChange {
  readonly first: Line;
  readonly last: Line;
  readonly inserted: number;
}

/** What may be said of a line that ran: still the same; the same in a function that was changed; itself changed. */
export interface Standing {
  readonly line: Line;
  readonly state: 'same' | 'function-changed' | 'edited';
}

/** FNV-1a of a line without the blanks around it, so that a line that was only indented is the same line. 0: a blank line. */
export function lineHash(text: string): number {
  const code = text.trim();
  if (code === '') return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < code.length; i++) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}

/** What is kept of a text; `functionStarts` are the lines on which the sampled functions start. */
export function ranText(lines: readonly string[], functionStarts: Iterable<Line>): RanText {
  const functions = [...new Set(functionStarts)]
    .filter(first => first >= 1 && first <= lines.length)
    .sort((a, b) => a - b)
    .map(first => [first, functionEnd(lines, first)] as const);
  const indents = Uint16Array.from(lines, line => Math.min(0xffff, line.search(/\S|$/)));
  return { hashes: Uint32Array.from(lines, lineHash), indents, functions };
}

/** Anchors found by comparing: for a text that changed while nobody watched. */
export function anchorsBetween(ran: RanText, lines: readonly string[]): LineAnchors {
  const now = matchLines(ran.hashes, Uint32Array.from(lines, lineHash));
  return settled(ran, now, lines);
}

/** Anchors after an edit; `changes` of one edit come last in the text first, as editors report them, and `lines` is the text after all. */
export function anchorsAfter(
  anchors: LineAnchors,
  changes: readonly LineChange[],
  lines: readonly string[],
): LineAnchors {
  const now = anchors.now.slice();
  for (const change of changes) {
    const { first, last, inserted } = change;
    const shift = inserted - (last - first + 1);
    const withinLine = first === last && inserted === 1;
    for (let i = 0; i < now.length; i++) {
      if (now[i] > last) now[i] += shift;
      else if (now[i] >= first && !withinLine) now[i] = 0;
    }
  }
  return settled(anchors.ran, now, lines);
}

/** Where a line that ran stands now; undefined when it is gone. */
export function standingOf(anchors: LineAnchors, ranLine: Line): Standing | undefined {
  const line = anchors.now[ranLine - 1];
  if (line === undefined || line === 0) return undefined;
  if (anchors.edited[ranLine - 1] === 1) return { line, state: 'edited' };
  return { line, state: anchors.stale[ranLine - 1] === 1 ? 'function-changed' : 'same' };
}

/** Where to look for a line that ran: where it stands now, or, when it is gone, where the nearest one before it does. */
export function whereNow(anchors: LineAnchors, ranLine: Line): Line {
  for (let at = Math.min(ranLine, anchors.now.length); at >= 1; at--) {
    if (anchors.now[at - 1] > 0) return anchors.now[at - 1];
  }
  return 1;
}

/** The line that ran which stands on `line` now; undefined when none does. */
export function ranLineAt(anchors: LineAnchors, line: Line): Line | undefined {
  const index = anchors.now.indexOf(line);
  return line < 1 || index < 0 ? undefined : index + 1;
}

/** The gaps between anchored lines are filled from the text, then what differs is marked. */
function settled(ran: RanText, now: Int32Array, lines: readonly string[]): LineAnchors {
  fillGaps(ran, now, lines);
  const edited = new Uint8Array(now.length);
  for (let i = 0; i < now.length; i++) {
    if (now[i] > 0 && lineHash(lines[now[i] - 1] ?? '') !== ran.hashes[i]) edited[i] = 1;
  }
  return { ran, now, edited, stale: staleLines(ran, now, edited, lines) };
}

/**
 * In each run of lost lines, equal ones are found again in order (an undone deletion); what then remains is paired as
 * edited where that can be told: as many lines as before, or one line that became several.
 */
function fillGaps(ran: RanText, now: Int32Array, lines: readonly string[]): void {
  for (let i = 0; i < now.length; i++) {
    if (now[i] > 0) continue;
    let end = i;
    while (end < now.length && now[end] === 0) end++;
    const below = i === 0 ? 0 : now[i - 1];
    const above = end === now.length ? lines.length + 1 : now[end];
    if (above - below > 1) fillGap(ran, now, lines, i, end, below, above);
    i = end;
  }
}

function fillGap(
  ran: RanText,
  now: Int32Array,
  lines: readonly string[],
  start: number,
  end: number,
  below: Line,
  above: Line,
): void {
  const there = lines.slice(below, above - 1).map(lineHash);
  const found = matchLines(ran.hashes.subarray(start, end), Uint32Array.from(there));
  for (let i = 0; i < found.length; i++) if (found[i] > 0) now[start + i] = below + found[i];
  for (let i = start; i < end; i++) {
    if (now[i] > 0) continue;
    let stop = i;
    while (stop < end && now[stop] === 0) stop++;
    const from = i === 0 ? 0 : now[i - 1];
    const to = stop === now.length ? lines.length + 1 : now[stop];
    const lost = stop - i;
    const free = to - from - 1;
    if (free === lost || (lost === 1 && free > 1)) {
      for (let k = 0; k < lost; k++) now[i + k] = from + 1 + k;
    }
    i = stop;
  }
}

function staleLines(
  ran: RanText,
  now: Int32Array,
  edited: Uint8Array,
  lines: readonly string[],
): Uint8Array {
  const stale = new Uint8Array(now.length);
  const { owner, around } = ownersOf(ran);
  const changed = new Set<number>();
  for (let i = 0; i < now.length; i++) {
    if (ran.hashes[i] === 0) continue;
    if (edited[i] === 1 || now[i] === 0) changed.add(owner[i]).add(around[i]);
    else if (codeWasInsertedBefore(now, i, lines)) {
      changed.add(i > 0 && owner[i - 1] !== owner[i] ? outerOf(ran, owner, i) : owner[i]);
    }
  }
  changed.delete(-1);
  for (let i = 0; i < now.length; i++) {
    if (edited[i] === 1 || changed.has(owner[i]) || changed.has(around[i])) stale[i] = 1;
  }
  return stale;
}

/** Whether lines of code, not blanks or `//` comments, stand now between line `i` and the line that ran before it. */
function codeWasInsertedBefore(now: Int32Array, i: number, lines: readonly string[]): boolean {
  const before = i === 0 ? 0 : now[i - 1];
  if (before === 0 && i > 0) return false;
  for (let line = before + 1; line < now[i]; line++) {
    const code = lines[line - 1]?.trim() ?? '';
    if (code !== '' && !code.startsWith('//')) return true;
  }
  return false;
}

/** Between two lines of different functions an insertion belongs to the function that holds both: the wider one's owner. */
function outerOf(ran: RanText, owner: Int32Array, i: number): number {
  const holdsBoth = (index: number) =>
    index >= 0 && ran.functions[index][0] <= i && ran.functions[index][1] >= i + 1;
  if (holdsBoth(owner[i - 1])) return owner[i - 1];
  return holdsBoth(owner[i]) ? owner[i] : -1;
}

/** By line: the index of the innermost function that holds it, and on its first line, which is also part of it, the one around. */
function ownersOf(ran: RanText): { readonly owner: Int32Array; readonly around: Int32Array } {
  const owner = new Int32Array(ran.hashes.length).fill(-1);
  const around = owner.slice();
  // Functions are ordered by where they start, so an inner one overwrites the one around it.
  ran.functions.forEach(([first, last], index) => {
    around[first - 1] = owner[first - 1];
    owner.fill(index, first - 1, last);
  });
  return { owner, around };
}

/** The last line of the function that starts on line `first`, told by indentation: no parser is at hand where edits are followed. */
function functionEnd(lines: readonly string[], first: Line): Line {
  const depth = indentOf(lines[first - 1]);
  let last = first;
  for (let line = first + 1; line <= lines.length; line++) {
    const text = lines[line - 1];
    if (text.trim() === '') continue;
    if (indentOf(text) > depth) last = line;
    else if (/^\s*[})\]]/.test(text)) {
      last = line;
      // `) {` ends a list of parameters, not the function
      if (!/[{(]\s*$/.test(text)) break;
    } else break;
  }
  return last;
}

function indentOf(text: string): number {
  let width = 0;
  for (const char of text) {
    if (char === ' ') width += 1;
    else if (char === '\t') width += 4;
    else break;
  }
  return width;
}

/**
 * Whether a text can be the one that ran, for profiles that came without hashes: its named functions must stand on the lines
 * on which they ran, all but a few (names of methods and of assigned functions may be made up), and no line beyond its end.
 */
export function standsWhereItRan(
  profile: Profile,
  file: string,
  lines: readonly string[],
): boolean {
  let named = 0;
  let found = 0;
  for (const { name, script, line, kind } of profile.frames) {
    if (script < 0 || kind !== 'function' || profile.scripts[script].name !== file) continue;
    if (line > lines.length) return false;
    const own = name.split(/[.\s]/).at(-1) ?? '';
    if (line < 1 || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(own)) continue;
    named++;
    if (lines.slice(line - 1, line + 1).some(text => text.includes(own))) found++;
  }
  return found >= named * 0.7;
}
