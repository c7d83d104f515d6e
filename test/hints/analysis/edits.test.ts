import assert from 'node:assert/strict';
import ts from 'typescript';
import {
  hasComment,
  insertAfter,
  insertBefore,
  placeBefore,
  statementAround,
  uniqueName,
} from '../../../src/core/hints/analysis/edits';
import { applyEdits, inOrder } from '../../../src/core/text-edit';
import { scopesOf } from '../../../src/core/hints/analysis/scopes';
import { walk } from '../../../src/core/hints/analysis/walk';
import { parse } from '../../../src/core/hints/parse';
import { read as readNodes } from './reading';

function read(text: string): ts.SourceFile {
  const file = parse('/case.ts', text);
  assert.ok(file);
  return file;
}

/** The statement that starts with this text. */
function statement(file: ts.SourceFile, start: string): ts.Statement {
  let found: ts.Statement | undefined;
  walk(file, node => {
    if (ts.isStatement(node) && node.getText().startsWith(start)) found = node;
    return undefined;
  });
  assert.ok(found, start);
  return found;
}

function after(text: string, start: string, code = 'const y = 2'): string {
  return applyEdits(text, [insertAfter(statement(read(text), start), code)]);
}

function before(text: string, start: string, code = 'const y = 2'): string {
  return applyEdits(text, [insertBefore(statement(read(text), start), code)]);
}

describe('adding a statement', () => {
  it('after another goes below it and the comment on its line, indented alike', () => {
    assert.equal(
      after('const x = 1; // one\nf();\n', 'const x'),
      'const x = 1; // one\nconst y = 2;\nf();\n',
    );
    assert.equal(after('{\n\tconst x = 1;\n}', 'const x'), '{\n\tconst x = 1;\n\tconst y = 2;\n}');
    assert.equal(
      after('const x = 1; /* a */ // b', 'const x'),
      'const x = 1; /* a */ // b\nconst y = 2;',
    );
  });

  it('after another stays on the line if more stands there', () => {
    assert.equal(after('const x = 1; f();', 'const x'), 'const x = 1; const y = 2; f();');
    assert.equal(after('{ const x = 1 }', 'const x'), '{ const x = 1; const y = 2; }');
  });

  it('keeps the line breaks of the file, and goes without semicolons where it does', () => {
    assert.equal(
      after('const x = 1;\r\nf();\r\n', 'const x'),
      'const x = 1;\r\nconst y = 2;\r\nf();\r\n',
    );
    assert.equal(after('const x = 1\nf()\n', 'const x'), 'const x = 1\nconst y = 2\nf()\n');
  });

  it('ends in a semicolon where the next line would go on with it', () => {
    assert.equal(
      after('const x = 1\n;[1].map(f)\n', 'const x'),
      'const x = 1\nconst y = 2\n;[1].map(f)\n',
    );
    assert.equal(after('const x = 1\n+f()\n', 'const x').includes('y = 2\n+'), false);
    assert.equal(
      after('const x = 1;\n(f)();\n', 'const x'),
      'const x = 1;\nconst y = 2;\n(f)();\n',
    );
    assert.equal(
      before('function f() {\n  g();\n  return 1\n}', 'return'),
      'function f() {\n  g();\n  const y = 2\n  return 1\n}',
    );
    const file = read('class C {\n  a = 1\n}\ng();\n');
    const [field] = (file.statements[0] as ts.ClassDeclaration).members; // as the text above has it
    assert.equal(
      applyEdits(file.text, [insertAfter(field, 'b = 2')]),
      'class C {\n  a = 1\n  b = 2\n}\ng();\n',
    );
  });

  it('before another goes above the comments that belong to it, not those further up', () => {
    assert.equal(
      before('// far\n\n// near\n/* and nearer */\nf();', 'f'),
      '// far\n\nconst y = 2;\n// near\n/* and nearer */\nf();',
    );
    assert.equal(before('a(); f();', 'f'), 'a(); const y = 2; f();');
    assert.equal(before('a(); // of a\nf();', 'f'), 'a(); // of a\nconst y = 2;\nf();');
  });
});

