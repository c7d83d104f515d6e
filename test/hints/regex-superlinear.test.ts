import { regexSuperlinear } from '../../src/core/hints/rules/regex-superlinear';
import type { Random } from './inputs';
import { regexSuperlinearPairs } from './regex-superlinear.pair';
import { testRule } from './rule-tester';

/** Texts with every kind of white space, some that look like it, at both ends and inside. */
function spaced(random: Random): string {
  const parts = [
    ' ',
    '\n',
    '\t',
    '\v',
    '\f',
    '\r',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\u2029',
    '\u3000',
  ];
  const others = ['\u0085', '\u200b', '\u180e', 'a', 'ä', '\ud800', '😀', '0', ''];
  const all = [...parts, ...others];
  return Array.from({ length: Math.floor(random() * 9) }, () =>
    random() < 0.6
      ? parts[Math.floor(random() * parts.length)]
      : all[Math.floor(random() * all.length)],
  ).join('');
}

const trims = (pattern: string, name: string, type = ': string') => ({
  code: `
    export function f(s${type}) {
      return s.replace(${pattern}, ''); //^
    }
  `,
  fixed: `
    export function f(s${type}) {
      return s.${name}();
    }
  `,
});

testRule(regexSuperlinear, {
  bench: regexSuperlinearPairs,
  silent: [
    {
      why: 'where something is put in place of the blanks',
      code: `
        export const f = (s: string) => s.replace(/^\\s+/, ' '); //^
        export const g = (s: string, by: string) => s.replace(/^\\s+/, by); //^
      `,
    },
    {
      why: 'where not the ends of the whole text are meant',
      code: `
        export const f = (s: string) => s.replace(/^\\s+/gm, ''); //^
        export const g = (s: string) => s.replace(/\\s+/g, ''); //^
        export const h = (s: string) => s.replace(/^\\s/, ''); //^
        export const i = (s: string) => s.replace(/^[ \\t]+/, ''); //^
        export const j = (s: string) => s.replace(/^\\s+|\\s+$/, ''); //^
        export const k = (s: string) => s.replace(/^\\s+?/, ''); //^
        export const l = (s: string) => s.replace(/^\\s+/y, ''); //^
      `,
    },
    {
      why: 'about what is known to be no text',
      code: `
        export const f = (s: string[]) => (s as any as Map<string, string>).replace(/^\\s+/, ''); //^
      `,
    },
    {
      why: 'about patterns that match a text in one way',
      code: `
        export const f = (s: string) => /^(?:\\w+,)+$/.test(s); //^
        export const g = (s: string) => /^(?:ab)+$/.test(s); //^
        export const h = (s: string) => /^(?:a+b+)*c/.test(s); //^
        export const i = (s: string) => /^[a-z]+$/.test(s); //^
        export const j = (s: string) => /"[^"]*"/.exec(s); //^
        export const k = (s: string) => s.split(/,+/); //^
      `,
    },
    {
      why: 'about a repetition of repetitions that nothing can make fail',
      code: `
        export const f = (s: string) => /^(?:\\w+)*/.test(s); //^
      `,
    },
    {
      why: 'about patterns that it cannot read',
      code: `
        export const f = (s: string) => /^(?:[a--b]+)+$/v.test(s); //^
        export const g = (s: string) => new RegExp('^(?:a+)+$').test(s); //^
      `,
    },
    {
      why: 'about a text that is short enough to take less than a tenth of the time',
      measured: { selfShare: 0.09, samples: 90 },
      code: `
        export const f = (s: string) => /,+$/.test(s); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a file that looks at what RegExp keeps of the last match',
      code: `
        export const f = (s: string) => s.replace(/\\s+$/, '').length + RegExp.lastMatch.length; //^
      `,
      fixed: `
        export const f = (s: string) => s.trimEnd().length + RegExp.lastMatch.length;
      `,
      safety: 'review',
      differs: /last match/,
    },
    ...[
      ['/\\s+$/', 'trimEnd'],
      ['/\\s*$/g', 'trimEnd'],
      ['/^\\s+/u', 'trimStart'],
      ['/^\\s*/', 'trimStart'],
      ['/^\\s+|\\s+$/g', 'trim'],
      ['/\\s*$|^\\s*/gi', 'trim'],
      ['/^[\\s\\uFEFF\\xA0]+|[\\s\\uFEFF\\xA0]+$/g', 'trim'],
    ].map(([pattern, name]) => ({
      why: `${pattern}, which is ${name}`,
      ...trims(pattern, name),
      safety: 'safe' as const,
      run: { call: 'f', inputs: [spaced] },
    })),
    {
      why: 'what may be no text, for review',
      ...trims('/\\s+$/', 'trimEnd', ': any'),
      safety: 'review',
      differs: /if `s` is not a string/,
    },
    {
      why: 'two in a chain, the last of them where the line is hot',
      file: 'case.js',
      code: `
        const clean = text => String(text)
          .replace(/^\\s/, '') // in front
          .replace(/\\s+$/, ''); //^
      `,
      safety: 'safe',
      fixed: `
        const clean = text => String(text)
          .replace(/^\\s/, '') // in front
          .trimEnd();
      `,
      run: { call: 'clean', inputs: [spaced] },
    },
    {
      why: 'a call with a comment in it, as advice',
      code: `
        export const f = (s: string) => s.replace(/\\s+$/, /* nothing */ ''); //^
      `,
      safety: 'advice',
    },
    {
      why: 'a repetition of a repetition, where the pattern is in the call',
      code: `
        export const f = (s: string) => /^(?:\\w+)+$/.test(s); //^
      `,
      safety: 'review',
      differs: /source/,
      fixed: `
        export const f = (s: string) => /^\\w+$/.test(s);
      `,
    },
    {
      why: 'one that captures what nobody asks for',
      code: `
        export const f = (s: string) => /^(a*)+;/i.test(s); //^
      `,
      safety: 'review',
      differs: /RegExp\.\$1/,
      fixed: `
        export const f = (s: string) => /^a*;/i.test(s);
      `,
    },
    {
      why: 'one in a pattern that has a name',
      code: `
        const word = /^(?:[a-z]+)*\\d/;
        export const f = (s: string) => s.search(word); //^
      `,
      safety: 'review',
      differs: /word\.source/,
      fixed: `
        const word = /^[a-z]*\\d/;
        export const f = (s: string) => s.search(word);
      `,
    },
    {
      why: 'one whose group is asked for, as advice',
      code: `
        export const f = (s: string) => /^(\\w+)+$/.exec(s)?.[1]; //^
      `,
      safety: 'advice',
    },
    {
      why: 'one with something between that may not be there, as advice',
      code: `
        export const f = (s: string) => /^(?:\\w+\\s?)*$/.test(s); //^
      `,
      safety: 'advice',
    },
    {
      why: 'a run at the end that is tried from each of its characters on, as advice',
      code: `
        export const f = (path: string) => path.replace(/\\/+$/, ''); //^
      `,
      safety: 'advice',
    },
  ],
});
