import assert from 'node:assert/strict';
import { explanationOf, formatTemplate, type Template } from '../../src/core/hints/hint';

const evidence: Template = { text: 'about {0} of active time is on this call', args: ['31%'] };
const explained = (text: string, ...args: string[]) =>
  explanationOf({ evidence, differs: { text, args } }, formatTemplate).replace(/^.*?call\. /, '');

describe('what is open of a tuning is a sentence that is understood by itself:', () => {
  for (const [what, text, sentence] of [
    ['a case', 'if `{0}` has holes', 'Differs if `list` has holes.'],
    ['an output', 'in the last digit', 'Differs in the last digit.'],
    [
      'values',
      'for halves and for very large numbers',
      'Differs for halves and for very large numbers.',
    ],
    ['a size', 'slower with fewer than about 40 keys', 'Slower with fewer than about 40 keys.'],
    [
      'why there is no edit',
      'not as an edit: a comment is in the way',
      'Not as an edit: a comment is in the way.',
    ],
  ]) {
    it(what, () => assert.equal(explained(text, 'list'), sentence));
  }
});
