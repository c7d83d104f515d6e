import { hoistRequire } from '../../src/core/hints/rules/hoist-require';
import { integer } from './inputs';
import { hoistRequirePairs } from './hoist-require.pair';
import { testRule } from './rule-tester';

testRule(hoistRequire, {
  bench: hoistRequirePairs,
  silent: [
    {
      why: 'about a module that is loaded once',
      file: 'case.cjs',
      code: `
        const fs = require('fs'); //^
        function main() {
          return require('path').sep + fs.constants.R_OK; //^
        }
        main();
      `,
    },
    {
      why: 'about a module that may be missing, or is kept',
      file: 'case.cjs',
      code: `
        let fs;
        exports.f = () => {
          try {
            return require('node:sqlite').constants; //^
          } catch {
            return undefined;
          }
        };
        exports.g = () => (fs ??= require('fs')); //^
      `,
    },
    {
      why: 'about a name that is worked out, and another require',
      file: 'case.cjs',
      code: `
        exports.f = name => require(name); //^
        exports.g = require => require('fs'); //^
      `,
    },
    {
      why: 'about a require in a module of the language, which has none',
      file: 'case.mjs',
      code: `
        export const f = () => require('fs').constants; //^
      `,
    },
    {
      why: 'about an import that nothing waits for here',
      file: 'case.mjs',
      code: `
        export const load = () => import('./big.mjs'); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a module of Node',
      file: 'case.cjs',
      code: `
        const path = 1;
        // Joins.
        const join = n => {
          const { posix } = require('node:path'); //^
          return posix.join('a', String(n + path));
        };
      `,
      safety: 'safe',
      fixed: `
        const path = 1;
        const path2 = require('node:path');
        // Joins.
        const join = n => {
          const { posix } = path2;
          return posix.join('a', String(n + path));
        };
      `,
      run: { call: 'join', inputs: [integer] },
    },
    {
      why: 'a function of one in a submodule',
      file: 'case.cjs',
      code: `
        'use strict';
        function size(n) {
          return require('fs/promises').constants.R_OK + n; //^
        }
      `,
      safety: 'safe',
      fixed: `
        'use strict';
        const fsPromises = require('fs/promises');
        function size(n) {
          return fsPromises.constants.R_OK + n;
        }
      `,
      run: { call: 'size', inputs: [integer] },
    },
    {
      why: 'a file, and a module that not every Node has, for review',
      file: 'case.cjs',
      code: `
        exports.f = x => require('./lib/strip-it.js')(x); //^
      `,
      safety: 'review',
      differs: /circle/,
      fixed: `
        const stripIt = require('./lib/strip-it.js');
        exports.f = x => stripIt(x);
      `,
    },
    {
      why: 'a call with a comment in it, as advice',
      file: 'case.cjs',
      code: `
        exports.f = x => require(/* it */ 'os').EOL + x; //^
      `,
      safety: 'advice',
    },
    {
      why: 'an import that is waited for each time',
      file: 'case.mjs',
      code: `
        import { a } from './a.mjs';
        export async function f(x) {
          const { g } = await import('./b.mjs'); //^
          return g(x) + a;
        }
      `,
      safety: 'review',
      differs: /loaded at the start/,
      fixed: `
        import * as b from './b.mjs';
        import { a } from './a.mjs';
        export async function f(x) {
          const { g } = b;
          return g(x) + a;
        }
      `,
    },
    {
      why: 'an import whose member is asked for',
      file: 'case.mjs',
      code: `
        export async function f(x) {
          return (await import('./b.mjs')).g(x); //^
        }
      `,
      safety: 'review',
      fixed: `
        import * as b from './b.mjs';
        export async function f(x) {
          return b.g(x);
        }
      `,
    },
    {
      why: 'an import in a file that may be no module, as advice',
      file: 'case.cjs',
      code: `
        exports.f = async x => (await import('./b.mjs')).g(x); //^
      `,
      safety: 'advice',
    },
  ],
});
