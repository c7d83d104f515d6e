import { processEnvInHotCode } from '../../src/core/hints/rules/process-env-in-hot-code';
import { processEnvInHotCodePairs } from './process-env-in-hot-code.pair';
import { testRule } from './rule-tester';

testRule(processEnvInHotCode, {
  bench: processEnvInHotCodePairs,
  silent: [
    {
      why: 'about a variable that is read once',
      file: 'case.mjs',
      code: `
        const isQuiet = process.env.QUIET === '1'; //^
        export const say = text => (isQuiet ? 0 : text);
      `,
    },
    {
      why: 'about an environment that this file sets',
      file: 'case.mjs',
      code: `
        export const set = value => { process.env.QUIET = value; };
        export const isQuiet = () => process.env.QUIET === '1'; //^
      `,
    },
    {
      why: 'about an environment that is handed on',
      file: 'case.mjs',
      code: `
        import { load } from './load.mjs';
        load(process.env);
        export const isQuiet = () => process.env.QUIET === '1'; //^
      `,
    },
    {
      why: 'about a name that is worked out',
      file: 'case.mjs',
      code: `
        export const get = name => process.env[name]; //^
      `,
    },
    {
      why: 'about a process of the program',
      file: 'case.mjs',
      code: `
        const process = { env: { QUIET: '1' } };
        export const isQuiet = () => process.env.QUIET; //^
      `,
    },
  ],
  hints: [
    {
      why: 'a read in a function, and keeps it at the top of the file',
      file: 'case.mjs',
      code: `
        import { write } from './write.mjs';
        // Says it.
        export function say(text) {
          const QUIET = 1;
          if (process.env.QUIET === '1') return QUIET; //^
          return process.env['QUIET'] ?? write(text);
        }
      `,
      safety: 'review',
      differs: /set after it was read/,
      fixed: `
        import { write } from './write.mjs';
        const QUIET2 = process.env.QUIET;
        // Says it.
        export function say(text) {
          const QUIET = 1;
          if (QUIET2 === '1') return QUIET;
          return QUIET2 ?? write(text);
        }
      `,
    },
    {
      why: 'a read in a loop of the file itself, and keeps it before the loop',
      file: 'case.mjs',
      code: `
        let n = 0;
        for (const word of ['a', 'b']) {
          if (word === process.env['npm-name']) n++; //^
        }
      `,
      safety: 'review',
      fixed: `
        let n = 0;
        const variable = process.env['npm-name'];
        for (const word of ['a', 'b']) {
          if (word === variable) n++;
        }
      `,
    },
    {
      why: 'a function that may run before the constant is there, as advice',
      file: 'case.mjs',
      code: `
        start();
        export function say(text) {
          return process.env.QUIET === '1' ? 0 : text; //^
        }
        function start() {
          say('a');
        }
      `,
      safety: 'advice',
    },
  ],
});
