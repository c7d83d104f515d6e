import assert from 'node:assert/strict';
import { V8LogReader } from '../../../src/core/formats/v8-log';
import { hotSpots } from '../../../src/core/hot-lines';
import { type Profile, times } from '../../../src/core/profile';

const text = [
  'function work(n) {',
  '  let sum = 0;',
  '  for (const x of list) sum += x;',
  '  return sum;',
  '}',
  'const list = [1, 2, 3];',
  'work(1);',
  'work(2);',
].join('\n');

const offsetOf = (part: string) => text.indexOf(part);

/** A log with one script, its top level at 0x1000 and `work` at 0x2000, both interpreted, and the lines given. */
function log(...lines: string[]): string {
  return [
    'v8-version,13,6,233,17,-node.53,0',
    'code-creation,Builtin,2,10,0x9000,256,ArrayIncludesSmi',
    'code-creation,BytecodeHandler,0,10,0xa000,256,Add',
    `script-source,7,/app/a.js,${text.replaceAll(',', '\\x2C').replaceAll('\n', '\\n')}`,
    'code-creation,JS,9,100,0x1000,64, /app/a.js:1:1,0x51,~',
    `code-source-info,0x1000,7,0,${text.length},C0O0C8O${offsetOf('work(1)')}C16O${offsetOf('work(2)')},,`,
    'code-creation,JS,9,100,0x2000,64,work /app/a.js:1:14,0x52,~',
    `code-source-info,0x2000,7,13,${offsetOf('}')},C0O${offsetOf('let')}C8O${offsetOf('sum +=')},,`,
    ...lines,
    '',
  ].join('\n');
}

function read(content: string, chunkSize = content.length): Profile {
  const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
  const bytes = new TextEncoder().encode(content);
  for (let at = 0; at < bytes.length; at += chunkSize)
    reader.write(bytes.subarray(at, at + chunkSize));
  return reader.profile();
}

/** Each sample as `caller:line;callee:line count`. */
function drawn(profile: Profile): string[] {
  const { stacks, samples, frames } = profile;
  const path = (row: number): string => {
    if (row < 0) return '';
    const { name, script } = frames[stacks.frame[row]];
    const self = `${name || '(top)'}${script < 0 ? '' : `:${stacks.line[row]}`}`;
    return stacks.parent[row] < 0 ? self : `${path(stacks.parent[row])};${self}`;
  };
  return [...samples.stack].map((row, i) => `${path(row)} ${samples.count[i]}`).sort();
}

