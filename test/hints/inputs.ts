/** A number in 0..1 each call, the same sequence for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes one argument. Called with equal sequences for the code before and after the fix. */
export type Input = (random: Random) => unknown;

const oddTexts = ['', 'a', 'b', 'c', 'toString', '__proto__', 'constructor', '0', '1', 'ä', 'a'];
const oddNumbers = [0, -0, 1, 2, 3, Number.NaN, Number.POSITIVE_INFINITY, 1e21, -1, 0.5, 1];

function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)];
}

export const text: Input = random => pick(random, oddTexts);
export const number: Input = random => pick(random, oddNumbers);
/** An integer from 0 to 9. */
export const integer: Input = random => Math.floor(random() * 10);

/** Any value: odd texts and numbers, nothing, objects with a getter. */
export const value: Input = random => {
  const roll = random();
  if (roll < 0.35) return text(random);
  if (roll < 0.7) return number(random);
  if (roll < 0.8) return pick(random, [undefined, null, true, false]);
  return {
    get id() {
      return 'a';
    },
    name: text(random),
  };
};

/** Up to nine of them, sometimes none, with repeats. */
export function listOf(item: Input): Input {
  return random => Array.from({ length: Math.floor(random() * 10) }, () => item(random));
}

/** Like `listOf`, and now and then an element is not there at all. */
export function sparseListOf(item: Input): Input {
  return random => {
    const list: unknown[] = [];
    const length = Math.floor(random() * 10);
    for (let i = 0; i < length; i++) if (random() < 0.8) list[i] = item(random);
    list.length = length;
    return list;
  };
}

/** An object with these fields. */
export function record(fields: Readonly<Record<string, Input>>): Input {
  return random =>
    Object.fromEntries(Object.entries(fields).map(([key, input]) => [key, input(random)]));
}

/** An object with up to nine properties of odd names. */
export function dictionaryOf(item: Input): Input {
  return random =>
    Object.fromEntries(
      Array.from({ length: Math.floor(random() * 10) }, () => [text(random), item(random)]),
    );
}
