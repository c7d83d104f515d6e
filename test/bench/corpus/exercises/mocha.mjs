// Runs a few tests by it and prints what came of them.
import Mocha from './node_modules/mocha/index.js';
import utils from './node_modules/mocha/lib/utils.js';

for (const value of [
  1,
  'a',
  null,
  undefined,
  true,
  [],
  {},
  new Date(0),
  /x/,
  () => 1,
  new Map(),
  Symbol('s'),
  10n,
  new Error('e'),
  Promise.resolve(),
  Buffer.from('a'),
  new Uint8Array(1),
  NaN,
  globalThis,
])
  console.log(
    utils.type(value),
    utils.canonicalType?.(value),
    (() => {
      try {
        return value === globalThis ? '' : utils.stringify(value);
      } catch (error) {
        return error.message;
      }
    })(),
  );
function plain(runner) {
  runner.on('pass', test => console.log('pass', test.fullTitle()));
  runner.on('fail', (test, error) => console.log('fail', test.fullTitle(), error.message));
  runner.on('pending', test => console.log('pending', test.fullTitle()));
}
const mocha = new Mocha({ reporter: plain, ui: 'bdd' });
const { Suite, Test } = Mocha;
const suite = Suite.create(mocha.suite, 'a suite');
suite.beforeEach(function () {
  this.n = 1;
});
suite.addTest(
  new Test('passes', function () {
    if (this.n !== 1) throw new Error('n');
  }),
);
suite.addTest(
  new Test('fails', () => {
    throw Object.assign(new Error('different'), {
      expected: { a: 1 },
      actual: { a: [2] },
      showDiff: true,
    });
  }),
);
suite.addTest(new Test('waits', done => setTimeout(done, 1)));
suite.addTest(new Test('is pending'));
mocha.run(failures => console.log(failures));
