import assert from 'node:assert/strict';
import { endingAt, judge, oneOf, type Pair, stoppingRule } from '../../src/core/compare';
import { criticalT } from '../../src/core/student-t';
import { bursts, heavyTails, normal, random, type Noise } from './noise';

/** Pairs of a change by `ratio`, each measured with noise; the order of the two turns round, as in real ones. */
function pairsOf(ratio: number, noise: Noise, count = stoppingRule.most): Pair[] {
  return Array.from({ length: count }, (_, index) => {
    const [first, second] = [Math.exp(noise()), Math.exp(noise())];
    const [before, after] = index % 2 === 0 ? [first, second] : [second, first];
    return { before: 100 * ratio * before, after: 100 * after };
  });
}

const flat = (before: number, after: number, count: number): Pair[] =>
  Array.from({ length: count }, (_, index) => {
    const wobble = 1 + 0.01 * ((index % 3) - 1);
    return { before: before * wobble, after };
  });

const rate = (count: number, one: () => boolean) =>
  Array.from({ length: count }, one).filter(Boolean).length / count;

describe('comparing runs before and after a change', () => {
  it('finds a change that is far larger than the noise at the first look', () => {
    const verdict = judge(flat(200, 100, 5));
    assert.equal(verdict?.kind, 'faster');
    assert.equal(verdict.pairs, 5);
    assert.ok(Math.abs(verdict.ratio - 2) < 0.01, `${verdict.ratio}`);
    assert.ok(1.9 < verdict.low && verdict.low < 2 && 2 < verdict.high && verdict.high < 2.1);
  });

  it('turns the verdict round when before and after are exchanged', () => {
    const pairs = pairsOf(1.5, normal(random(1), 0.1));
    const there = judge(pairs);
    const back = judge(pairs.map(({ before, after }) => ({ before: after, after: before })));
    assert.deepEqual([there?.kind, back?.kind], ['faster', 'slower']);
    assert.ok(there !== undefined && back !== undefined);
    assert.ok(Math.abs(there.low * back.high - 1) < 1e-9);
  });

  it('says nothing before the first look, nor between two', () => {
    const pairs = pairsOf(1, normal(random(2), 0.1));
    for (const count of [0, 1, 4, 7, 12]) assert.equal(judge(pairs.slice(0, count)), undefined);
  });

  it('stays with what a look has settled, whatever comes later', () => {
    const verdict = judge([...flat(200, 100, 5), ...flat(100, 200, 25)]);
    assert.deepEqual([verdict?.kind, verdict?.pairs], ['faster', 5]);
  });

  it('calls two versions the same only where the interval lies within 3 %', () => {
    const quiet = judge(pairsOf(1, normal(random(3), 0.005)));
    assert.equal(quiet?.kind, 'same');
    assert.ok(quiet.low > 1 / 1.03 && quiet.high < 1.03);
    assert.equal(judge(pairsOf(1, normal(random(3), 0.2)))?.kind, 'unclear');
  });

  it('finds a change of 5 % or leaves it unclear, and does not call it the same', () => {
    for (const spread of [0.01, 0.03, 0.1]) {
      const noise = normal(random(4), spread);
      const same = rate(500, () => judge(pairsOf(1.05, noise))?.kind === 'same');
      assert.ok(same <= 0.002, `${same} at ${spread}`);
    }
  });

  it('finds a change of 20 % within 15 pairs, in noise of 10 % and beside bursts of other work', () => {
    for (const noise of [normal(random(5), 0.1), bursts(random(5))]) {
      const found = rate(300, () => {
        const verdict = judge(pairsOf(1.2, noise));
        return verdict?.kind === 'faster' && verdict.pairs <= 15;
      });
      assert.ok(found > 0.85, `${found}`);
    }
  });

  it('is not led astray by one run that was held up', () => {
    const pairs = pairsOf(1.3, normal(random(6), 0.05));
    pairs[6] = { ...pairs[6], after: pairs[6].after * 20 };
    const verdict = judge(pairs);
    assert.equal(verdict?.kind, 'faster');
    assert.ok(verdict.low < 1.3 && 1.3 < verdict.high);
  });

  for (const [name, noise] of [
    ['even noise', normal(random(7), 0.15)],
    ['noise with heavy tails', heavyTails(random(7), 0.1)],
    ['bursts of other work', bursts(random(7))],
  ] as const) {
    it(`calls a program faster or slower than itself in few of 1,000 comparisons, with ${name}`, () => {
      const wrong = rate(1000, () => ['faster', 'slower'].includes(judgeKind(pairsOf(1, noise))));
      assert.ok(wrong < 0.025, `${wrong}`);
    });

    it(`reports intervals that hold the truth, whenever it stopped, with ${name}`, () => {
      const missed = rate(1000, () => {
        const verdict = judge(pairsOf(1.2, noise));
        return verdict === undefined || verdict.low > 1.2 || verdict.high < 1.2;
      });
      assert.ok(missed < stoppingRule.error, `${missed}`);
    });
  }

  it('gives up where the pairs up to the last look could hardly make it clear', () => {
    const noise = normal(random(8), 0.4);
    const early = rate(200, () => judge(pairsOf(1, noise))?.pairs === 15);
    assert.ok(early > 0.6, `${early}`);
  });

  it('ends earlier when asked to, and spends there what is left', () => {
    const rule = endingAt(stoppingRule, 8);
    assert.deepEqual([rule.most, rule.error], [8, stoppingRule.error]);
    const verdict = judge(pairsOf(1, normal(random(9), 0.2), 8), rule);
    assert.deepEqual([verdict?.kind, verdict?.pairs], ['unclear', 8]);
    assert.equal(endingAt(stoppingRule, 100), stoppingRule);
  });

  it('keeps none of twenty useless changes more often than one of one', () => {
    const noise = normal(random(10), 0.1);
    const rule = oneOf(20);
    const kept = rate(100, () =>
      Array.from({ length: 20 }, () => judge(pairsOf(1, noise), rule)?.kind).includes('faster'),
    );
    assert.ok(kept <= stoppingRule.error, `${kept}`);
  });

  it('names the pair whose value is no time', () => {
    for (const value of [0, -1, Infinity, NaN]) {
      const pairs = [...flat(100, 100, 2), { before: 100, after: value }];
      assert.throws(() => judge(pairs), new RegExp(`Pair 3 .* after the change .* ${value},`));
    }
  });

  it('knows the critical values that stand in the tables of Student’s t', () => {
    for (const [error, freedom, value] of [
      [0.05, 1, 12.706],
      [0.05, 4, 2.776],
      [0.01, 14, 2.977],
      [0.001, 29, 3.659],
    ])
      assert.ok(Math.abs(criticalT(error, freedom) - value) < 0.0006, `${error}, ${freedom}`);
  });
});

function judgeKind(pairs: readonly Pair[]): string {
  return judge(pairs)?.kind ?? 'nothing';
}
