import assert from 'node:assert/strict';
import { heatMarks } from '../../src/core/heat-marks';
import { hotSpots } from '../../src/core/hot-lines';
import type { Standing } from '../../src/core/line-anchors';
import { times } from '../../src/core/profile';
import { drawnProfile } from './drawn-profile';

const stays = (line: number): Standing => ({ line, state: 'same' });

function marksOf(text: string, standing: (line: number) => Standing | undefined = stays) {
  const profile = drawnProfile(text);
  return heatMarks(hotSpots(profile).lines, times(profile), standing);
}

describe('heat marks', () => {
  it('have a bar from 0.5 % and a text from 2 %', () => {
    const marks = marksOf('a:1 970\nb:2 20\nc:3 6\nd:4 4');
    assert.deepEqual(
      marks.map(mark => [mark.line, mark.bucket, mark.text]),
      [
        [1, 5, true],
        [2, 2, true],
        [3, 1, false],
        [4, 0, false],
      ],
    );
  });

  it('show no text that fewer than 20 samples stand behind', () => {
    const marks = marksOf('a:1 19\nb:2 19\nc:3 200');
    assert.deepEqual(
      marks.map(mark => mark.text),
      [true, false, false],
    );
  });

  it('stay dim and say how wide the share may be in a profile of fewer than 50 samples', () => {
    const [mark] = marksOf('a:1 30\nb:2 12');
    assert.equal(mark.bucket, 2);
    assert.ok(mark.range !== undefined && mark.range.low < 0.6 && mark.range.high > 0.8);
    assert.equal(marksOf('a:1 300\nb:2 120')[0].range, undefined);
  });

  it('stay dim beside the samples of Node starting, which say nothing of the program', () => {
    const [mark] = marksOf('start@node:internal/main:5 120\na:1 30');
    assert.equal(mark.bucket, 2);
    assert.equal(mark.range?.low.toFixed(2), '0.14');
  });

  it('have a text, and no bar, on a cold line that calls what is hot', () => {
    const marks = marksOf('main:6;work@/app/work.js:2 78\nmain:7;rest@/app/work.js:3 8\nmain:9 14');
    const main = marks.filter(mark => mark.self === 0 || mark.line === 9);
    assert.deepEqual(
      main.map(mark => [mark.line, mark.bucket, mark.withCalls, mark.text]),
      [
        [9, 4 - 1, undefined, false],
        [6, 0, 0.78, true],
        [7, 0, 0.08, false],
      ],
    );
  });

  it('show at most twelve texts, those of the hottest lines', () => {
    const rows = Array.from({ length: 20 }, (_, i) => `f:${i + 1} ${100 - i}`);
    const marks = marksOf(rows.join('\n'));
    assert.deepEqual(
      marks.filter(mark => mark.text).map(mark => mark.line),
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
  });

  it('name the time with calls where it is at least twice the self time', () => {
    const marks = marksOf('main:9 20\nmain:9;work:3 80');
    assert.equal(marks.find(mark => mark.line === 9)?.withCalls, 1);
    assert.equal(marks.find(mark => mark.line === 3)?.withCalls, undefined);
  });

  it('stand where their lines stand now, and nowhere when they are gone', () => {
    const marks = marksOf('a:1 50\nb:2 50', line =>
      line === 1 ? undefined : { line: 7, state: 'edited' },
    );
    assert.deepEqual(
      marks.map(mark => [mark.line, mark.state]),
      [[7, 'edited']],
    );
  });
});
