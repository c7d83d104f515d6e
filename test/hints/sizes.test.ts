import assert from 'node:assert/strict';
import { type FileCounts, standingCounts } from '../../src/core/counts';
import { formatTemplate, type Hint } from '../../src/core/hints/hint';
import { anchorsBetween, ranText, standingOf } from '../../src/core/line-anchors';
import { countedRun } from './counted-run';
import { drawn, soundHints } from './heat';

interface Snippet {
  readonly rule: string;
  /** A function `run` in it; hot lines end in `//^`. */
  readonly code: string;
  readonly few: string;
  readonly many: string;
  /** Many short ones and a long one, that together are few on average. */
  readonly varying: string;
  /** Without counts, and with many: the class, and what differs. */
  readonly uncounted: readonly [Hint['safety'], RegExp | undefined];
  readonly counted: readonly [Hint['safety'], RegExp | undefined];
  /** What is said of the many. */
  readonly size: RegExp;
}

const snippets: readonly Snippet[] = [
  {
    rule: 'spread-accumulator',
    code: `
      function run(size: number) {
        let all: string[] = [];
        for (let i = 0; i < size; i++) {
          all = [...all, 'x' + i]; //^
        }
        return all;
      }
    `,
    few: 'run(3)',
    many: 'run(300)',
    varying: 'for (let i = 0; i < 999; i++) run(1); run(2000)',
    uncounted: ['safe', undefined],
    counted: ['safe', undefined],
    size: /^`all` was added to 300 times$/,
  },
  {
    rule: 'dedupe-set',
    code: `
      function run(size: number, times: number) {
        const out: string[] = [];
        for (let i = 0; i < size * times; i++) {
          const word = 'x' + (i % size);
          if (!out.includes(word)) out.push(word); //^
        }
        return out;
      }
    `,
    few: 'run(30, 4)',
    many: 'run(300, 4)',
    varying: 'for (let i = 0; i < 99; i++) run(1, 1); run(2000, 1)',
    uncounted: ['review', /fewer than about 40 different/],
    counted: ['safe', undefined],
    size: /^`out` came to 300 different values$/,
  },
  {
    rule: 'dedupe-set',
    code: `
      function run(size: number) {
        const words: string[] = Array.from({ length: size }, (_, i) => 'x' + i);
        return words.filter((word, i) => words.indexOf(word) === i).length; //^
      }
    `,
    few: 'run(30)',
    many: 'run(300)',
    varying: 'for (let i = 0; i < 99; i++) run(1); run(2000)',
    uncounted: ['review', /holes/],
    counted: ['review', /holes/],
    size: /^`words` was gone through once, 300 elements$/,
  },
  {
    rule: 'buffer-concat-loop',
    code: `
      function run(size: number) {
        let all = Buffer.alloc(0);
        for (let i = 0; i < size; i++) {
          all = Buffer.concat([all, Buffer.from('x')]); //^
        }
        return all;
      }
    `,
    few: 'run(3)',
    many: 'run(300)',
    varying: 'for (let i = 0; i < 999; i++) run(1); run(1500)',
    uncounted: ['safe', undefined],
    counted: ['safe', undefined],
    size: /^`all` was added to 300 times$/,
  },
  {
    rule: 'unshift-in-loop',
    code: `
      function run(size: number) {
        const all: number[] = [];
        for (let i = 0; i < size; i++) {
          all.unshift(i); //^
        }
        return all;
      }
    `,
    few: 'run(9)',
    many: 'run(300)',
    varying: 'for (let i = 0; i < 999; i++) run(1); run(5000)',
    uncounted: ['safe', undefined],
    counted: ['safe', undefined],
    size: /^`all` was added to 300 times$/,
  },
  {
    rule: 'splice-remove-loop',
    code: `
      function run(size: number) {
        const list: number[] = Array.from({ length: size }, (_, i) => i);
        for (let i = list.length - 1; i >= 0; i--) {
          if (list[i] % 2 === 0) list.splice(i, 1); //^
        }
        return list;
      }
    `,
    few: 'run(9)',
    many: 'run(300)',
    varying: 'for (let i = 0; i < 999; i++) run(1); run(5000)',
    uncounted: ['review', /holes/],
    counted: ['review', /holes/],
    size: /^`list` was gone through once, 300 elements$/,
  },
  {
    rule: 'find-in-loop-join',
    code: `
      interface Item { id: string }
      function run(size: number, asked: number) {
        const items: Item[] = Array.from({ length: size }, (_, i) => ({ id: 'x' + i }));
        let found = 0;
        for (let i = 0; i < asked; i++) {
          const key = 'x' + i;
          if (items.find(one => one.id === key)) found++; //^
        }
        return found;
      }
    `,
    few: 'run(300, 9)',
    many: 'run(300, 300)',
    varying: 'for (let i = 0; i < 9999; i++) run(1, 10); run(1200, 1200)',
    uncounted: ['review', /fewer than about 100 elements/],
    counted: ['review', /much longer than what is searched/],
    size: /^`items` was searched 300 times, about 150 elements each$/,
  },
  {
    rule: 'queue-shift',
    code: `
      function run(size: number) {
        const queue: number[] = [];
        for (let i = 0; i < size; i++) queue.push(i);
        let sum = 0;
        while (queue.length > 0) {
          sum += queue.shift() ?? 0; //^
        }
        return sum;
      }
    `,
    few: 'run(9)',
    many: 'run(300)',
    varying: 'for (let i = 0; i < 9999; i++) run(1); run(60000)',
    uncounted: ['safe', undefined],
    counted: ['safe', undefined],
    size: /^`queue` was gone through once, 300 elements$/,
  },
  {
    rule: 'membership-set',
    code: `
      function run(size: number, asked: number) {
        const list: string[] = [];
        for (let i = 0; i < size; i++) list.push('x' + i);
        let found = 0;
        for (let i = 0; i < asked; i++) {
          if (list.includes('x' + i)) found++; //^
        }
        return found;
      }
    `,
    few: 'run(7, 1000)',
    many: 'run(300, 1000)',
    varying: 'for (let i = 0; i < 999; i++) run(1, 10); run(2000, 2000)',
    uncounted: ['review', /fewer than about 40 elements/],
    counted: ['safe', undefined],
    size: /^`list` has about 300 elements and was searched 1,000 times$/,
  },
];
/** Hints on the hot lines, which took so long in all. */
function hintOf(
  rule: string,
  code: string,
  counts?: FileCounts,
  micros = 400_000,
  executions?: number,
) {
  const { text, hot } = drawn(code);
  return soundHints({
    file: '/w/case.ts',
    text,
    hot: hot.map(row => ({ ...row, self: micros })),
    activeSamples: 1000,
    counts,
    executions,
  }).find(one => one.rule === rule);
}

