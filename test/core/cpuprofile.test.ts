import assert from 'node:assert/strict';
import { readCpuProfile } from '../../src/core/formats/cpuprofile';
import { writeCpuProfile } from '../../src/core/formats/cpuprofile-writer';
import { hotSpots } from '../../src/core/hot-lines';
import { type Profile, times } from '../../src/core/profile';
import { drawnProfile } from './drawn-profile';

const frame = (functionName: string, url = 'file:///app/a%20b.js', lineNumber = 0) => ({
  functionName,
  scriptId: '1',
  url,
  lineNumber,
  columnNumber: 0,
});

/** main (line 1) calls work (line 5), which ticked on lines 6 and 7; then the process was idle. */
const small = {
  nodes: [
    { id: 1, callFrame: frame('(root)', '', -1), children: [2, 4] },
    { id: 2, callFrame: frame('main'), children: [3] },
    {
      id: 3,
      callFrame: frame('work', undefined, 4),
      hitCount: 4,
      positionTicks: [
        { line: 6, ticks: 1 },
        { line: 7, ticks: 1 },
        { line: 7, ticks: 2 }, // Node 26 repeats entries
      ],
    },
    { id: 4, callFrame: frame('(idle)', '', -1), hitCount: 1 },
  ],
  startTime: 0,
  endTime: 5000,
  samples: [3, 3, 3, 3, 4],
  timeDeltas: [0, 1000, 1000, 1000, 1000],
};

function read(text: string): Profile {
  const profile = readCpuProfile(text);
  assert.ok(!('problem' in profile), JSON.stringify(profile));
  return profile;
}

describe('a .cpuprofile', () => {
  it('says which time between samples can not be, instead of believing it', () => {
    for (const delta of [1e15, -1e15, null, '1000']) {
      const timeDeltas = [0, 1000, delta, 1000, 1000];
      const read = readCpuProfile(JSON.stringify({ ...small, timeDeltas }));
      assert.match('detail' in read ? read.detail : '', /time delta 2 is .*no time in µs/);
    }
    const endless = readCpuProfile(JSON.stringify({ ...small, endTime: 1e18 }));
    assert.match('detail' in endless ? endless.detail : '', /ended at 1000000000000000000/);
  });

  it('counts a sample that was written out of turn for nothing', () => {
    const timeDeltas = [0, 1000, -300, 1000, 1000];
    const { active } = times(read(JSON.stringify({ ...small, timeDeltas })));
    assert.equal(active, 3000);
  });

  it('is read with its lines, its idle time apart', () => {
    const profile = read(JSON.stringify(small));
    assert.equal(times(profile).active, 4000);
    assert.equal(times(profile).idle, 1000);
    const lines = hotSpots(profile).lines.map(({ file, line, self }) => [file, line, self]);
    assert.deepEqual(lines, [
      ['/app/a b.js', 7, 3000],
      ['/app/a b.js', 6, 1000],
    ]);
  });

  it('is read without what can not be meant: negative, endless or wrong numbers', () => {
    const damaged = structuredClone(small) as unknown as { nodes: Record<string, unknown>[] };
    damaged.nodes[2] = {
      ...damaged.nodes[2],
      hitCount: -4,
      children: 'none',
      callFrame: frame('work', undefined, Number.NaN),
      positionTicks: [{ line: -6, ticks: 1 }, null, { line: 7, ticks: 3 }],
    };
    const { lines, functions } = hotSpots(read(JSON.stringify(damaged)));
    assert.deepEqual(
      lines.map(({ line, self }) => [line, self]),
      [[7, 4000]],
    );
    assert.deepEqual(
      functions.map(({ name, line }) => [name, line]),
      [
        ['work', 0],
        ['main', 1],
      ],
    );
  });

  it('is refused when its nodes call each other in a circle', () => {
    const circle = structuredClone(small);
    circle.nodes[2].children = [1];
    assert.deepEqual(readCpuProfile(JSON.stringify(circle)), {
      problem: 'not-a-profile',
      detail: 'Its nodes call each other in a circle.',
    });
  });

  it('does not count time in which the machine ran something else', () => {
    const loaded = { ...small, endTime: 95_000, timeDeltas: [0, 1000, 91_000, 1000, 1000] };
    assert.equal(times(read(JSON.stringify(loaded))).active, 7000);
  });

  it('comes back as it was written', () => {
    const before = drawnProfile(`
      main@/app/x #1.ts:3:4;work@/app/y.ts:10;[includes] 30
      main@/app/x #1.ts:3:4;work@/app/y.ts:10;[includes] 5?
      main@/app/x #1.ts:4:2 7
      (gc) 3
      (idle) 8`);
    const after = read(
      writeCpuProfile(before, path => `file://${path.replace(/ /g, '%20').replace('#', '%23')}`),
    );
    assert.deepEqual(hotSpots(after).lines, hotSpots(before).lines);
    assert.deepEqual(times(after), times(before));
  });

  it('that is empty, cut off or something else gets a problem that says which', () => {
    const problem = (text: string) => {
      const result = readCpuProfile(text);
      return 'problem' in result ? result.problem : 'none';
    };
    assert.equal(problem(''), 'empty');
    assert.equal(problem(JSON.stringify(small).slice(0, 200)), 'truncated');
    assert.equal(problem('hello'), 'not-a-profile');
    assert.equal(problem('{"a":1}'), 'not-a-profile');
    assert.equal(problem('{"nodes":[{"id":1}]}'), 'not-a-profile');
    assert.equal(problem('{"nodes":[]}'), 'empty');
    assert.equal(problem('{"traceEvents":[]}'), 'unsupported');
    assert.equal(problem('{"snapshot":{}}'), 'unsupported');
  });

  it('whose nodes name each other in a circle is still read', () => {
    const circle = {
      ...small,
      nodes: small.nodes.map(node => (node.id === 3 ? { ...node, children: [2] } : node)),
    };
    assert.equal(times(read(JSON.stringify(circle))).active, 4000);
  });
});
