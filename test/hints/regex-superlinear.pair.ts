import type { BenchPair } from './rule-tester';

const rule = 'regex-superlinear';

export const regexSuperlinearPairs: readonly BenchPair[] = [
  {
    rule,
    file: 'trim-end.js',
    code: `
      function trimmedEnd(lines) {
        let size = 0;
        for (const line of lines) size += line.replace(/\\s+$/, '').length; //^
        return size;
      }
    `,
    call: 'trimmedEnd',
    inputs: `[Array.from({ length: 100 }, (_, i) => 'word'.repeat(3) + ' '.repeat(size) + i + '  ')]`,
    sizes: [1, 20, 200],
    firesAt: 1,
  },
  {
    rule,
    file: 'trim-start.js',
    code: `
      function trimmedStart(lines) {
        let size = 0;
        for (const line of lines) size += line.replace(/^\\s+/, '').length; //^
        return size;
      }
    `,
    call: 'trimmedStart',
    inputs: `[Array.from({ length: 100 }, (_, i) => ' '.repeat(size) + 'word'.repeat(3) + i)]`,
    sizes: [0, 4],
    firesAt: 0,
  },
  {
    rule,
    file: 'trim.js',
    code: `
      function trimmed(lines) {
        let size = 0;
        for (const line of lines) size += line.replace(/^\\s+|\\s+$/g, '').length; //^
        return size;
      }
    `,
    call: 'trimmed',
    inputs: `[Array.from({ length: 100 }, (_, i) => ' '.repeat(size) + 'word word' + i + '  ')]`,
    sizes: [0, 4],
    firesAt: 0,
  },
  {
    rule,
    file: 'twice.js',
    code: `
      function matching(lines) {
        let n = 0;
        for (const line of lines) if (/^(?:\\w+)+$/.test(line)) n++; //^
        return n;
      }
    `,
    call: 'matching',
    inputs: `[['a'.repeat(size), 'a'.repeat(size) + '-']]`,
    sizes: [4, 16],
    firesAt: 4,
  },
  {
    rule,
    file: 'backwards.js',
    code: `
      function withoutSlashes(paths) {
        let size = 0;
        for (const path of paths) size += path.replace(/\\/+$/, '').length; //^
        return size;
      }
    `,
    advised: `
      function withoutSlashes(paths) {
        let size = 0;
        for (const path of paths) {
          let end = path.length;
          while (end > 0 && path[end - 1] === '/') end--;
          size += path.slice(0, end).length;
        }
        return size;
      }
    `,
    call: 'withoutSlashes',
    inputs: `[Array.from({ length: 100 }, (_, i) => 'folder/' + '/'.repeat(size) + i + '//')]`,
    sizes: [1, 20, 200],
    firesAt: 1,
  },
];
