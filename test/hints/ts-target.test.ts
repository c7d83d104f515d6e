import assert from 'node:assert/strict';
import { tsTarget } from '../../src/core/hints/configuration/ts-target';
import { formatTemplate } from '../../src/core/hints/hint';
import { dedent } from './heat';
import { hintOf, testConfiguration } from './configuration-tester';

const helpers = `
  main:1;__awaiter:2;step:3;[Generator.next] 100
  main:1;__awaiter:2;[Promise];:6 20
  main:1;step:4 30
  main:9 850`;
const es2015 = dedent(`
  {
    // for the old server
    "compilerOptions": {
      "target": "es2015", // why?
      "strict": true,
    },
  }
`);
const file = '/app/tsconfig.json';

testConfiguration(tsTarget, {
  silent: [
    {
      why: 'where the target is new: the helpers came from elsewhere',
      profile: helpers,
      files: { [file]: '{"compilerOptions":{"target":"ES2022"}}' },
    },
    { why: 'without a tsconfig.json', profile: helpers },
    {
      why: 'below 5 % of the time',
      profile: 'main:1;__awaiter:2 40\nmain:9 960',
      files: { [file]: '{"compilerOptions":{"target":"ES5"}}' },
    },
    {
      why: 'about a step of the program',
      profile: 'main:1;step:3 900\nmain:9 100',
      files: { [file]: '{}' },
    },
  ],
  hints: [
    {
      why: 'an old target whose helpers are hot, and keeps the comments of tsconfig.json',
      profile: helpers,
      files: { [file]: es2015 },
      safety: 'review',
      differs: /class fields.*before Node\.js 18/,
      fixed: es2015.replace('"es2015"', '"ES2022"'),
    },
    {
      why: 'helpers where no target is given, in a profile from elsewhere too',
      profile: helpers,
      files: { [file]: '{\n  "compilerOptions": {\n    "strict": true\n  }\n}\n' },
      ran: null,
      safety: 'review',
      fixed: '{\n  "compilerOptions": {\n    "strict": true,\n    "target": "ES2022"\n  }\n}\n',
    },
  ],
});

describe('the rule ts-target', () => {
  it('stands on the line of the target, and names the helper with most of the time', () => {
    const hint = hintOf(tsTarget, { why: '', profile: helpers, files: { [file]: es2015 } });
    assert.equal(hint?.file, file);
    assert.equal(hint.line, 4);
    assert.match(formatTemplate(hint.evidence), /^about 15% \(.*older engines, most in `step`$/);
  });
});
