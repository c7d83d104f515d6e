import type { BenchPair } from './rule-tester';

export const exceptionsAsControlFlowPairs: readonly BenchPair[] = [
  {
    rule: 'exceptions-as-control-flow',
    file: 'exceptions.js',
    code: `
      function digit(text) {
        if (text < '0' || text > '9') throw new Error('no digit: ' + text); //^
        return Number(text);
      }
      function digits(texts) {
        let sum = 0;
        for (const text of texts) {
          try {
            sum += digit(text);
          } catch {
            sum--;
          }
        }
        return sum;
      }
    `,
    advised: `
      function digit(text) {
        return text < '0' || text > '9' ? undefined : Number(text);
      }
      function digits(texts) {
        let sum = 0;
        for (const text of texts) sum += digit(text) ?? -1;
        return sum;
      }
    `,
    call: 'digits',
    inputs: `[Array.from({ length: size }, (_, i) => '0a1b'[i % 4])]`,
    sizes: [100],
    firesAt: 100,
  },
];
