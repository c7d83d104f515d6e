import type { BenchPair } from './rule-tester';

/** Half of the time while requests are handled. */
export const served = { serving: { share: 0.5, samples: 500 } };

export const syncApiInServerPairs: readonly BenchPair[] = [
  {
    rule: 'sync-api-in-server',
    file: 'server.cjs',
    code: `
      const { execFileSync } = require('child_process');
      async function answers(n) {
        const handle = async () => execFileSync('sleep', ['0.02']).length; //^
        return (await Promise.all(Array.from({ length: n }, handle))).length;
      }
    `,
    advised: `
      const { promisify } = require('util');
      const execFile = promisify(require('child_process').execFile);
      async function answers(n) {
        const handle = async () => (await execFile('sleep', ['0.02'])).stdout.length;
        return (await Promise.all(Array.from({ length: n }, handle))).length;
      }
    `,
    measured: served,
    call: 'answers',
    inputs: '[size]',
    sizes: [8],
    firesAt: 8,
    waits: true,
  },
];
