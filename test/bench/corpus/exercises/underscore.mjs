import _ from './node_modules/underscore/modules/index-all.js';

const numbers = [3, 1, 2, NaN, 0, 5, 5];
const people = [
  { name: 'b', age: 3 },
  { name: 'a', age: 1 },
  { name: 'c', age: 3 },
];
const show = (...all) => console.log(...all.map(one => JSON.stringify(one)));
show(
  _.uniq(numbers),
  _.sortBy(people, 'age'),
  _.groupBy(people, 'age'),
  _.countBy(numbers),
  _.indexBy(people, 'name'),
  _.partition(numbers, n => n > 2),
);
show(
  _.union(numbers, [9]),
  _.intersection(numbers, [5, 1]),
  _.difference(numbers, [5]),
  _.without(numbers, 1),
  _.zip([1, 2], ['a']),
  _.unzip([
    [1, 2],
    [3, 4],
  ]),
  _.object(['a', 'b'], [1, 2]),
  _.range(1, 10, 4),
  _.chunk(numbers, 3),
);
show(
  _.contains(numbers, 5),
  _.indexOf(numbers, NaN),
  _.lastIndexOf(numbers, 5),
  _.sortedIndex([1, 3], 2),
  _.max(people, 'age'),
  _.min(numbers),
  _.sample([1]),
  _.flatten([1, [2, [3]]], true),
  _.compact([0, 1, '']),
);
show(
  _.extend({}, { a: 1 }),
  _.defaults({ a: 1 }, { a: 2, b: 3 }),
  _.pick({ a: 1, b: 2 }, 'a'),
  _.omit({ a: 1, b: 2 }, 'a'),
  _.invert({ a: 1 }),
  _.isEqual([1, { a: [NaN] }], [1, { a: [NaN] }]),
  _.property(['a', 0])({ a: [1] }),
  _.mapObject({ a: 1 }, n => n + 1),
);
show(
  _.template('<% _.each(x, n => { %><%= n %>,<%- "<" %><% }) %>')({ x: [1, 2], _ }),
  _.escape('<&"'),
  _.unescape('&lt;'),
  _.partial((a, b) => a - b, _, 1)(5),
  _.memoize(n => n * 2)(2),
  _.compose(
    n => n + 1,
    n => n * 2,
  )(3),
);
show(
  typeof _.now(),
  Math.abs(_.now() - Date.now()) < 5000,
  _.chain(numbers)
    .map(n => n * 2)
    .filter(n => n > 2)
    .sortBy()
    .value(),
  _.shuffle([1]),
  _.invoke(people, 'toString'),
  _.where(people, { age: 3 }),
);
const once = _.throttle(() => 1, 5);
show(once(), once(), _.debounce(() => 2, 1)() ?? 'later', _.after(2, () => 3)() ?? 'not yet');
