/** Above this many cells a stretch without unique lines is left unmatched rather than searched. */
const largestTable = 1_000_000;

/**
 * Which of two texts' lines are the same, as a diff tells it: by line of the first (index 0 is line 1), the 1-based line of the
 * second that it matches, 0 for none; matches rise. Lines that occur once in both come first (patience diff), since a unique
 * line is the same line, while a lone `}` proves nothing; between them the longest common run of lines decides.
 */
export function matchLines(before: Uint32Array, after: Uint32Array): Int32Array {
  const match = new Int32Array(before.length);
  const stretches: [number, number, number, number][] = [[0, before.length, 0, after.length]];
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    let [a, aEnd, b, bEnd] = stretch;
    while (a < aEnd && b < bEnd && before[a] === after[b]) match[a++] = ++b;
    while (a < aEnd && b < bEnd && before[aEnd - 1] === after[bEnd - 1]) match[--aEnd] = bEnd--;
    if (a === aEnd || b === bEnd) continue;
    const unique = uniquePairs(before, a, aEnd, after, b, bEnd);
    if (unique.length === 0) {
      matchLongest(before, a, aEnd, after, b, bEnd, match);
      continue;
    }
    for (const [x, y] of unique) {
      match[x] = y + 1;
      stretches.push([a, x, b, y]);
      a = x + 1;
      b = y + 1;
    }
    stretches.push([a, aEnd, b, bEnd]);
  }
  return match;
}

/** Lines that occur once on each side of a stretch, as the longest rising sequence of pairs. */
function uniquePairs(
  before: Uint32Array,
  a: number,
  aEnd: number,
  after: Uint32Array,
  b: number,
  bEnd: number,
): [number, number][] {
  const twice = -1;
  const there = new Map<number, number>();
  for (let y = b; y < bEnd; y++) there.set(after[y], there.has(after[y]) ? twice : y);
  const here = new Map<number, number>();
  for (let x = a; x < aEnd; x++) here.set(before[x], here.has(before[x]) ? twice : x);
  const pairs: [number, number][] = [];
  for (const [hash, x] of here) {
    const y = there.get(hash);
    if (hash !== 0 && x !== twice && y !== undefined && y !== twice) pairs.push([x, y]);
  }
  return longestRising(pairs);
}

/** Pairs rise in their first number; the most of them that rise in the second, too. */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, y], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]][1] < y) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = tails[low - 1];
    tails[low] = index;
  });
  const result: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]) result.push(pairs[at]);
  return result.reverse();
}

/** Longest common subsequence by the classic table, from the end so that it is read off forwards. */
function matchLongest(
  before: Uint32Array,
  a: number,
  aEnd: number,
  after: Uint32Array,
  b: number,
  bEnd: number,
  match: Int32Array,
): void {
  const width = bEnd - b + 1;
  const height = aEnd - a + 1;
  if (width * height > largestTable) return;
  const longest = new Uint32Array(width * height);
  for (let x = height - 2; x >= 0; x--) {
    for (let y = width - 2; y >= 0; y--) {
      const at = x * width + y;
      longest[at] =
        before[a + x] === after[b + y]
          ? longest[at + width + 1] + 1
          : Math.max(longest[at + width], longest[at + 1]);
    }
  }
  for (let x = 0, y = 0; x < height - 1 && y < width - 1;) {
    const at = x * width + y;
    if (before[a + x] === after[b + y]) match[a + x++] = b + ++y;
    else if (longest[at + width] >= longest[at + 1]) x++;
    else y++;
  }
}
