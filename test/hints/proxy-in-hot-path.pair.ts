import type { BenchPair } from './rule-tester';

export const proxyInHotPathPairs: readonly BenchPair[] = [
  {
    rule: 'proxy-in-hot-path',
    file: 'proxy.js',
    code: `
      const settings = { step: 2 };
      const watched = new Proxy(settings, { get: (target, key) => target[key] });
      function steps(n) {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          sum += watched.step; //^
        }
        return sum;
      }
    `,
    advised: `
      const settings = { step: 2 };
      function steps(n) {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          sum += settings.step;
        }
        return sum;
      }
    `,
    call: 'steps',
    inputs: '[size]',
    sizes: [1000],
    firesAt: 1000,
  },
];
