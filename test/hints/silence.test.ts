import assert from 'node:assert/strict';
import { drawn, soundHints } from './heat';

const code = (before = '', behind = '', first = '') => `
  ${first}
  const known = ['ada', 'grace', 'barbara', 'frances', 'jean', 'kay', 'betty', 'marlyn', 'ruth'];
  export function count(names: string[]): number {
    let found = 0;
    for (const name of names) {
      ${before}
      if (known.includes(name)) found++; ${behind}//^
    }
    return found;
  }
`;

function rulesOn(text: string, disabled: readonly string[] = []): string[] {
  const { hot, text: bare } = drawn(text);
  const request = { file: '/case.tsx', text: bare, hot, activeSamples: 1000, disabled };
  return soundHints(request).map(({ rule }) => rule);
}

describe('a tuning that is not wanted', () => {
  it('is there without a comment', () => {
    assert.deepEqual(rulesOn(code()), ['membership-set']);
  });

  const silent = {
    'on the line above': code('// tuneline-disable-next-line membership-set'),
    'on the line above, for all rules': code('// tuneline-disable-next-line'),
    'on the line above, with a reason': code(
      '// tuneline-disable-next-line queue-shift, membership-set -- nine names are few',
    ),
    'on the line itself': code('', '/* tuneline-disable-line membership-set */ '),
    'anywhere, for the whole file': code('', '', '/* tuneline-disable membership-set */'),
    'before a declaration, as documentation': code('', '', '/** tuneline-disable */'),
  };
  for (const [where, text] of Object.entries(silent)) {
    it(`is silenced by a comment ${where}`, () => assert.deepEqual(rulesOn(text), []));
  }

  const heard = {
    'a comment that names another rule': code('// tuneline-disable-next-line queue-shift'),
    'a comment on another line': code('', '', '// tuneline-disable-line membership-set'),
    'a comment with another word': code('// tuneline-disabled-next-line'),
    'the same words in a string': code("void 'tuneline-disable';"),
    'the same words in a template': code('void `\n// tuneline-disable-next-line ${found}`;'),
    'the same words as text of an element': code('void (<p>// tuneline-disable</p>);'),
  };
  for (const [what, text] of Object.entries(heard)) {
    it(`is not silenced by ${what}`, () => assert.deepEqual(rulesOn(text), ['membership-set']));
  }

  it('is silenced everywhere by its rule', () => {
    assert.deepEqual(rulesOn(code(), ['membership-set']), []);
  });
});
