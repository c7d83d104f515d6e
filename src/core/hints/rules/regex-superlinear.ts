import ts from 'typescript';
import { type Code, defaultGate, type Rule } from '../hint';
import { patternUse } from './regex/pattern-use';
import { repeatedTwice } from './regex/repeated-twice';
import { trimming } from './regex/trimming';

/** Patterns whose time grows faster than the text that they are asked about. */
export const regexSuperlinear: Rule = {
  id: 'regex-superlinear',
  category: 'algorithm',
  explanation: {
    text: 'A pattern that is tried anew at each character of a run takes time that grows with its square, and one that can divide the same run among two repetitions in many ways takes time that doubles with each character. String.trim and its like go through the text once; a repetition of a repetition can mostly be one.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code: Code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const use = patternUse(call, code.scopes);
    return use && (trimming(use, code) ?? repeatedTwice(use));
  },
};
