import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** 1-based line of the first place in a source file of the sample workspace where `code` stands. */
export function lineOf(editor: { readonly workspace: string }, file: string, code: string): number {
  const lines = readFileSync(join(editor.workspace, 'src', file), 'utf8').split('\n');
  const at = lines.findIndex(line => line.includes(code));
  assert.ok(at >= 0, `${file} has no ${code}`);
  return at + 1;
}

/** A short program with two tunings, each with more than 50 samples: one that helps, and one that makes it say something else. */
export const twoTunings = `const words = Array.from({ length: 3000 }, (_, n) => 'word' + n * 7);
const known = words.filter((_, n) => n % 2 === 0);
let found = 0;
for (let round = 0; round < 40; round++) {
  for (const word of words) if (known.includes(word)) found++;
}
const values = Array.from({ length: 4000 }, (_, n) => n % 2000);
let total = 0;
for (let round = 0; round < 100; round++) {
  for (const place of values.map(value => values.indexOf(value))) total += place;
}
console.log(found, total);
`;

/** A short program with two hot lines, of which one is easily made to take longer. */
export const oftenRun = `export {};
function steady(rounds: number): number {
  let sum = 0;
  for (let n = 0; n < rounds; n++) sum = (Math.imul(sum, 31) + n) | 0; // steady
  return sum;
}
function growing(rounds: number): number {
  let sum = 0;
  for (let n = 0; n < rounds; n++) sum = (Math.imul(sum, 33) ^ n) | 0; // growing
  return sum;
}
console.log(steady(4e8), growing(2e8));
`;

/** The same with a third one, which helps as well. */
export const threeTunings = `${twoTunings}function drained(round: number): number {
  const queue = values.slice();
  let sum = round;
  while (queue.length > 0) sum += queue.shift() ?? 0;
  return sum;
}
for (let round = 0; round < 2500; round++) total += drained(round);
console.log(total);
`;

/** A short program with two tunings that pay from a size on: one does, on a long list, and one does not, on many short ones. */
export const twoSizes = `function different(size: number, times: number): number {
  const out: string[] = [];
  for (let i = 0; i < size * times; i++) {
    const word = 'word' + (i % size);
    if (!out.includes(word)) out.push(word);
  }
  return out.length;
}
function path(parts: readonly string[]): string[] {
  const all: string[] = [];
  for (const part of parts) {
    if (!all.includes(part)) all.push(part);
  }
  return all;
}
let sum = different(4000, 6);
const parts = Array.from({ length: 20 }, (_, n) => 'part' + (n % 15));
for (let n = 0; n < 8e5; n++) sum += path(parts).length;
console.log(sum);
`;

/** Slow where it is compiled for an old target. */
export const manyAwaits = `async function next(n: number) { return n + 1; }
async function run() { let n = 0; while (n < 400_000) n = await next(n); console.log(n); }
run();
`;

/** A tuning to review and one that is safe. */
export const onePlaceEach = `const values = Array.from({ length: 4000 }, (_, n) => n * 7);
let total = 0;
for (let round = 0; round < 60; round++) {
  for (const place of values.map(value => values.indexOf(value))) total += place;
}
function drained(round: number): number {
  const queue = values.slice();
  let sum = round;
  while (queue.length > 0) sum += queue.shift() ?? 0;
  return sum;
}
for (let round = 0; round < 4000; round++) total += drained(round);
console.log(total);
`;