describe('a place before an expression', () => {
  const at = (text: string, expression: string) => {
    const file = read(text);
    let found: ts.Node | undefined;
    walk(file, node => {
      if (node.getText() === expression) found = node;
      return undefined;
    });
    assert.ok(found);
    const place = placeBefore(found, file);
    return place && applyEdits(text, inOrder(place.insert('const y = 2')));
  };

  it('is before its statement, its label and the loop that it is the condition of', () => {
    assert.equal(
      at('a: for (;;) g(here);', 'here'),
      'a: for (;;) {\n  const y = 2;\n  g(here);\n}',
    );
    assert.equal(
      at('a: while (here) g();', 'here'),
      'const y = 2; a: while (here) g();'.replace('; a', ';\na'),
    );
    assert.equal(
      at('if (x) g(); else g(here);', 'here'),
      'if (x) g(); else {\n  const y = 2;\n  g(here);\n}',
    );
  });

  it('is in a block made from the expression of an arrow function', () => {
    assert.equal(
      at('const f = x =>\n  here;', 'here'),
      'const f = x => {\n  const y = 2;\n  return here;\n};',
    );
    assert.equal(
      at('const f = x => ({ a: here });', 'here'),
      'const f = x => {\n  const y = 2;\n  return ({ a: here });\n};',
    );
    assert.equal(
      at('const f = x => /* why */ here;', 'here'),
      'const f = x => /* why */ {\n  const y = 2;\n  return here;\n};',
    );
  });

  it('is nowhere in a class field, a default of a parameter, a case', () => {
    assert.equal(at('class C { a = here; }', 'here'), undefined);
    assert.equal(at('function f(a = here) {}', 'here'), undefined);
    assert.equal(at('switch (x) { case here: g(); }', 'here'), undefined);
    assert.equal(at('const f = (a = here) => 1;', 'here'), undefined);
    const file = read('f(here);');
    assert.equal(placeBefore(statement(file, 'f'), statement(file, 'f')), undefined);
  });

  it('is in the list of statements where it stands, indented as the file is', () => {
    assert.equal(
      at('switch (x) {\n  case 1:\n    g(here);\n}', 'here'),
      'switch (x) {\n  case 1:\n    const y = 2;\n    g(here);\n}',
    );
    assert.equal(
      at('namespace N {\n  g(here);\n}', 'here'),
      'namespace N {\n  const y = 2;\n  g(here);\n}',
    );
    assert.equal(
      at('{\n\tf();\n}\nif (x) g(here);', 'here'),
      '{\n\tf();\n}\nif (x) {\n\tconst y = 2;\n\tg(here);\n}',
    );
    assert.equal(
      at('{\n    f();\n}\nif (x) g(here);', 'here'),
      '{\n    f();\n}\nif (x) {\n    const y = 2;\n    g(here);\n}',
    );
    assert.equal(
      at('{\n f();\n}\nif (x) g(here);', 'here'),
      '{\n f();\n}\nif (x) {\n  const y = 2;\n  g(here);\n}',
    );
  });

  it('is found of a statement, and of none in the expression of an arrow function', () => {
    const around = (text: string) => {
      const { expression } = readNodes(text);
      return statementAround(expression('here'))?.getText();
    };
    assert.equal(around('if (x) { f(here); }'), 'f(here);');
    assert.equal(around('const f = () => here;'), undefined);
    assert.equal(around('class C { a = here; }'), undefined);
  });
});

describe('names and comments', () => {
  it('a name is new if nothing in the file has it, not even a global or a type', () => {
    const scopes = scopesOf(read('const head = max; type head2 = string; function head3() {}'));
    assert.equal(uniqueName('head', scopes), 'head4');
    assert.equal(uniqueName('max', scopes), 'max2');
    assert.equal(uniqueName('set', scopes), 'set');
    for (const reserved of ['new', 'arguments', 'undefined', 'require', 'await', 'static'])
      assert.equal(uniqueName(reserved, scopes), `${reserved}2`);
  });

  it('a comment is seen, and what looks like one in a text is not', () => {
    const has = (text: string) => hasComment(read(text), 0, text.length);
    assert.equal(has('a /* b */ + c'), true);
    assert.equal(has('a // b'), true);
    assert.equal(has("'// no' + `/* no */`"), false);
  });
});
