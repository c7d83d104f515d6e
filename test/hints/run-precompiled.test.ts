import assert from 'node:assert/strict';
import { runPrecompiled } from '../../src/core/hints/configuration/run-precompiled';
import { formatTemplate } from '../../src/core/hints/hint';
import { hintOf, program, testConfiguration } from './configuration-tester';

const modules = '/app/node_modules';
const compiling = (by: string, samples: number) =>
  `load@${modules}/${by}:1;check@${modules}/typescript/lib/typescript.js:2 ${samples}`;
const profile = `${compiling('ts-node/dist/index.js', 1800)}\nmain:1 200`;

testConfiguration(runPrecompiled, {
  silent: [
    { why: 'where the program takes more', profile: `${profile}\nmain:2 2000` },
    {
      why: 'where it is soon done',
      profile: `${compiling('tsx/dist/loader.mjs', 490)}\nmain:1 100`,
    },
    {
      why: 'about our own compiler, and what compiles tests',
      profile: `load@/tuneline/dist/loader.js:1 900\n${compiling('ts-jest/dist/index.js', 900)}\nmain:1 200`,
    },
    {
      why: 'about a program that calls the compiler itself',
      profile: `main:1;check@${modules}/typescript/lib/typescript.js:2 1800`,
    },
    { why: 'of a profile from elsewhere', profile, ran: null },
    {
      why: 'about a program whose file is not known',
      profile,
      ran: { target: { ...program, file: '' } },
    },
  ],
  hints: [
    {
      why: 'a run that is mostly ts-node and what it calls',
      profile,
      safety: 'advice',
      differs: /compiled again after each change/,
    },
    {
      why: 'a run that is mostly another compiler',
      profile: `${compiling('@swc-node/register/index.js', 600)}\nmain:1 200`,
      safety: 'advice',
    },
  ],
});

describe('the rule run-precompiled', () => {
  it('names what compiles, and how much of the run it is', () => {
    const hint = hintOf(runPrecompiled, { why: '', profile });
    assert.match(formatTemplate(hint?.title ?? { text: '', args: [] }), /TS_NODE_TRANSPILE_ONLY/);
    assert.match(
      formatTemplate(hint?.evidence ?? { text: '', args: [] }),
      /^about 90% \(.*ts-node/,
    );
  });
});
