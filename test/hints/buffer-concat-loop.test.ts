import { bufferConcatLoop } from '../../src/core/hints/rules/buffer-concat-loop';
import { bufferConcatLoopPairs } from './buffer-concat-loop.pair';
import { type Input, listOf, number, text } from './inputs';
import { testRule } from './rule-tester';

const bytes: Input = random => Buffer.from(String(text(random)));

testRule(bufferConcatLoop, {
  bench: bufferConcatLoopPairs,
  silent: [
    {
      why: 'about nothing that is added, a list that is added, and a place left empty',
      code: `
        export function none(chunks: Buffer[]) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) all = Buffer.concat([all]); //^
          return all;
        }
        export function list(chunks: Buffer[][]) {
          let all = Buffer.alloc(0);
          for (const some of chunks) all = Buffer.concat([all, ...some]); //^
          return all;
        }
        export function hole(chunks: Buffer[]) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) all = Buffer.concat([all, , chunk]); //^
          return all;
        }
      `,
    },
    {
      why: 'about what is kept in another variable, or another way',
      code: `
        export function other(chunks: Buffer[], all: Buffer) {
          let last = all;
          for (const chunk of chunks) last = Buffer.concat([all, chunk]); //^
          return last;
        }
        export function twice(chunks: Buffer[]) {
          let all = Buffer.alloc(0);
          let last;
          for (const chunk of chunks) last = all = Buffer.concat([all, chunk]); //^
          return [last, all];
        }
        export function perhaps(chunks: Buffer[], all: Buffer | undefined) {
          for (const chunk of chunks) all ??= Buffer.concat([all!, chunk]); //^
          return all;
        }
        export function hidden(chunks: Buffer[], code: string) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) all = Buffer.concat([all, chunk]); //^
          return eval(code);
        }
      `,
    },
    {
      why: 'about what is looked at in the loop',
      code: `
        export function lines(chunks: Buffer[]) {
          let rest = Buffer.alloc(0);
          for (const chunk of chunks) {
            rest = Buffer.concat([rest, chunk]); //^
            if (rest.length > 10) break;
          }
          return rest;
        }
      `,
    },
    {
      why: 'about what a handler looks at while it is gathered',
      code: `
        let rest = Buffer.alloc(0);
        export function feed(chunk: Buffer) {
          rest = Buffer.concat([rest, chunk]); //^
          return rest.indexOf(10);
        }
      `,
    },
    {
      why: 'about a single concat, or one that starts with something else',
      code: `
        export function both(a: Buffer, b: Buffer) {
          let all = Buffer.alloc(0);
          all = Buffer.concat([all, a]); //^
          return all;
        }
        export function front(chunks: Buffer[]) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) all = Buffer.concat([chunk, all]); //^
          return all;
        }
        export function cut(chunks: Buffer[]) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) all = Buffer.concat([all, chunk], 10); //^
          return all;
        }
      `,
    },
    {
      why: 'about an exported variable, and a Buffer that is another',
      code: `
        import { Buffer as Other } from './buffer';
        export let all = Buffer.alloc(0);
        export function gather(chunks: Buffer[]) {
          for (const chunk of chunks) all = Buffer.concat([all, chunk]); //^
        }
        export function others(chunks: Other[]) {
          let all = Other.alloc(0);
          for (const chunk of chunks) all = Other.concat([all, chunk]); //^
          return all;
        }
      `,
    },
  ],
  hints: [
    {
      why: 'chunks of a list',
      code: `
        export function gather(chunks: readonly Buffer[]) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) {
            // one more
            all = Buffer.concat([all, chunk]); //^
          } // all there
          return all.toString('utf8');
        }
      `,
      safety: 'safe',
      fixed: `
        export function gather(chunks: readonly Buffer[]) {
          const chunks2: Uint8Array[] = [];
          for (const chunk of chunks) {
            // one more
            chunks2.push(chunk);
          } // all there
          const all = Buffer.concat(chunks2);
          return all.toString('utf8');
        }
      `,
      run: { call: 'gather', inputs: [listOf(bytes)] },
    },
    {
      why: 'what is copied into Buffers, of an imported class',
      file: 'case.mjs',
      code: `
        import { Buffer } from 'node:buffer'
        export const gather = words => {
          let all = Buffer.from('')
          for (const word of words) all = Buffer.concat([all, Buffer.from(String(word)), Buffer.from('\\n')]) //^
          const read = () => all.toString()
          return read() + all.length
        }
      `,
      safety: 'safe',
      fixed: `
        import { Buffer } from 'node:buffer'
        export const gather = words => {
          const chunks = []
          for (const word of words) chunks.push(Buffer.from(String(word)), Buffer.from('\\n'))
          const all = Buffer.concat(chunks)
          const read = () => all.toString()
          return read() + all.length
        }
      `,
      run: { call: 'gather', inputs: [listOf(number)] },
    },
    {
      why: 'a length that is the sum of both',
      code: `
        export function gather(chunks: Buffer[]) {
          let all: Buffer = Buffer.alloc(0);
          chunks.forEach(chunk => {
            all = Buffer.concat([all, chunk], all.length + chunk.length); //^
          });
          return all.length;
        }
      `,
      safety: 'safe',
      fixed: `
        export function gather(chunks: Buffer[]) {
          const chunks2: Uint8Array[] = [];
          chunks.forEach(chunk => {
            chunks2.push(chunk);
          });
          const all: Buffer = Buffer.concat(chunks2);
          return all.length;
        }
      `,
      run: { call: 'gather', inputs: [listOf(bytes)] },
    },
    {
      why: 'one chunk that is read into again and again, to be reviewed',
      code: `
        import { readSync } from 'node:fs';
        export function read(fd: number) {
          let all = Buffer.alloc(0);
          const chunk: Buffer = Buffer.alloc(10);
          while (readSync(fd, chunk) > 0) all = Buffer.concat([all, chunk]); //^
          return all;
        }
      `,
      safety: 'review',
      differs: /changed after it was read/,
      fixed: `
        import { readSync } from 'node:fs';
        export function read(fd: number) {
          const chunks: Uint8Array[] = [];
          const chunk: Buffer = Buffer.alloc(10);
          while (readSync(fd, chunk) > 0) chunks.push(chunk);
          const all = Buffer.concat(chunks);
          return all;
        }
      `,
    },
    {
      why: 'chunks that the loop writes to, to be reviewed',
      code: `
        export function gather(chunks: Buffer[]) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) {
            all = Buffer.concat([all, chunk]); //^
            chunk[0] = 1;
          }
          return all;
        }
      `,
      safety: 'review',
      fixed: `
        export function gather(chunks: Buffer[]) {
          const chunks2: Uint8Array[] = [];
          for (const chunk of chunks) {
            chunks2.push(chunk);
            chunk[0] = 1;
          }
          const all = Buffer.concat(chunks2);
          return all;
        }
      `,
    },
    {
      why: 'a stream, whose chunks are not known',
      file: 'case.js',
      code: `
        module.exports = async function (stream) {
          let body = Buffer.from([]);
          for await (const chunk of stream) body = Buffer.concat([body, chunk]); //^
          return JSON.parse(body);
        };
      `,
      safety: 'review',
      differs: /changed after it was read, or is no Buffer/,
      fixed: `
        module.exports = async function (stream) {
          const chunks = [];
          for await (const chunk of stream) chunks.push(chunk);
          const body = Buffer.concat(chunks);
          return JSON.parse(body);
        };
      `,
    },
    {
      why: 'chunks of a generator, which may write to them, to be reviewed',
      code: `
        export function gather(chunks: Iterable<Buffer>) {
          let all = Buffer.alloc(0);
          for (const each of chunks) {
            const chunk: Buffer = each;
            all = Buffer.concat([all, chunk]); //^
          }
          return all;
        }
      `,
      safety: 'review',
      differs: /changed after it was read/,
      fixed: `
        export function gather(chunks: Iterable<Buffer>) {
          const chunks2: Uint8Array[] = [];
          for (const each of chunks) {
            const chunk: Buffer = each;
            chunks2.push(chunk);
          }
          const all = Buffer.concat(chunks2);
          return all;
        }
      `,
    },
    {
      why: 'a list of unknown things, to be reviewed',
      file: 'case.js',
      code: `
        exports.gather = things => {
          let all = Buffer.alloc(0);
          for (const thing of things) all = Buffer.concat([all, thing]); //^
          return all;
        };
      `,
      safety: 'review',
      differs: /no Buffer/,
      fixed: `
        exports.gather = things => {
          const chunks = [];
          for (const thing of things) chunks.push(thing);
          const all = Buffer.concat(chunks);
          return all;
        };
      `,
    },
    {
      why: 'handlers of events, as advice',
      file: 'case.js',
      code: `
        exports.body = (request, done) => {
          let body = Buffer.alloc(0);
          request.on('data', chunk => {
            body = Buffer.concat([body, chunk]); //^
          });
          request.on('end', () => done(body));
        };
      `,
      safety: 'advice',
    },
    {
      why: 'a start that is not empty, as advice',
      code: `
        export function gather(chunks: Buffer[]) {
          let all = Buffer.from('start');
          for (const chunk of chunks) all = Buffer.concat([all, chunk]); //^
          return all;
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a function declaration that may look at it early, as advice',
      code: `
        export function gather(chunks: Buffer[], tell: (size: number) => void) {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) {
            all = Buffer.concat([all, chunk]); //^
            size();
          }
          function size() {
            tell(all.length);
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a comment in the declaration, as advice',
      code: `
        export function gather(chunks: Buffer[]) {
          let all = Buffer.alloc(/* nothing */ 0);
          for (const chunk of chunks) all = Buffer.concat([all, chunk]); //^
          return all;
        }
      `,
      safety: 'advice',
    },
  ],
});
