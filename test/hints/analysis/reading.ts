import assert from 'node:assert/strict';
import ts from 'typescript';
import { type Binding, type Scopes, scopesOf } from '../../../src/core/hints/analysis/scopes';
import { walk } from '../../../src/core/hints/analysis/walk';
import { parse } from '../../../src/core/hints/parse';
import { dedent } from '../heat';

/** A text that was read, with ways to point at parts of it. */
export interface Reading {
  readonly file: ts.SourceFile;
  readonly scopes: Scopes;
  /** The innermost expression whose text this is; the last one in the file, or the `nth` from 0. */
  expression(text: string, nth?: number): ts.Expression;
  identifier(text: string, nth?: number): ts.Identifier;
  /** The innermost node of any kind that starts with this text. */
  starting(text: string): ts.Node;
  /** The only variable of that name. */
  binding(name: string): Binding;
}

export function read(code: string, name = '/case.ts'): Reading {
  const file = parse(name, dedent(code));
  assert.ok(file);
  const scopes = scopesOf(file);
  const all = (test: (node: ts.Node) => boolean) => {
    const found: ts.Node[] = [];
    walk(file, node => {
      if (test(node)) found.push(node);
      return undefined;
    });
    return found;
  };
  const pick = <T extends ts.Node>(found: readonly ts.Node[], text: string, nth?: number) => {
    const node = nth === undefined ? found.at(-1) : found[nth];
    assert.ok(node, `${text} is not in the code`);
    return node as T; // as the caller's test says
  };
  return {
    file,
    scopes,
    expression: (text, nth) =>
      pick(
        all(node => ts.isExpression(node) && node.getText() === text),
        text,
        nth,
      ),
    identifier: (text, nth) =>
      pick(
        all(node => ts.isIdentifier(node) && node.text === text),
        text,
        nth,
      ),
    starting: text =>
      pick(
        all(node => node !== file && node.getText().startsWith(text)),
        text,
      ),
    binding: wanted => {
      const names = all(
        node =>
          ts.isIdentifier(node) &&
          node.text === wanted &&
          scopes.declaredBy(node)?.names[0] === node,
      );
      assert.equal(names.length, 1, `${wanted} is declared ${names.length} times`);
      const binding = scopes.declaredBy(names[0] as ts.Identifier); // as the test above says
      assert.ok(binding);
      return binding;
    },
  };
}
