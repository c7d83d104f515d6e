import { settimeoutZeroYield } from '../../src/core/hints/rules/settimeout-zero-yield';
import { testRule } from './rule-tester';
import { settimeoutZeroYieldPairs } from './settimeout-zero-yield.pair';

testRule(settimeoutZeroYield, {
  bench: settimeoutZeroYieldPairs,
  silent: [
    {
      why: 'about a time that is meant',
      file: 'case.mjs',
      code: `
        export const f = () => new Promise(resolve => setTimeout(resolve, 1)); //^
        export const g = ms => new Promise(resolve => setTimeout(resolve, ms)); //^
        export const h = () => new Promise(resolve => setTimeout(resolve, 0, 1)); //^
      `,
    },
    {
      why: 'about a timer that is kept, or does more than to go on',
      file: 'case.mjs',
      code: `
        export const f = () => setTimeout(() => {}, 0); //^
        export const g = done => setTimeout(done, 0); //^
        export const h = () => new Promise((resolve, reject) => setTimeout(reject, 0)); //^
        export const i = () => new Promise(resolve => {
          const timer = setTimeout(resolve, 0); //^
          timer.unref();
        });
      `,
    },
    {
      why: 'about a timer that the file itself starts',
      file: 'case.cjs',
      code: `
        const next = () => undefined;
        setTimeout(next); //^
        if (next) setTimeout(next, 0); //^
      `,
    },
    {
      why: 'about another setTimeout',
      file: 'case.mjs',
      code: `
        import { setTimeout } from './clock.mjs';
        export const f = () => new Promise(resolve => setTimeout(resolve, 0)); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a wait for nothing',
      file: 'case.mjs',
      code: `
        export const rest = () => new Promise(resolve => setTimeout(resolve, 0)); //^
      `,
      safety: 'review',
      differs: /in order/,
      fixed: `
        export const rest = () => new Promise(resolve => setImmediate(resolve));
      `,
    },
    {
      why: 'one without a time, in a block',
      file: 'case.cjs',
      code: `
        exports.rest = async () => {
          await new Promise(function (next) {
            setTimeout(next); //^
          });
        };
      `,
      safety: 'review',
      fixed: `
        exports.rest = async () => {
          await new Promise(function (next) {
            setImmediate(next);
          });
        };
      `,
    },
    {
      why: 'one where setImmediate means something else, as advice',
      file: 'case.mjs',
      code: `
        import { setImmediate } from './clock.mjs';
        export const rest = () => new Promise(resolve => setTimeout(resolve, 0)); //^
        export const soon = f => setImmediate(f);
      `,
      safety: 'advice',
    },
  ],
});
