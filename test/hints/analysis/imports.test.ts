import assert from 'node:assert/strict';
import { globalName } from '../../../src/core/hints/analysis/builtins';
import { moduleMember } from '../../../src/core/hints/analysis/imports';
import { shapeOf } from '../../../src/core/hints/analysis/shapes';
import { read } from './reading';

/** What the last expression of that text stands for. */
function member(code: string, text: string): string | undefined {
  const { scopes, expression } = read(code, '/case.js');
  const found = moduleMember(expression(text), scopes);
  return found && `${found.module} ${found.name}`;
}

describe('a member of a module', () => {
  it('is known however it was imported', () => {
    assert.equal(member("import { join } from 'node:path'; join();", 'join'), 'path join');
    assert.equal(member("import { join as j } from 'path'; j();", 'j'), 'path join');
    assert.equal(member("import * as path from 'path'; path.join();", 'path.join'), 'path join');
    assert.equal(
      member("import fs from 'node:fs'; fs.readFileSync();", 'fs.readFileSync'),
      'fs readFileSync',
    );
    assert.equal(member("const { join: j } = require('path'); j();", 'j'), 'path join');
    assert.equal(
      member("const path = require('node:path'); path.join();", 'path.join'),
      'path join',
    );
  });

  it('is not known where the name may mean something else', () => {
    assert.equal(
      member("let path = require('path'); path = 1; path.join();", 'path.join'),
      undefined,
    );
    assert.equal(member("const { join = 1 } = require('path'); join();", 'join'), undefined);
    assert.equal(member("const path = load('path'); path.join();", 'path.join'), undefined);
    assert.equal(member('const path = require(); path.join();', 'path.join'), undefined);
    assert.equal(member("import path from 'path'; path?.join();", 'path?.join'), undefined);
    assert.equal(member("const [join] = require('path'); join();", 'join'), undefined);
    assert.equal(member("let { join } = require('path'); join();", 'join'), undefined);
    assert.equal(member("function f({ join } = require('path')) { join(); }", 'join'), undefined);
    assert.equal(
      member("const path = require('path'); eval(a); path.join();", 'path.join'),
      undefined,
    );
    assert.equal(
      member("import path from 'path'; f(path => path.join());", 'path.join'),
      undefined,
    );
    assert.equal(member('join();', 'join'), undefined);
  });

  it('is the global where both are one', () => {
    const name = (code: string) => {
      const { scopes, identifier } = read(code, '/case.js');
      return globalName(identifier('Buffer'), scopes);
    };
    assert.equal(name('Buffer.from();'), 'Buffer');
    assert.equal(name("import { Buffer } from 'node:buffer'; Buffer.from();"), 'Buffer');
    assert.equal(name("const { Buffer } = require('buffer'); Buffer.from();"), 'Buffer');
    assert.equal(name("import { Buffer } from './buffer'; Buffer.from();"), undefined);
    assert.equal(name('const Buffer = 1; Buffer.from();'), undefined);
  });
});

describe('the shape of bytes', () => {
  it('is told by their class and by what makes them', () => {
    const kind = (code: string, text: string) => {
      const { scopes, expression } = read(code);
      return shapeOf(expression(text), scopes).kind;
    };
    assert.equal(kind('const f = (b: Buffer) => b;', 'b'), 'bytes');
    assert.equal(kind('for (const b of [] as Uint8Array[]) b;', 'b'), 'bytes');
    assert.equal(kind("const b = Buffer.from('a'); b;", 'b'), 'bytes');
    assert.equal(kind("import { Buffer } from './b'; const f = (b: Buffer) => b;", 'b'), 'unknown');
  });
});
