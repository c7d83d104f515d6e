import assert from 'node:assert/strict';
import { V8LogReader } from '../../../src/core/formats/v8-log';
import { type Profile, Trust } from '../../../src/core/profile';

const text = `class Guard {
  allow(id) {
    return this.list.includes(id);
  }
  twice(id) {
    if (this.list.includes(id)) return 1;
    return this.other.includes(id);
  }
  includes(id) {
    return this.set.has(id);
  }
}
function count(guard) {
  return guard.allow(1);
}
count(new Guard());
guard.twice(2);
guard.includes(3);
`;

const at = (part: string) => `O${text.indexOf(part)}`;
const record = { top: '0x51', allow: '0x52', twice: '0x53', includes: '0x54', count: '0x55' };

/** The top level is interpreted at 0x1000; the methods are machine code at 0x3000 to 0x6000, of 256 bytes each. */
const program = [
  'code-creation,Builtin,2,10,0x9000,256,ArrayIncludesSmi',
  'code-creation,Builtin,2,10,0x9100,256,FindOrderedHashSetEntry',
  'code-creation,Builtin,2,10,0x9200,256,CompileLazy',
  `script-source,7,/app/a.js,${text.replaceAll(',', '\\x2C').replaceAll('\n', '\\n')}`,
  `code-creation,JS,9,100,0x1000,64, /app/a.js:1:1,${record.top},~`,
  `code-source-info,0x1000,7,0,999,C0O0C8${at('count(new')}C16${at('twice(2')}C24${at('includes(3')},,`,
  `code-creation,JS,12,100,0x3000,256,allow /app/a.js:2:8,${record.allow},*`,
  `code-source-info,0x3000,7,20,60,C0O20C32${at('includes(id);\n  }\n  twice')},,`,
  `code-creation,JS,12,100,0x4000,256,twice /app/a.js:5:8,${record.twice},*`,
  `code-source-info,0x4000,7,80,160,C0O80C32${at('includes(id)) return')}C64${at('includes(id);\n  }\n  includes')},,`,
  `code-creation,JS,12,100,0x5000,256,includes /app/a.js:9:11,${record.includes},*`,
  `code-source-info,0x5000,7,170,210,C0O170C32${at('has(id)')},,`,
  `code-creation,JS,12,100,0x6000,256,count /app/a.js:13:15,${record.count},*`,
  `code-source-info,0x6000,7,220,260,C0O220C32${at('allow(1)')},F0${at('allow(1)')},S${record.allow}`,
  `code-creation,JS,12,100,0x6200,256,count /app/a.js:13:15,${record.count},*`,
  `code-source-info,0x6200,7,220,260,C0O220C32${at('includes(id);\n  }\n  twice')}I0C64${at('allow(1)')},F0${at('allow(1)')},S${record.allow}`,
];

const trusts = Object.keys(Trust);

/** Each sample as `caller:line;callee:line count trust`. */
function drawn({ stacks, samples, frames }: Profile): string[] {
  const path = (row: number): string => {
    if (row < 0) return '';
    const { name, script } = frames[stacks.frame[row]];
    const self = script < 0 ? name : `${name || '(top)'}:${stacks.line[row]}`;
    return stacks.parent[row] < 0 ? self : `${path(stacks.parent[row])};${self}`;
  };
  return [...samples.stack]
    .map((row, i) => `${path(row)} ${samples.count[i]} ${trusts[samples.trust[i]]}`)
    .sort();
}

const tick = (pc: string, ...frames: string[]) => `tick,${pc},1000,0,0x0,0,${frames.join()}`;

function read(...lines: string[]): string[] {
  const reader = new V8LogReader({ interval: 1000, roleOf: () => 'program' });
  reader.write(new TextEncoder().encode([...program, ...lines, ''].join('\n')));
  return drawn(reader.profile());
}

const callsCount = '0x1008';
const callsTwice = '0x1010';
const callsIncludes = '0x1018';
const inArrayIncludes = '0x9010';
const inSetHas = '0x9110';

describe('a frame that V8 lost in a builtin', () => {
  it('is put back where only one line of the missing function can have called the builtin', () => {
    assert.deepEqual(
      read(tick('0x6250', callsCount), tick(inArrayIncludes, callsCount)).at(-1),
      '(top):16;count:14;allow:3;Array.prototype.includes 1 restored',
    );
  });

  it('is put back by the name at the call, when the callee was never seen', () => {
    assert.deepEqual(read(tick(inArrayIncludes, callsCount)), [
      '(top):16;count:14;allow:3;Array.prototype.includes 1 restored',
    ]);
  });

  it('is divided over the lines that can have called the builtin, marked, and not named flatly', () => {
    const ticks = Array.from({ length: 4 }, () => tick(inArrayIncludes, callsTwice));
    assert.deepEqual(read(...ticks), [
      '(top):17;twice:6 2 uncertain',
      '(top):17;twice:7 2 uncertain',
    ]);
  });

  it('is put back on the one of several lines that was seen calling the builtin time and again', () => {
    const seen = Array.from({ length: 5 }, () => tick(inArrayIncludes, '0x4048', callsTwice));
    assert.deepEqual(read(...seen, tick(inArrayIncludes, callsTwice)), [
      '(top):17;twice:7;Array.prototype.includes 1 restored',
      '(top):17;twice:7;Array.prototype.includes 5 recorded',
    ]);
  });

  it('is not looked for where the recorded line itself calls the builtin', () => {
    assert.deepEqual(read(tick(inArrayIncludes, '0x3028', '0x6028', callsCount)), [
      '(top):16;count:14;allow:3;Array.prototype.includes 1 recorded',
    ]);
  });

  it('is put back also where a method of the program has the name of a builtin', () => {
    assert.deepEqual(
      read(tick('0x5050', callsIncludes), tick(inSetHas, callsIncludes)).at(-1),
      '(top):18;includes:10;Set.prototype.has 1 restored',
    );
  });

  it('is not looked for under builtins that make the call itself', () => {
    assert.deepEqual(read(tick('0x9210', callsCount)), ['(top):16 1 recorded']);
  });

  it('is found also when what tells comes later in the log', () => {
    assert.deepEqual(
      read(tick(inSetHas, callsIncludes), tick('0x5050', callsIncludes)),
      read(tick('0x5050', callsIncludes), tick(inSetHas, callsIncludes)),
    );
  });
});