const counted = (code: string, call: string) => countedRun(drawn(code).text, call);

function textOf(template: Hint['size'] | Hint['differs']): string {
  return typeof template === 'object' ? formatTemplate(template) : (template ?? '');
}

function assertIs(hint: Hint | undefined, [safety, differs]: Snippet['counted']): void {
  assert.equal(hint?.safety, safety, textOf(hint?.differs));
  if (differs === undefined) assert.equal(hint.differs, undefined);
  else assert.match(textOf(hint.differs), differs);
}

describe('hints that depend on a size that was counted', () => {
  for (const { rule, code, ...one } of snippets)
    describe(`${rule}: ${one.many}, ${one.size.source}`, () => {
      it('say without counts that it was not counted', () => {
        const hint = hintOf(rule, code);
        assertIs(hint, one.uncounted);
        assert.equal(hint?.size, rule === 'queue-shift' ? undefined : 'not-counted');
      });

      it('are not made for few rounds, however long they took', () => {
        const counts = counted(code, one.few);
        for (const micros of [100, 400_000_000])
          assert.equal(hintOf(rule, code, counts, micros), undefined);
      });

      it('tell of many rounds what was counted, and hedge no more about the size', () => {
        const hint = hintOf(rule, code, counted(code, one.many));
        assertIs(hint, one.counted);
        assert.match(textOf(hint?.size), one.size);
      });

      it('are made, and never sure, where few rounds on average took longer than few can', () => {
        const counts = counted(code, one.varying);
        assert.equal(hintOf(rule, code, counts, 100), undefined);
        const hint = hintOf(rule, code, counts);
        assert.equal(hint?.safety, 'review');
        assert.match(textOf(hint.differs), /slower with fewer than about \d+|holes/);
        assert.match(textOf(hint.size), /times, about \d|about [\d.]+ /);
        const often = 1e6; // each of so many executions took next to nothing of that
        assert.equal(hintOf(rule, code, counts, 400_000, often), undefined);
      });
    });

  const doubts: readonly (Pick<Snippet, 'rule' | 'code' | 'many'> & {
    readonly why: string;
    readonly differs: RegExp;
  })[] = [
    {
      why: 'a value may be NaN',
      rule: 'dedupe-set',
      code: `
        function run(values: number[]) {
          const out: number[] = [];
          for (const value of values) {
            if (out.indexOf(value) === -1) out.push(value); //^
          }
          return out;
        }
      `,
      many: 'run(Array.from({ length: 300 }, (_, i) => i))',
      differs: /NaN/,
    },
    {
      why: 'short lists may be those that are asked',
      rule: 'dedupe-set',
      code: snippets[1].code,
      many: 'for (let i = 0; i < 9; i++) run(5, 500); run(700, 1)',
      differs: /fewer than about 40 different values/,
    },
    {
      why: 'short lists may be those that are asked',
      rule: 'membership-set',
      code: snippets[8].code,
      many: 'run(1000, 1); run(1, 2000)',
      differs: /fewer than about 40 elements/,
    },
    {
      why: 'the list was added to afterwards',
      rule: 'membership-set',
      code: `
        function run(asked: number) {
          const list: string[] = [];
          list.push('y');
          let found = 0;
          for (let i = 0; i < asked; i++) {
            if (list.includes('x' + i)) found++; //^
          }
          for (let i = 0; i < 300; i++) list.push('x' + i);
          return list.join() + found;
        }
      `,
      many: 'run(1000)',
      differs: /fewer than about 40 elements/,
    },
    {
      why: 'the list may change meanwhile',
      rule: 'membership-set',
      code: `
        function run(list: string[], words: string[], see) {
          let found = 0;
          for (const word of words) {
            if (list.includes(word)) found++; //^
            see(word);
          }
          return found;
        }
      `,
      many: `const all = Array.from({ length: 300 }, (_, i) => 'x' + i); run(all, all, () => {})`,
      differs: /changes while the loop runs/,
    },
    {
      why: 'a chunk may be no Buffer',
      rule: 'buffer-concat-loop',
      code: `
        function run(chunks) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) {
            all = Buffer.concat([all, chunk]); //^
          }
          return all;
        }
      `,
      many: `run(Array.from({ length: 300 }, () => Buffer.from('x')))`,
      differs: /no Buffer/,
    },
    {
      why: 'what is gone through may be no array',
      rule: 'unshift-in-loop',
      code: `
        function run(values) {
          const all: number[] = [];
          values.forEach(value => { all.unshift(value); }); //^
          return all;
        }
      `,
      many: 'run(Array.from({ length: 300 }, (_, i) => i))',
      differs: /not an array/,
    },
    {
      why: 'others may look at the queue',
      rule: 'queue-shift',
      code: `
        function run(queue: number[]) {
          let sum = 0;
          while (queue.length > 0) {
            sum += queue.shift() ?? 0; //^
          }
          return sum;
        }
      `,
      many: 'run(Array.from({ length: 300 }, (_, i) => i))',
      differs: /no longer emptied/,
    },
  ];
  for (const { why, rule, code, many, differs } of doubts)
    it(`${rule} is not sure of many rounds where ${why}`, () => {
      const hint = hintOf(rule, code, counted(code, many));
      assert.notEqual(hint?.safety, 'safe');
      assert.match(textOf(hint?.differs), differs);
      assert.notEqual(hint?.size, 'not-counted');
    });

  it('use no counts of a function of which a line was changed, and those of one that only moved', () => {
    const { rule, code } = snippets[1];
    const { text } = drawn(code);
    const counts = countedRun(text, 'run(300, 4)');
    const lines = text.split('\n');
    const ran = ranText(lines, [1]);
    const now = (code: string) => {
      const anchors = anchorsBetween(ran, code.split('\n'));
      const moved = (ranLine: number, line: number) =>
        code.split('\n')[line - 1].search(/\S|$/) - (ran.indents?.[ranLine - 1] ?? 0);
      const at = (line: number) => standingOf(anchors, line);
      return standingCounts(counts, at, code.split('\n').length, moved);
    };
    const hot = (code: string) => code.replace(/(out\.push.*)$/m, '$1 //^');
    const edited = text.replace('size * times', 'size * 1');
    assert.equal(hintOf(rule, hot(edited), now(edited))?.size, 'not-counted');
    for (const by of ['', ' '.repeat(12), '\t']) {
      const moved = ['// moved', ...lines.map(line => line && by + line)].join('\n');
      const hint = hintOf(rule, hot(moved), now(moved));
      assert.equal(textOf(hint?.size), '`out` came to 300 different values', moved);
    }
  });
});
