import assert from 'node:assert/strict';
import { formatMicros, formatShare, formatShareRange, shareInterval } from '../../src/core/units';

describe('numbers as text', () => {
  it('writes times with two significant digits and a fitting unit', () => {
    const shown = [3.4, 85, 999.6, 1_000, 4_230, 412_400, 999_700, 3_170_000, 61_000_000].map(
      formatMicros,
    );
    const wanted = [
      '3.4 µs',
      '85 µs',
      '1.0 ms',
      '1.0 ms',
      '4.2 ms',
      '412 ms',
      '1.0 s',
      '3.2 s',
      '61 s',
    ];
    assert.deepEqual(shown, wanted);
  });

  it('writes shares with two significant digits', () => {
    const shown = [0, 0.0004, 0.0062, 0.042, 0.0996, 0.38, 1].map(formatShare);
    assert.deepEqual(shown, ['0%', '<0.1%', '0.6%', '4.2%', '10%', '38%', '100%']);
  });

  it('writes both ends of an interval with as many digits as the share', () => {
    assert.equal(formatShareRange(0.38, { low: 0.291, high: 0.478 }), '29–48%');
    assert.equal(formatShareRange(0.003, { low: 0.0014, high: 0.0057 }), '0.1–0.6%');
    assert.equal(formatShareRange(0.098, { low: 0.05, high: 0.161 }), '5.0–16.1%');
    assert.equal(formatShareRange(0, { low: 0, high: 0.034 }), '0–3.4%');
  });

  it('gives a share an interval that holds it, is narrower with more samples and stays inside 0 to 1', () => {
    for (const share of [0, 0.01, 0.31, 0.99, 1]) {
      const few = shareInterval(share, 50);
      const many = shareInterval(share, 5000);
      assert.ok(few.low <= share && share <= few.high);
      assert.ok(many.high - many.low < few.high - few.low);
      assert.ok(few.low >= 0 && few.high <= 1);
    }
    const { low, high } = shareInterval(0.31, 500);
    assert.ok(Math.abs(low - 0.271) < 0.002 && Math.abs(high - 0.352) < 0.002);
  });
});
