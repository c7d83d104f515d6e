import type { BenchPair } from './rule-tester';

export const bufferConcatLoopPairs: readonly BenchPair[] = [
  {
    rule: 'buffer-concat-loop',
    file: 'gather.ts',
    code: `
      function gather(chunks: Buffer[]) {
        let all = Buffer.alloc(0);
        for (const chunk of chunks) {
          all = Buffer.concat([all, chunk]); //^
        }
        return all.length;
      }
    `,
    call: 'gather',
    inputs: `[Array.from({ length: size }, (_, i) => Buffer.alloc(1024, i))]`,
    sizes: [2, 4, 10, 100],
    firesAt: 4,
  },
];
