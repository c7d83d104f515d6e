import type { Condition } from './conditions';

/** A condition that can be dropped without any difference, and why it is there nevertheless. */
export interface Equivalent {
  readonly file: string;
  /** The beginning of its text. */
  readonly text: string;
  readonly drop?: Condition['drop'];
  readonly why: string;
}

const speed = 'only spares the work that comes after, which says the same';

export const equivalents: readonly Equivalent[] = [
  { file: 'analysis/walk.ts', text: 'inner.pos < outer.pos', why: speed },
  { file: 'analysis/walk.ts', text: 'inner.end > outer.end', why: speed },
  { file: 'analysis/changes.ts', text: "binding.kind === 'const'", why: speed },
  { file: 'analysis/changes.ts', text: "binding.kind === 'import'", why: speed },
  { file: 'analysis/changes.ts', text: "binding.kind === 'parameter'", why: speed },
  { file: 'analysis/shapes.ts', text: 'depth < 4', why: speed },
  { file: 'analysis/shapes.ts', text: 'depth < 3', why: speed },
  ...['inner === undefined', "this.source[this.at] !== ')'"].map(text => ({
    file: 'analysis/patterns.ts',
    text,
    why: 'a bracket is left over then, which is noticed at the end',
  })),
];
