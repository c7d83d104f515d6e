import assert from 'node:assert/strict';
import { finish, growTopDown } from '../../src/core/call-tree';
import { readCpuProfile } from '../../src/core/formats/cpuprofile';
import { writeCpuProfile } from '../../src/core/formats/cpuprofile-writer';
import { hotSpots } from '../../src/core/hot-lines';
import { joinLanes, lineByLane, timesByLane } from '../../src/core/lanes';
import { mergeProfiles } from '../../src/core/merge';
import { type Lane, times } from '../../src/core/profile';
import { drawnFile, drawnProfile } from './drawn-profile';

function lane(name: string, rest: Partial<Lane> = {}): Lane {
  return {
    name,
    role: 'program',
    pid: 1,
    thread: 0,
    source: 'v8-log',
    callLines: 'recorded',
    cpu: 1000,
    ...rest,
  };
}

function threeLanes() {
  return joinLanes([
    { lane: lane('main'), profile: drawnProfile('main:1;work:12 10\n(idle) 50') },
    { lane: lane('worker 1', { thread: 1 }), profile: drawnProfile('run:2;work:12 30') },
    {
      lane: lane('npm', { role: 'launcher', pid: 2 }),
      profile: drawnProfile('npm@/npm/cli.js:1;spawn@/npm/cli.js:7 60'),
    },
  ]);
}

describe('lanes', () => {
  it('add up to the line, and divide it', () => {
    const profile = threeLanes();
    const work = hotSpots(profile).lines.find(({ line }) => line === 12);
    assert.deepEqual([work?.self, work?.selfShare], [40_000, 1]);
    assert.deepEqual(
      lineByLane(profile, drawnFile, 12).map(({ lane: { name }, self }) => [name, self]),
      [
        ['worker 1', 30_000],
        ['main', 10_000],
      ],
    );
  });

  it('divide the time of a line that only calls, once per sample', () => {
    const profile = joinLanes([
      { lane: lane('main'), profile: drawnProfile('walk:3;walk:3;leaf:9 5') },
      { lane: lane('worker 1'), profile: drawnProfile('other:4 5') },
    ]);
    assert.deepEqual(
      lineByLane(profile, drawnFile, 3).map(part => [part.lane.name, part.self, part.total]),
      [['main', 0, 5000]],
    );
  });

  it('leave what only starts programs out of the active time, and still say how long it took', () => {
    const profile = threeLanes();
    const { active, idle, launcher } = times(profile);
    assert.deepEqual([active, idle, launcher], [40_000, 50_000, 60_000]);
    assert.ok(hotSpots(profile).lines.every(({ file }) => file === drawnFile));
    assert.deepEqual(
      timesByLane(profile).map(part => [part.lane.name, part.active, part.idle]),
      [
        ['main', 10_000, 50_000],
        ['worker 1', 30_000, 0],
        ['npm', 60_000, 0],
      ],
    );
  });

  it('are the first boxes of the chart', () => {
    const tree = finish(growTopDown(threeLanes(), { onlyMine: false }));
    const first = [...Array.from(tree.children(0))].map(box => [
      tree.callables[tree.callable(box)].name,
      tree.total(box),
    ]);
    assert.deepEqual(first, [
      ['main', 10_000],
      ['worker 1', 30_000],
    ]);
  });

  it('need no root where there is only one', () => {
    const profile = drawnProfile('main:1;work:12 10');
    assert.equal(joinLanes([{ lane: lane('main'), profile }]), profile);
  });

  it('know calls no better than the lane that knows them least', () => {
    const profile = joinLanes([
      { lane: lane('main'), profile: drawnProfile('main:1 10') },
      {
        lane: lane('worker 1', { callLines: 'none', source: 'inspector' }),
        profile: drawnProfile('main:1 10', { callLines: 'none' }),
      },
    ]);
    assert.equal(profile.callLines, 'none');
  });

  it('of several runs are added up by their names', () => {
    const merged = mergeProfiles([threeLanes(), threeLanes()]);
    assert.deepEqual(
      timesByLane(merged).map(part => [part.lane.name, part.active, part.lane.cpu]),
      [
        ['main', 20_000, 2000],
        ['worker 1', 60_000, 2000],
        ['npm', 120_000, 2000],
      ],
    );
  });

  it('come back from a .cpuprofile', () => {
    const written = writeCpuProfile(threeLanes(), path => `file://${path}`);
    const profile = readCpuProfile(written);
    assert.ok(!('problem' in profile));
    assert.deepEqual(
      timesByLane(profile).map(part => [part.lane.name, part.active]),
      [
        ['main', 10_000],
        ['worker 1', 30_000],
        ['npm', 60_000],
      ],
    );
    assert.equal(times(profile).active, 40_000);
  });
});