describe('a log of V8', () => {
  it('keeps what it was told when the writer reuses its buffer, also a buffer of Node', () => {
    const content = log('tick,0x2009,2000,0,0x0,0,0x1008', 'tick,0x2009,3000,0,0x0,0,0x1008');
    const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
    const whole = Buffer.from(content);
    const reused = Buffer.alloc(64);
    for (let at = 0; at < whole.length; at += reused.length) {
      const length = whole.copy(reused, 0, at, at + reused.length);
      reader.write(reused.subarray(0, length));
      reused.fill(0);
    }
    assert.deepEqual(hotSpots(reader.profile()).lines, hotSpots(read(content)).lines);
  });

  it('calls evaluated code as it calls itself, and takes no two with maps for one', () => {
    const map = '//# sourceMappingURL=data:application/json;base64\\x2CAAAA';
    const evaluated = (id: number, start: string, text: string) => [
      `script-source,${id},<unknown>,${text}`,
      `code-creation,JS,9,100,${start},64,work :1:14,${start}1,~`,
      `code-source-info,${start},${id},0,9,C0O0C8O4,,`,
      `tick,0xa010,${id}000,0,0x0,0,${start.slice(0, -1)}a`,
    ];
    const { scripts, frames } = read(
      [
        'code-creation,BytecodeHandler,0,10,0xa000,256,Add',
        ...evaluated(
          7,
          '0x2000',
          `work()\\n${map}\\n//# sourceURL=webpack-internal:///./a b.ts\\n}`,
        ),
        ...evaluated(8, '0x3000', `work()\\n${map}`),
        ...evaluated(9, '0x4000', `work()\\n${map}`),
        ...evaluated(10, '0x5000', 'work()'),
        '',
      ].join('\n'),
    );
    assert.deepEqual(
      scripts.map(({ name }) => name),
      ['webpack-internal:///./a b.ts', 'evaluated script 8', 'evaluated script 9', ''],
    );
    assert.ok(
      frames.filter(({ kind }) => kind === 'function').every(({ name }) => name === 'work'),
    );
  });

  it('names the line each function stands on, callers included', () => {
    const profile = read(
      log('tick,0xa010,1000,0,0x0,0,0x200a,0x1008', 'tick,0xa010,2000,0,0x0,0,0x200a,0x1010'),
    );
    assert.deepEqual(drawn(profile), ['(top):7;work:3 1', '(top):8;work:3 1']);
    const lines = hotSpots(profile).lines;
    assert.deepEqual(
      lines.map(line => [line.line, line.samples, line.totalIs]),
      [
        [3, 2, 'recorded'],
        [7, 0, 'recorded'],
        [8, 0, 'recorded'],
      ],
    );
    assert.deepEqual(
      profile.frames.map(({ name, line, column }) => [name, line, column]),
      [
        ['', 1, 0],
        ['work', 1, 13],
      ],
    );
  });

  it('credits a builtin to the line that called it, by the name people know', () => {
    const includes = 'list.includes(4);';
    const scan = [
      `script-source,8,/app/b.js,${includes}`,
      'code-creation,JS,9,100,0x5000,64, /app/b.js:1:1,0x61,~',
      `code-source-info,0x5000,8,0,${includes.length},C0O${includes.indexOf('includes')},,`,
    ];
    const profile = read(log(...scan, 'tick,0x9010,1000,0,0x0,0,0x5002'));
    assert.deepEqual(drawn(profile), ['(top):1;Array.prototype.includes 1']);
    assert.equal(hotSpots(profile).lines[0].calledFromHere[0].name, 'Array.prototype.includes');
  });

  it('names no builtin on a line whose code can’t call it', () => {
    const profile = read(log('tick,0x9010,1000,0,0x0,0,0x200a,0x1008'));
    assert.deepEqual(drawn(profile), ['(top):7;work:3 1']);
    assert.deepEqual(hotSpots(profile).lines[0].calledFromHere, []);
  });

  it('names a builtin written in C++ by the call it came from', () => {
    const parses = 'let x = JSON.parse(y);\nlet z = own.parse(y);';
    const profile = read(
      log(
        'code-creation,Builtin,2,10,0x9200,256,JsonParse',
        `script-source,8,/app/b.js,${parses.replaceAll('\n', '\\n')}`,
        'code-creation,JS,9,100,0x5000,64, /app/b.js:1:1,0x61,~',
        `code-source-info,0x5000,8,0,${parses.length},C0O0C8O${parses.indexOf('parse')}C16O${parses.lastIndexOf('parse')},,`,
        'tick,0x700010,1000,0,0x0,0,0x700500,0x5009',
        'tick,0x700010,2000,0,0x0,0,0x700500,0x5011',
      ),
    );
    assert.deepEqual(drawn(profile), ['(top):1;JSON.parse 1', '(top):2 1']);
  });

  it('unfolds functions that were compiled into their callers', () => {
    const profile = read(
      log(
        'code-creation,JS,12,100,0x3000,256, /app/a.js:1:1,0x51,*',
        `code-source-info,0x3000,7,0,${text.length},C0O0C32O${offsetOf('sum +=')}I0C64O${offsetOf('work(2)')},F0O${offsetOf('work(2)')},S0x52`,
        'tick,0x3028,1000,0,0x0,0',
        'tick,0x3048,2000,0,0x0,0',
      ),
    );
    assert.deepEqual(drawn(profile), ['(top):8 1', '(top):8;work:3 1']);
  });

  it('takes the line of the call from a return address, which points behind it', () => {
    const profile = read(
      log(
        'code-creation,JS,12,100,0x3000,256, /app/a.js:1:1,0x51,*',
        `code-source-info,0x3000,7,0,${text.length},C0O0C32O${offsetOf('work(1)')}C64O${offsetOf('work(2)')},,`,
        'tick,0xa010,1000,0,0x0,0,0x200a,0x3040',
      ),
    );
    assert.deepEqual(drawn(profile), ['(top):7;work:3 1']);
  });

  it('keeps garbage collection, compiling, idling and the program outside JavaScript apart', () => {
    const profile = read(
      log(
        'tick,0x9010,1000,0,0x0,1',
        'tick,0x9010,2000,0,0x0,4,0x200a,0x1008',
        'tick,0x9010,3000,0,0x0,8',
        'tick,0x7000,4000,0,0x0,5',
      ),
    );
    assert.deepEqual(drawn(profile), [
      '(garbage collector) 1',
      '(idle) 1',
      '(program) 1',
      '(top):7;work:3;(compiler) 1',
    ]);
    const { active, gc, compiler, idle, program } = times(profile);
    assert.deepEqual([active, gc, compiler, idle, program], [3000, 1000, 1000, 1000, 1000]);
  });

  it('reads the same whatever pieces it comes in', () => {
    const content = log(
      'tick,0xa010,1000,0,0x0,0,0x200a,0x1008',
      'tick,0x9010,2000,0,0x0,0,0x200a,0x1010',
    );
    const whole = read(content);
    for (const size of [1, 7, 64, 1000]) assert.deepEqual(read(content, size), whole);
  });

  it('reads a log that breaks off as far as it goes, and skips lines it does not know', () => {
    const profile = read(
      `${log('wat,1,2', 'tick,zz', 'tick,0xa010,1000,0,0x0,0,0x200a,0x1008', ',,,', 'code-move,0x2000')}tick,0x20`,
    );
    assert.deepEqual(drawn(profile), ['(top):7;work:3 1']);
  });

  it('forgets code whose place was taken, and follows code that moved', () => {
    const profile = read(
      log(
        'code-move,0x2000,0x4000',
        'tick,0xa010,1000,0,0x0,0,0x400a,0x1008',
        'code-creation,JS,9,100,0x4000,64,other /app/a.js:6:1,0x53,~',
        `code-source-info,0x4000,7,${offsetOf('const list')},${text.length},C0O${offsetOf('const list')},,`,
        'tick,0xa010,2000,0,0x0,0,0x400a,0x1008',
      ),
    );
    assert.deepEqual(drawn(profile), ['(top):7;other:6 1', '(top):7;work:3 1']);
  });

  it('hands over each script once, with its text as it ran', () => {
    const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
    reader.write(
      new TextEncoder().encode(log('script-source,8,file:///app/%C3%A4.mjs,"\\u00e4\\\\"')),
    );
    assert.deepEqual(reader.newScripts(), [
      { name: '/app/a.js', text },
      { name: '/app/ä.mjs', text: '"ä\\"' },
    ]);
    assert.deepEqual(reader.newScripts(), []);
  });

  it('has no samples and no time when nothing was written', () => {
    const profile = read('', 1);
    assert.equal(times(profile).active, 0);
    assert.deepEqual(drawn(profile), []);
  });
});
