import assert from 'node:assert/strict';
import { nodeEnvProduction } from '../../src/core/hints/configuration/node-env-production';
import { formatTemplate } from '../../src/core/hints/hint';
import { hintOf, testConfiguration } from './configuration-tester';

const development = '/app/node_modules/react-dom/cjs/react-dom-server.development.js';
const profile = `main:1;render@${development}:7 400\nmain:2 600`;

testConfiguration(nodeEnvProduction, {
  silent: [
    {
      why: 'about a build for production',
      profile: profile.replace('development', 'production'),
    },
    {
      why: 'about a file of the program that is called so',
      profile: profile.replace('/node_modules', ''),
    },
    { why: 'below 5 % of the time', profile: `main:1;render@${development}:7 40\nmain:2 960` },
  ],
  hints: [
    {
      why: 'a build for development that is hot',
      profile,
      safety: 'advice',
      differs: /other packages/,
    },
  ],
});

describe('the rule node-env-production', () => {
  it('names the build and its file', () => {
    const hint = hintOf(nodeEnvProduction, { why: '', profile });
    assert.equal(hint?.file, development);
    assert.match(formatTemplate(hint.title), /NODE_ENV=production.*server\.development\.js/);
  });
});
