import { exceptionsAsControlFlow } from '../../src/core/hints/rules/exceptions-as-control-flow';
import { exceptionsAsControlFlowPairs } from './exceptions-as-control-flow.pair';
import { testRule } from './rule-tester';

testRule(exceptionsAsControlFlow, {
  bench: exceptionsAsControlFlowPairs,
  silent: [
    {
      why: 'about an error that is made once',
      code: `
        const missing = new Error('missing'); //^
        export const f = () => missing;
      `,
    },
    {
      why: 'about classes of the program',
      code: `
        class ParseError { constructor(readonly text: string) {} }
        export const f = (text: string) => new ParseError(text); //^
      `,
    },
    {
      why: 'where other work on the line takes the time',
      measured: { callees: [{ name: 'JSON.stringify', share: 0.38, samples: 380 }] },
      code: `
        export const f = (o: object) => new Error(JSON.stringify(o)); //^
      `,
    },
  ],
  hints: [
    {
      why: 'an error that is thrown again and again',
      code: `
        export function f(x: number) {
          if (x < 0) throw new RangeError('negative'); //^
          return Math.sqrt(x);
        }
      `,
      safety: 'advice',
    },
    {
      why: 'an error that is made for its text',
      code: `
        export const f = (x: number) => ({ problem: new Error(\`no \${x}\`) }); //^
      `,
      safety: 'advice',
    },
  ],
});
