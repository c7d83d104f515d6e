import assert from 'node:assert/strict';
import { ranText } from '../../src/core/line-anchors';
import { type Compared, profileChanges } from '../../src/core/profile-changes';
import { drawnProfile } from './drawn-profile';

const of = (drawing: string, runs = 1): Compared => ({ profile: drawnProfile(drawing), runs });

/** `kind line before→after` of each line that changed, in samples. */
function lines(before: Compared, after: Compared): string[] {
  return profileChanges(before, after)
    .lines.filter(({ kind }) => kind !== 'same')
    .map(one => `${one.kind} ${one.line} ${one.before / 1000}→${one.after / 1000}`);
}

describe('comparing two profiles', () => {
  it('says which lines got more, less, appeared and vanished, the largest change first', () => {
    const before = of('main:1;work:12 300\nmain:1;work:13 100\nmain:1;work:14 50\nmain:2 200');
    const after = of('main:1;work:12 100\nmain:1;work:13 220\nmain:1;work:15 60\nmain:2 203');
    assert.deepEqual(lines(before, after), [
      'less 12 300→100',
      'more 13 100→220',
      'appeared 15 0→60',
      'vanished 14 50→0',
    ]);
  });

  it('takes no difference for a change that chance in the sampling makes too', () => {
    assert.deepEqual(lines(of('main:1 20\nmain:2 500'), of('main:1 30\nmain:2 530')), []);
  });

  it('compares the time of one run, however many each side is of', () => {
    assert.deepEqual(lines(of('main:1 600', 3), of('main:1 205')), []);
  });

  it('compares functions by the time with what they call', () => {
    const changes = profileChanges(
      of('main:1;work:12;deep:21 300'),
      of('main:1;work:12;deep:21 100'),
    );
    const named = changes.functions.map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(named.sort(), ['less deep', 'less main', 'less work']);
  });

  it('finds lines again that moved and that were edited, where the texts that ran were kept', () => {
    const text = ['function main() {', '  slow();', '  other();', '}'];
    const edited = ['// new', '', 'function main() {', '  quick();', '  other();', '}'];
    const { file } = profileChanges(of('main:2 100'), of('main:2 100')).lines[0];
    const withText = (drawing: string, lines: readonly string[]): Compared => ({
      ...of(drawing),
      ran: new Map([[file, ranText(lines, [])]]),
    });
    const before = withText('main:2 300\nmain:3 100', text);
    const after = withText('main:4 100\nmain:5 100', edited);
    assert.deepEqual(lines(before, after), ['less 4 300→100']);
    assert.deepEqual(profileChanges(before, after).withoutText, []);
  });

  it('takes the top level of a file for the same, whatever comes to stand where it begins', () => {
    const withText = (drawing: string, lines: readonly string[]): Compared => {
      const { file } = profileChanges(of('main:2 100'), of('main:2 100')).lines[0];
      return { ...of(drawing), ran: new Map([[file, ranText(lines, [])]]) };
    };
    const before = withText(':1;work{2}:2 300', ['work();', 'function work() {}']);
    const after = withText(':2;work{3}:3 100', ['// new', 'work();', 'function work() {}']);
    const kinds = profileChanges(before, after).functions.map(
      ({ kind, name }) => `${kind} ${name}`,
    );
    assert.deepEqual(kinds.sort(), ['less ', 'less work']);
  });

  it('gives intervals that never meet where something changed', () => {
    const sides = [30, 60, 120, 300, 900].flatMap(a => [40, 80, 200, 800].map(b => [a, b]));
    for (const [was, is] of sides) {
      const changes = profileChanges(
        of(`main:1 ${was}\nmain:2 500`),
        of(`main:1 ${is}\nmain:2 500`),
      );
      for (const { kind, beforeRange: old, afterRange: now } of changes.lines)
        if (kind !== 'same')
          assert.ok(old.high < now.low || now.high < old.low, `${was} and ${is}: ${kind}`);
    }
  });

  it('says where a line stands that was not seen any more, and that a deleted one stands nowhere', () => {
    const text = ['function main() {', '  slow();', '  other();', '}'];
    const { file } = profileChanges(of('main:2 100'), of('main:2 100')).lines[0];
    const withText = (drawing: string, lines: readonly string[]): Compared => ({
      ...of(drawing),
      ran: new Map([[file, ranText(lines, [])]]),
    });
    const placeAfter = (lines: readonly string[]) =>
      profileChanges(
        withText('main:2 300\nmain:3 100', text),
        withText(`main:${lines.indexOf('  other();') + 1} 100`, lines),
      ).lines.find(({ kind }) => kind === 'vanished')?.place?.line;
    assert.equal(placeAfter(['// new', ...text]), 3);
    assert.equal(placeAfter(['function main() {', '  other();', '}']), undefined);
  });

  it('says of which files the lines were matched without their texts', () => {
    const { withoutText } = profileChanges(of('main:2 300'), of('main:2 100'));
    assert.equal(withoutText.length, 1);
  });
});
