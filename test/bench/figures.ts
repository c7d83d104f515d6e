import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../../src/core/hints/rule-page';
import type { BenchPair } from '../hints/rule-tester';

/** A figure as it is kept: `pair` says which code and inputs it is of, so that figures of what a pair once was are never shown. */
export interface KeptFigure extends Figure {
  readonly rule: string;
  readonly call: string;
  readonly pair: string;
}

const file = join(process.cwd(), 'test', 'bench', 'figures.json');

export function keptFigure(pair: BenchPair, figure: Figure): KeptFigure {
  const ratio = Number(figure.ratio.toPrecision(2));
  return { rule: pair.rule, call: pair.call, pair: hashOf(pair), ...figure, ratio };
}

/** What was measured of a pair as it is now, by size and version of Node.js. */
export function figuresOf(pair: BenchPair): Figure[] {
  const hash = hashOf(pair);
  return kept()
    .filter(one => one.pair === hash)
    .map(({ node, size, ratio }) => ({ node, size, ratio }))
    .sort((a, b) => a.size - b.size || Number.parseInt(a.node) - Number.parseInt(b.node));
}

/** Replaces what was measured before of the same pairs on the same major versions. */
export function keepFigures(figures: readonly KeptFigure[]): void {
  const keyOf = ({ rule, call, size, node }: KeptFigure) =>
    `${rule} ${call} ${size} ${Number.parseInt(node)}`;
  const all = new Map([...kept(), ...figures].map(one => [keyOf(one), one]));
  const rows = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => JSON.stringify(one));
  writeFileSync(file, `[\n  ${rows.join(',\n  ')}\n]\n`);
}

function kept(): readonly KeptFigure[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

function hashOf({ code, file: name, call, inputs }: BenchPair): string {
  const text = JSON.stringify([code, name, call, inputs]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
