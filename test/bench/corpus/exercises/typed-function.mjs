import typed from './node_modules/typed-function/lib/esm/typed-function.mjs';

const tried = f => {
  try {
    return JSON.stringify(f());
  } catch (error) {
    return `${error.message} ${JSON.stringify(error.data)}`;
  }
};
const f = typed('f', {
  number: a => `n${a}`,
  string: a => `s${a}`,
  'number, number': (a, b) => a + b,
  'string, ...number': (a, b) => [a, ...b],
  'Array | boolean, string': (a, b) => [a, b],
  '...any': a => a.length,
  'Date, null': () => 'd',
});
typed.addConversion({ from: 'boolean', to: 'string', convert: String });
const g = typed('g', {
  'string, string': (a, b) => a + b,
  'number, ...number | boolean': (a, b) => [a, b],
});
const strict = typed('strict', {
  'number, number': (a, b) => a - b,
  'string, number, ...boolean': (...a) => a,
});
const values = [1, 'a', true, [], null, undefined, new Date(0), {}, 2];
for (const fn of [f, g, strict]) {
  console.log(
    Object.keys(fn.signatures).join(' | '),
    tried(() => fn()),
  );
  for (const a of values) {
    console.log(tried(() => fn(a)));
    for (const b of values)
      for (const c of [1, 'x'])
        console.log(
          tried(() => fn(a, b)),
          tried(() => fn(a, b, c)),
        );
  }
}
for (const bad of [
  { '...number, string': () => 1 },
  { '': () => 0 },
  { 'number, ': () => 1 },
  { nonsense: () => 1 },
  { '... number': () => 1, number: () => 2 },
  {},
])
  console.log(tried(() => Object.keys(typed(bad).signatures)));
console.log(
  tried(() => typed.find(f, ['number', 'number'])(1, 2)),
  tried(() => typed.resolve(f, ['x']).params.length),
  tried(() => typed.convert(true, 'string')),
  tried(() => typed(f, { 'Object, Object': () => 1 })({}, {})),
);
