import assert from 'node:assert/strict';
import {
  joinArguments,
  joinEnvironment,
  splitArguments,
  splitEnvironment,
} from '../../src/core/command-line';

describe('arguments as they are typed', () => {
  it('are divided by blanks and held together by quotes', () => {
    assert.deepEqual(splitArguments(`--count 5  "two words" 'it is' a\\ b --x="y z"`), [
      '--count',
      '5',
      'two words',
      'it is',
      'a b',
      '--x=y z',
    ]);
  });

  it('may be empty words', () => {
    assert.deepEqual(splitArguments(`"" ''`), ['', '']);
    assert.deepEqual(splitArguments('   '), []);
  });

  it('keep the backslashes of a Windows path', () => {
    assert.deepEqual(splitArguments('C:\\data\\in.json'), ['C:\\data\\in.json']);
  });

  it('are read back as they were written', () => {
    const args = ['plain', 'two words', '', `it's "quoted"`, 'C:\\dir name\\x', 'end\\'];
    assert.deepEqual(splitArguments(joinArguments(args)), args);
  });
});

describe('variables as they are typed', () => {
  it('are set, emptied or unset', () => {
    assert.deepEqual(splitEnvironment('A=1 B= C D="x y"'), {
      A: '1',
      B: '',
      C: undefined,
      D: 'x y',
    });
  });

  it('are read back as they were written', () => {
    const env = { A: 'x y', EMPTY: '', GONE: undefined };
    assert.deepEqual(splitEnvironment(joinEnvironment(env)), env);
  });

  it('need a name', () => {
    assert.equal(splitEnvironment('=1'), undefined);
  });
});
