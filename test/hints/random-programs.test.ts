import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { applyEdits } from '../../src/core/text-edit';
import { formatTemplate } from '../../src/core/hints/hint';
import { hintsEverywhere } from './heat';
import { listOf, number, seeded, text } from './inputs';
import { randomProgram } from './random-programs';
import { load } from './rule-tester';

/** What two calls on odd inputs give or throw, and what they leave of their arguments. */
function outcomes(code: string, seed: number): unknown[] {
  const run = load(code, 'run');
  const random = seeded(seed);
  return [1, 2].map(() => {
    const words = listOf(text)(random) as string[]; // as `text` makes them
    const args = [words, listOf(number)(random), words[0] ?? 'a'];
    try {
      return [run(...args), args];
    } catch (error) {
      return [error instanceof Error ? error.constructor.name : error, args];
    }
  });
}

describe('safe fixes', () => {
  it('change nothing that programs put together at random compute', () => {
    let applied = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const code = randomProgram(seeded(seed));
      for (const hint of hintsEverywhere('/case.ts', code)) {
        if (hint.safety !== 'safe') continue;
        applied++;
        const fixed = applyEdits(code, hint.edits);
        for (const inputs of [seed, seed + 1000, seed + 2000])
          assert.ok(
            isDeepStrictEqual(outcomes(fixed, inputs), outcomes(code, inputs)),
            `${hint.rule}, line ${hint.line}: ${formatTemplate(hint.title)}\nseed ${seed}\n${fixed}`,
          );
      }
    }
    assert.ok(applied > 20, `only ${applied} safe fixes were tried`);
  });
});
