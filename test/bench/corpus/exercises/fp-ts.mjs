import * as D from './node_modules/fp-ts/lib/Date.js';
import * as TE from './node_modules/fp-ts/lib/TaskEither.js';
import * as A from './node_modules/fp-ts/lib/Array.js';
import * as N from './node_modules/fp-ts/lib/number.js';
import * as S from './node_modules/fp-ts/lib/string.js';

console.log(Math.abs(D.now() - Date.now()) < 5000, D.create() instanceof Date);
const taskified = TE.taskify((a, b, done) => done(a > b ? new Error('x') : null, a + b));
console.log(
  taskified.length,
  JSON.stringify([await taskified(1, 2)(), (await taskified(3, 2)())._tag]),
);
console.log(
  JSON.stringify(await TE.chain(n => TE.right(n + 1))(TE.right(1))()),
  JSON.stringify(await TE.tryCatch(() => Promise.reject(1), String)()),
);
const xs = [3, 1, 2, 3, 1];
console.log(
  JSON.stringify([
    A.uniq(N.Eq)(xs),
    A.sort(N.Ord)(xs),
    A.union(N.Eq)([9])(xs),
    A.difference(N.Eq)([1])(xs),
    A.intersection(N.Eq)([1, 7])(xs),
    A.chunksOf(2)(xs),
    A.rotate(2)(xs),
    A.zip(['a', 'b'])(xs),
    A.scanLeft(0, (a, b) => a + b)(xs),
    A.partition(n => n > 1)(xs),
    A.comprehension([[1, 2], ['a']], (a, b) => a + b),
    S.split('')('abc'),
    A.findLastIndex(n => n === 1)(xs),
    A.insertAt(1, 9)(xs),
    A.chop(as => [as[0], as.slice(2)])(xs),
  ]),
);
