import * as R from './node_modules/ramda/src/index.js';

const numbers = [3, 1, 2, NaN, -0, 5, 5];
const people = [
  { name: 'b', age: 3, tags: ['x', 'y'] },
  { name: 'a', age: 1, tags: [] },
  { name: 'c', age: 3, tags: ['y'] },
];
const show = (...all) => console.log(...all.map(one => R.toString(one)));
show(
  R.call(R.add, 1, 2),
  R.juxt([Math.min, Math.max, (...a) => a.length])(4, 2, 9),
  R.unapply(JSON.stringify)(1, [2], {}),
  R.unapply(JSON.stringify)(),
);
show(
  R.uniq(numbers),
  R.sortBy(R.prop('age'), people),
  R.groupBy(R.prop('age'), people),
  R.countBy(String, numbers),
  R.indexBy(R.prop('name'), people),
);
show(
  R.union(numbers, [9, 1]),
  R.intersection(numbers, [5, NaN]),
  R.difference(numbers, [5]),
  R.symmetricDifference([1, 2], [2, 3]),
  R.without([1], numbers),
);
show(
  R.path(['0', 'tags', 1], people),
  R.assocPath([1, 'tags', 0], 'z', people),
  R.dissocPath([0, 'name'], people),
  R.lensPath,
  R.over(R.lensProp('age'), R.inc, people[0]),
);
show(
  R.transduce(R.compose(R.map(R.inc), R.filter(R.gt(3))), R.flip(R.append), [], numbers),
  R.scan(R.add, 0, [1, 2, 3]),
  R.aperture(2, numbers),
  R.splitEvery(3, numbers),
  R.zip(numbers, 'abc'),
);
show(
  R.evolve({ age: R.inc, tags: R.length }, people[0]),
  R.where({ age: R.gt(2) }, people[0]),
  R.mergeDeepRight({ a: { b: 1 } }, { a: { c: 2 } }),
  R.invert({ a: 1, b: 1 }),
  R.toPairs({ a: 1, __proto__: { z: 1 } }),
);
show(
  R.curryN(3, (...a) => a)(1)(R.__, 3)(2),
  R.memoizeWith(String, x => x * 2)(4),
  R.converge(R.add, [R.sum, R.length])([1, 2]),
  R.useWith(Math.pow, [R.inc, R.dec])(2, 3),
  R.tryCatch(() => {
    throw 1;
  }, R.always('caught'))(),
);
show(
  R.equals(people, R.clone(people)),
  R.equals(-0, 0),
  R.includes(NaN, numbers),
  R.indexOf(NaN, numbers),
  R.transpose([[1, 2], [3], []]),
  R.xprod([1, 2], 'ab'),
  R.unnest([[1], [[2]]]),
  R.flatten([1, [2, [3]]]),
);
