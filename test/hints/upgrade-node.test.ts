import assert from 'node:assert/strict';
import { upgradeNode } from '../../src/core/hints/configuration/upgrade-node';
import { formatTemplate } from '../../src/core/hints/hint';
import { hintOf, program, testConfiguration } from './configuration-tester';

const profile = 'main:1 850\n(gc) 150';
const ran = { nodeVersion: '20.20.2' };

testConfiguration(upgradeNode, {
  silent: [
    { why: 'where less is garbage collection', profile: 'main:1 910\n(gc) 90', ran },
    { why: 'on too few samples', profile: 'main:1 60\n(gc) 40', ran },
    ...['22.23.3', '24.21.0', '26.10.0'].map(nodeVersion => ({
      why: `on Node.js ${nodeVersion}`,
      profile,
      ran: { nodeVersion },
    })),
    { why: 'of a profile from elsewhere', profile, ran: null },
    {
      why: 'about a program whose file is not known',
      profile,
      ran: { ...ran, target: { ...program, file: '' } },
    },
  ],
  hints: [
    {
      why: 'much garbage collection on Node.js 20',
      profile,
      ran,
      safety: 'advice',
      differs: /may gain nothing/,
    },
  ],
});

describe('the rule upgrade-node', () => {
  it('names the version that ran, and how much of the time it is about', () => {
    const hint = hintOf(upgradeNode, { why: '', profile, ran });
    assert.equal(hint?.file, program.file);
    assert.match(formatTemplate(hint.title), /Node\.js 24 instead of 20\.20\.2/);
    assert.match(formatTemplate(hint.evidence), /^about 15% \(.* is garbage collection$/);
  });
});
