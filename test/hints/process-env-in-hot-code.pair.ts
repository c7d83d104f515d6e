import type { BenchPair } from './rule-tester';

export const processEnvInHotCodePairs: readonly BenchPair[] = [
  {
    rule: 'process-env-in-hot-code',
    file: 'environment.js',
    code: `
      function shown(x) {
        return process.env.TUNELINE_SHOWN === 'yes' ? x : 0; //^
      }
      function environment(n) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += shown(i);
        return sum;
      }
    `,
    call: 'environment',
    inputs: '[size]',
    sizes: [1000],
    firesAt: 1000,
  },
];
