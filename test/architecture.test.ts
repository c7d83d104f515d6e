import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

const root = process.cwd();
const source = join(root, 'src');

/** Who may import whom. A room is a folder of src or one of its root files; packages are those each may use from outside. */
const rooms: Record<
  string,
  { readonly rooms: string[]; readonly packages: string[]; readonly node?: boolean }
> = {
  core: { rooms: [], packages: ['@jridgewell/trace-mapping', 'simple-statistics'] },
  'core/hints': { rooms: ['core'], packages: ['typescript', 'jsonc-parser'] },
  run: {
    rooms: ['core'],
    packages: [
      'ws',
      'devtools-protocol',
      'typescript',
      'jsonc-parser',
      'autocannon',
      'simple-statistics',
    ],
    node: true,
  },
  protocol: { rooms: ['core'], packages: [] },
  editor: {
    rooms: ['core', 'core/hints', 'run', 'protocol'],
    packages: ['vscode', 'jsonc-parser'],
    node: true,
  },
  chart: { rooms: ['core', 'protocol'], packages: ['d3-hierarchy'] },
  extension: { rooms: ['core', 'run', 'editor', 'protocol'], packages: ['vscode'], node: true },
  eslint: { rooms: ['core', 'core/hints', 'run'], packages: ['eslint'], node: true },
  cli: { rooms: ['core', 'core/hints', 'run'], packages: [], node: true },
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function roomOf(file: string): string {
  const parts = relative(source, file).replace(/\.ts$/, '').split(sep);
  return parts[0] === 'core' && parts[1] === 'hints' ? 'core/hints' : parts[0];
}

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(imported => imported.fileName);
}

describe('the architecture', () => {
  for (const file of filesUnder(source)) {
    const name = relative(root, file);
    const room = roomOf(file);

    it(`lets ${name} import only what its room may`, () => {
      const allowed = rooms[room];
      assert.ok(allowed, `${name} stands in no known room`);
      for (const imported of importsOf(file)) {
        if (imported.startsWith('.')) {
          const target = roomOf(`${resolve(dirname(file), imported)}.ts`);
          assert.ok(
            target === room || allowed.rooms.includes(target),
            `${name} imports ${imported}`,
          );
        } else if (imported.startsWith('node:')) {
          assert.ok(allowed.node, `${name} imports ${imported}`);
        } else {
          assert.ok(
            allowed.packages.some(one => imported === one || imported.startsWith(`${one}/`)),
            `${name} imports ${imported}`,
          );
        }
      }
    });

    if (room.startsWith('core')) {
      it(`keeps ${name} free of the machine, the clock and chance`, () => {
        const tree = ts.createSourceFile(
          name,
          readFileSync(file, 'utf8'),
          ts.ScriptTarget.Latest,
          true,
        );
        const banned = new Set(['process', 'Buffer', 'document', 'window', 'globalThis']);
        const visit = (node: ts.Node): void => {
          if (ts.isIdentifier(node) && banned.has(node.text) && isFreeUse(node)) {
            assert.fail(`${name} uses ${node.text}`);
          }
          if (ts.isPropertyAccessExpression(node)) {
            const text = node.getText(tree);
            assert.ok(
              !['Date.now', 'Math.random', 'performance.now'].includes(text),
              `${name} uses ${text}`,
            );
          }
          ts.forEachChild(node, visit);
        };
        visit(tree);
      });
    }
  }
});

/** A name that is read, not a property, a key or a declaration of that name. */
function isFreeUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(
    (ts.isVariableDeclaration(parent) && parent.name === node) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent)
  );
}
