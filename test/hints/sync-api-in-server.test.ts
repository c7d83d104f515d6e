import { syncApiInServer } from '../../src/core/hints/rules/sync-api-in-server';
import { testRule } from './rule-tester';
import { served, syncApiInServerPairs } from './sync-api-in-server.pair';

testRule(syncApiInServer, {
  bench: syncApiInServerPairs,
  silent: [
    {
      why: 'where the profile does not tell that a request was served, as in a script',
      file: 'case.mjs',
      code: `
        import { readFileSync } from 'node:fs';
        export const f = name => readFileSync(name, 'utf8'); //^
      `,
    },
    {
      why: 'where little of the time is in requests',
      file: 'case.mjs',
      measured: { serving: { share: 0.04, samples: 400 } },
      code: `
        import { readFileSync } from 'node:fs';
        export const f = path => readFileSync(path, 'utf8'); //^
      `,
    },
    {
      why: 'about calls that hold nobody up, and functions of the program',
      file: 'case.mjs',
      measured: served,
      code: `
        import { readFile, promises } from 'node:fs';
        import { loadSync } from './load.mjs';
        export const f = (name, done) => readFile(name, done); //^
        export const g = name => promises.readFile(name); //^
        export const h = name => loadSync(name); //^
      `,
    },
  ],
  hints: [
    ...[
      ['node:fs', 'readFileSync(x)'],
      ['crypto', 'pbkdf2Sync(x, x, 1, 64, x)'],
      ['node:zlib', 'gzipSync(x)'],
      ['child_process', 'execFileSync(x)'],
    ].map(([module, call]) => ({
      why: `${call} in a request’s handler`,
      file: 'case.mjs',
      measured: served,
      code: `
        import { ${call.split('(')[0]} } from '${module}';
        export const handle = x => ${call}; //^
      `,
      safety: 'advice' as const,
    })),
  ],
});
