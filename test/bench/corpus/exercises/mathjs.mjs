import math from './node_modules/mathjs/lib/cjs/index.js';

for (const text of [
  '1 + 2 * 3 ^ 2',
  'sin(pi / 4) ^ 2',
  '3 cm + 2 inch to mm',
  'sqrt(-4)',
  '[1, 2; 3, 4] * [5; 6]',
  'det([1, 2; 3, 4])',
  'inv([1, 2; 3, 4])',
  'f(x, y) = x ^ y; f(2, 3)',
  'a = {b: {c: 3}}; a.b.c',
  'x = 1:5; x[2:3]',
  '0.1 + 0.2',
  'bignumber(0.1) + bignumber(0.2)',
  'fraction(1, 3) + fraction(1, 6)',
  'true and not false',
  '5 > 3 ? "y" : "n"',
  '(1 + 2',
  'a b',
  'eigs([2, 1; 1, 2])',
  'eigs([1, 2, 0; -2, 1, 0; 0, 0, 3])',
  'eigs([0, 1, 0; 0, 0, 1; 1, 0, 0])',
  'eigs([2, 1, 0; 0, 2, 1; 0, 0, 2])',
  'concat([1, 2], [3])',
  'reshape([1, 2, 3, 4, 5, 6], [2, 3])',
  'median(3, 1, 2)',
  'std([1, 2, 3, 4])',
  'gcd(12, 18)',
  'combinations(10, 3)',
  'cross([1, 0, 0], [0, 1, 0])',
  'kron([1, 2], [3, 4])',
  '[1, 2, 3] .* [4, 5, 6]',
  '[[1, 2], [3]]',
  '[1, 2] + [[1], [2]]',
  'broadcast',
  '2 i * 3 i',
  'mod(-5, 3)',
  '5 & 3 | 8',
  '"a" == "b"',
  'map([1, 2], f(x) = x ^ 2)',
])
  try {
    console.log(text, '=', math.format(math.evaluate(text), { precision: 12 }));
  } catch (error) {
    console.log(text, error.message);
  }
for (const text of [
  '2 x + 3 x',
  '(x + 1) ^ 2 - x ^ 2',
  'x * x ^ 2 / x',
  'sin(x) ^ 2 + cos(x) ^ 2',
  '-(-x)',
  'true and x',
  'e ^ 0 + i ^ 2',
  'x / 0 + NaN',
]) {
  console.log(
    String(math.simplify(text)),
    String(math.derivative(text.includes('and') ? 'x' : text, 'x')),
    math.parse(text).toTex(),
  );
  try {
    console.log(String(math.rationalize(text)));
  } catch (error) {
    console.log(error.message);
  }
}
const x = [[1], [2]];
console.log(
  math.format(math.add(math.matrix([1, 2, 3]), math.matrix(x))),
  math.format(
    math.multiply(
      math.sparse([
        [1, 0],
        [0, 2],
      ]),
      math.matrix(x),
    ),
  ),
);
