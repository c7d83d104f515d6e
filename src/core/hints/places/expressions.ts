import ts from 'typescript';
import {
  type Expression,
  isMapped,
  type NamedPlaces,
  type Part,
  partsIn,
  type Place,
  placesIn,
} from '../../parts';
import type { Profile } from '../../profile';
import type { Line } from '../../units';
import { isFunctionLike, walk } from '../analysis/walk';
import { calledName, callsAt, passed } from './call-sites';
import { parse } from '../parse';
import { operationOf, type Span } from './v8-place';

/** What is asked of the syntax: the places of hot lines of one file. */
export interface PlacesRequest {
  readonly file: string;
  readonly text: string;
  readonly places: readonly Place[];
  /** Columns went through a source map: they are right up to the next segment. */
  readonly mapped: boolean;
}

/**
 * The expressions that places stand in, places of one expression together: the call, `new`, spread, element access or
 * calculation that V8 puts there. What stands at a statement's own word, and what more than one expression can be meant by, is
 * given without an expression. None for a file that can't be read.
 */
export function namePlaces(request: PlacesRequest): NamedPlaces[] {
  if (request.places.length === 0) return [];
  const file = parse(request.file, request.text);
  if (file === undefined) return [];
  const spans = new Spans(file, new Set(request.places.map(({ line }) => line)));
  const named = new Map<string, NamedPlaces & { readonly places: Place[] }>();
  for (const place of request.places) {
    const is = place.column >= 0 ? 'recorded' : 'estimate';
    const span =
      place.column >= 0 ? spans.at(place, request.mapped) : spans.calling(place.line, place.callee);
    const key = `${place.line} ${is} ${span?.start} ${span?.end}`;
    const before = named.get(key);
    if (before !== undefined) before.places.push(place);
    else {
      const expression = span && expressionOf(file, span);
      named.set(key, { line: place.line, expression, is, places: [place] });
    }
  }
  return [...named.values()];
}

/** The parts of a file's hot lines; `text` is what ran. */
export function partsOf(profile: Profile, file: string, text: string): Map<Line, readonly Part[]> {
  const places = placesIn(profile, file);
  const named = namePlaces({ file, text, places, mapped: isMapped(profile, file) });
  return partsIn(profile, file, named);
}

function expressionOf(file: ts.SourceFile, { start, end }: Span): Expression {
  const first = file.getLineAndCharacterOfPosition(start);
  const last = file.getLineAndCharacterOfPosition(end);
  return {
    line: first.line + 1,
    column: first.character,
    endLine: last.line + 1,
    endColumn: last.character,
    text: file.text.slice(start, end),
  };
}

/** The spans of the hot lines, by the offsets that V8 puts their time at. */
class Spans {
  readonly #file: ts.SourceFile;
  readonly #byOffset = new Map<number, Span[]>();
  readonly #calls = new Map<string, Set<string>>();
  readonly #spans = new Map<string, Span>();
  readonly #functions: Span[] = [];
  readonly #statements = new Set<number>();

  constructor(file: ts.SourceFile, lines: ReadonlySet<Line>) {
    this.#file = file;
    const wanted = [...lines].sort((a, b) => a - b);
    walk(file, node => {
      const [first, last] = [node.pos, node.end].map(at => this.#lineAt(at));
      if (!wanted.some(line => line >= first && line <= last)) return 'skip';
      this.#add(node);
      return undefined;
    });
  }

  #add(node: ts.Node): void {
    if (isFunctionLike(node)) this.#functions.push({ start: node.getStart(), end: node.end });
    if (ts.isStatement(node) && !ts.isExpressionStatement(node)) {
      this.#statements.add(node.getStart());
    }
    const operation = operationOf(node);
    if (operation === undefined) return;
    const { span, at: offsets } = operation;
    this.#note(span, offsets);
    for (const { name, at } of callsAt(node)) {
      if (name === undefined) continue;
      const key = `${this.#lineAt(at)} ${name}`;
      const known = this.#calls.get(key) ?? new Set();
      this.#calls.set(key, known.add(`${span.start} ${span.end}`));
    }
  }

  #note(span: Span, offsets: readonly number[]): void {
    const key = `${span.start} ${span.end}`;
    const kept = this.#spans.get(key) ?? span;
    this.#spans.set(key, kept);
    for (const offset of offsets) {
      const known = this.#byOffset.get(offset);
      if (known === undefined) this.#byOffset.set(offset, [kept]);
      else if (!known.includes(kept)) known.push(kept);
    }
  }

  #lineAt(position: number): Line {
    return this.#file.getLineAndCharacterOfPosition(position).line + 1;
  }

  /** The expression that a place stands in. */
  at({ line, column }: Place, mapped: boolean): Span | undefined {
    const starts = this.#file.getLineStarts();
    if (line > starts.length) return undefined;
    const end = starts[line] ?? this.#file.text.length;
    let offset = starts[line - 1] + column;
    while (offset < end && /[ \t]/.test(this.#file.text[offset])) offset++;
    if (offset >= end) return undefined;
    const exact = this.#byOffset.get(offset);
    if (exact !== undefined) return widest(exact);
    if (this.#statements.has(offset)) return undefined;
    const near = mapped ? this.#upToNextWord(offset, end) : [];
    if (near.length > 0) return near.length === 1 ? near[0] : this.#around(near);
    return /[\p{ID_Continue}$'"`#]/u.test(this.#file.text[offset])
      ? this.#around([{ start: offset, end: offset + 1 }])
      : undefined;
  }

  /** Behind a segment stands what V8 puts at a sign up to the next word: words have segments of their own. */
  #upToNextWord(offset: number, end: number): Span[] {
    const word = /[\p{ID_Continue}$]*[^\p{ID_Continue}$'"`#]*/uy;
    word.lastIndex = offset;
    const stop = Math.min(end, offset + (word.exec(this.#file.text)?.[0].length ?? 0));
    const found = new Set<Span>();
    for (let at = offset; at < Math.max(stop, offset + 1); at++) {
      for (const span of this.#byOffset.get(at) ?? []) found.add(span);
    }
    return [...found];
  }

  /** The smallest expression around all of these, in the same function. */
  #around(spans: readonly Span[]): Span | undefined {
    const start = Math.min(...spans.map(span => span.start));
    const end = Math.max(...spans.map(span => span.end));
    const holds = (outer: Span) => outer.start <= start && outer.end >= end;
    const found = smallest([...this.#spans.values()].filter(holds));
    const holder = smallest(this.#functions.filter(holds));
    if (found === undefined || holder === undefined) return found;
    return holder.start > found.start && holder.end <= found.end ? undefined : found;
  }

  /** The only call on a line that can have called a function of that name. */
  calling(line: Line, callee: string): Span | undefined {
    if (callee === '') return undefined;
    const name = calledName(callee);
    const found = this.#calls.get(`${line} ${name}`) ?? this.#calls.get(`${line} ${passed(name)}`);
    return found?.size === 1 ? this.#spans.get([...found][0]) : undefined;
  }
}

function smallest(spans: readonly Span[]): Span | undefined {
  return spans.reduce<Span | undefined>(
    (least, span) =>
      least === undefined || span.end - span.start < least.end - least.start ? span : least,
    undefined,
  );
}

function widest(spans: readonly Span[]): Span {
  return spans.reduce((most, span) =>
    span.end - span.start > most.end - most.start ? span : most,
  );
}
