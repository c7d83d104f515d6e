// What it costs to show a profile: growing its tree, cutting it to what can be seen, laying that out. CPU time, since other
// work on the machine does not count into it; beside it the ratio to d3-hierarchy's partition() of the whole tree.
import { hierarchy, partition } from 'd3-hierarchy';
import { layOut } from '../../src/chart/icicle';
import { type CallTree, growTopDown, type TopDown } from '../../src/core/call-tree';
import { growBottomUp } from '../../src/core/callers-tree';
import { cut } from '../../src/core/cut';
import { type Profile, ProfileBuilder, Trust } from '../../src/core/profile';

const width = 1600;
/** Larger trees are not laid out as a whole: it takes minutes and gigabytes. */
const largestWhole = 100_000;

/** The same numbers on each run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A profile of about `rows` stack rows: stacks up to some 200 deep, a few hot functions, thousands of rare ones. */
function madeUpProfile(rows: number): Profile {
  const random = randomNumbers(rows);
  const builder = new ProfileBuilder();
  const script = builder.script({
    name: '/app/main.ts',
    kind: 'file',
    role: 'program',
    mapping: 'as-run',
  });
  const frames = Array.from({ length: 4000 }, (_, i) =>
    builder.frame({ name: `f${i}`, script, line: i * 20 + 1, column: 0, kind: 'function' }),
  );
  const made = [builder.stack(-1, frames[0], 1, 0)];
  while (made[made.length - 1] < rows - 1) {
    let stack = made[Math.floor(made.length * random() ** 0.7)];
    const more = 1 + Math.floor(random() * 6);
    for (let i = 0; i < more; i++) {
      const frame = Math.floor(frames.length * random() ** 3);
      stack = builder.stack(stack, frames[frame], frame * 20 + 2 + Math.floor(random() * 3), 0);
      made.push(stack);
    }
    builder.sample(stack, 1000 / (0.01 + random()), 1, Trust.recorded);
  }
  return builder.build({
    duration: 1,
    interval: 1000,
    source: 'v8-log',
    callLines: 'recorded',
    truncated: 0,
  });
}

function cpuMillis<T>(work: () => T): { readonly result: T; readonly millis: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, millis: (user + system) / 1000 };
}

/** The middle of several measurements. */
function medianMillis(times: number, work: () => unknown): number {
  const all = Array.from({ length: times }, () => cpuMillis(work).millis).sort((a, b) => a - b);
  return all[all.length >> 1];
}

function grow<Tree>(work: Generator<void, Tree>) {
  let longest = 0;
  let tree: Tree | undefined;
  const { millis } = cpuMillis(() => {
    while (tree === undefined) {
      const step = cpuMillis(() => work.next());
      longest = Math.max(longest, step.millis);
      if (step.result.done) tree = step.result.value;
    }
  });
  if (tree === undefined) throw new Error('no tree was grown');
  return { tree, millis, longest };
}

function measureView(tree: CallTree) {
  const options = { root: 0, from: 0, to: 1, width };
  const first = cpuMillis(() => layOut(tree, options));
  const boxes = first.result.rows.reduce((sum, row) => sum + row.length, 0);
  const cutMillis = medianMillis(9, () => cut(tree, options));
  const both = medianMillis(9, () => layOut(tree, options));
  return { boxes, first: first.millis, cut: cutMillis, layout: Math.max(0, both - cutMillis) };
}

interface Nested {
  readonly self: number;
  readonly children: Nested[];
}

function wholePartition(tree: TopDown): number {
  const nested = (box: number): Nested => ({
    self: tree.self(box),
    children: Array.from(tree.children(box), nested),
  });
  const root = nested(0);
  return cpuMillis(() =>
    partition<Nested>()(hierarchy(root, box => box.children).sum(box => box.self)),
  ).millis;
}

const rows = [10_000, 100_000, 1_000_000].flatMap(size => {
  const profile = madeUpProfile(size);
  grow(growTopDown(profile, { onlyMine: false })); // once to warm up
  const down = grow(growTopDown(profile, { onlyMine: false }));
  const whole = size <= largestWhole ? wholePartition(down.tree) : undefined;
  return [down, grow(growBottomUp(down.tree))].map(({ tree, millis, longest }) => {
    const view = measureView(tree);
    return {
      rows: profile.stacks.frame.length,
      direction: tree.direction,
      'boxes drawn': view.boxes,
      'grow ms': millis.toFixed(1),
      'longest slice ms': longest.toFixed(1),
      'first view ms': view.first.toFixed(1),
      'cut ms': view.cut.toFixed(2),
      'layout ms': view.layout.toFixed(2),
      'of whole partition()':
        whole === undefined || tree.direction !== 'top-down'
          ? ''
          : `1/${Math.round(whole / (view.cut + view.layout))} of ${whole.toFixed(0)} ms`,
    };
  });
});
console.log(`CPU milliseconds, ${width} pixels wide, Node ${process.version}`);
console.table(rows);
