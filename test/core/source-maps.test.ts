import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import { hotSpots } from '../../src/core/hot-lines';
import { times } from '../../src/core/profile';
import { applySourceMaps } from '../../src/core/apply-source-maps';
import { parseSourceMap, resolveSource } from '../../src/core/source-maps';
import { drawnProfile } from './drawn-profile';

const original = `export function slow(list: number[]): number {
  let sum = 0;
  for (const item of list) {
    sum += item;
  }
  return sum;
}
`;

/** Where a piece of the generated text stands, as drawn profiles write it. */
function placeOf(text: string, piece: string): string {
  const at = text.indexOf(piece);
  assert.ok(at >= 0, `${piece} is not in ${text}`);
  const before = text.slice(0, at).split('\n');
  return `${before.length}:${before[before.length - 1].length}`;
}

const minified = transformSync(original, {
  loader: 'ts',
  sourcefile: 'slow.ts',
  sourcemap: true,
  minifyWhitespace: true,
});

describe('source maps', () => {
  const map = parseSourceMap(minified.map, '/app/dist/slow.js.map', () => true);
  const lookup = () => ({ kind: 'map', map }) as const;

  it('take columns of a one-line script to the right source lines', () => {
    const profile = drawnProfile(`
      slow@/app/dist/slow.js:${placeOf(minified.code, 'sum+=')} 60
      slow@/app/dist/slow.js:${placeOf(minified.code, 'return')} 10`);
    const lines = hotSpots(applySourceMaps(profile, lookup)).lines.map(({ file, line }) => [
      file,
      line,
    ]);
    assert.deepEqual(lines, [
      ['/app/dist/slow.ts', 4],
      ['/app/dist/slow.ts', 6],
    ]);
  });

  it('paint no line for what a loader added to a file that it compiled in memory', () => {
    const code = `function added() {}\n${minified.code}`;
    const { mappings, ...rest } = JSON.parse(minified.map);
    const shifted = JSON.stringify({ ...rest, mappings: `;${mappings}` });
    const inPlace = parseSourceMap(shifted, '/app/slow.ts', () => true);
    const profile = drawnProfile(`
      added@/app/slow.ts:1:5 30
      slow@/app/slow.ts:${placeOf(code, 'sum+=')} 60`);
    const mapped = applySourceMaps(profile, () => ({ kind: 'map', map: inPlace }));
    const lines = hotSpots(mapped).lines.map(({ line, self }) => [line, self]);
    assert.deepEqual(lines, [[4, 60_000]]);
    assert.equal(times(mapped).active, 90_000);
  });

  it('fall back to the function, as uncertain, for a line without a column that holds several source lines', () => {
    const mapped = applySourceMaps(drawnProfile('slow@/app/dist/slow.js:1 60'), lookup);
    const [line] = hotSpots(mapped).lines;
    assert.equal(line.line, 1);
    assert.equal(line.uncertain, 60_000);
  });

  it('take a builtin along with the line that called it', () => {
    const profile = drawnProfile(
      `slow@/app/dist/slow.js:${placeOf(minified.code, 'sum+=')};[add] 60`,
    );
    const [line] = hotSpots(applySourceMaps(profile, lookup)).lines;
    assert.equal(line.line, 4);
    assert.equal(line.calledFromHere[0].name, 'add');
  });

  it('leave code as it ran where its source is not on this machine, and say so', () => {
    const profile = drawnProfile(`slow@/app/dist/slow.js:${placeOf(minified.code, 'sum+=')} 60`);
    const mappedWith = (...files: string[]) => {
      const shipped = (path: string) => files.includes(path);
      const where = ['/app/dist/slow.js.map', '/app/dist/slow.js'] as const;
      const shippedMap = parseSourceMap(minified.map, where[0], shipped, where[1]);
      const mapped = applySourceMaps(profile, () => ({ kind: 'map', map: shippedMap }));
      const [{ file }] = hotSpots(mapped).lines;
      const mapping = mapped.scripts.find(({ name }) => name === file)?.mapping;
      return { file, mapping, unmapped: times(mapped).unmapped };
    };
    const asRan = { file: '/app/dist/slow.js', mapping: 'source-missing', unmapped: 60_000 };
    const source = { file: '/app/dist/slow.ts', mapping: 'mapped', unmapped: 0 };
    assert.deepEqual(mappedWith('/app/dist/slow.js'), asRan);
    assert.deepEqual(mappedWith('/app/dist/slow.js', '/app/dist/slow.ts'), source);
    // A profile from another machine: neither is here, and the source is what a person knows.
    assert.deepEqual(mappedWith(), source);
  });

  it('that are missing leave the lines as they ran, and the unmapped time is known', () => {
    const profile = drawnProfile('slow@/app/dist/slow.js:1 60');
    const kept = applySourceMaps(profile, () => ({
      kind: 'missing',
      detail: 'slow.js.map is not there',
    }));
    assert.equal(hotSpots(kept).lines[0].file, '/app/dist/slow.js');
    assert.equal(times(kept).unmapped, 60_000);
  });

  it('with sections are read', () => {
    const sections = {
      version: 3,
      sections: [{ offset: { line: 2, column: 0 }, map: JSON.parse(minified.map) }],
    };
    const sectioned = parseSourceMap(JSON.stringify(sections), '/app/dist/all.js.map', () => true);
    const [line, column] = placeOf(minified.code, 'sum+=').split(':').map(Number);
    const profile = drawnProfile(`slow@/app/dist/all.js:${line + 2}:${column} 60`);
    const mapped = applySourceMaps(profile, () => ({ kind: 'map', map: sectioned }));
    assert.deepEqual(
      hotSpots(mapped).lines.map(one => [one.file, one.line]),
      [['/app/dist/slow.ts', 4]],
    );
  });

  it('that are broken say what is wrong', () => {
    assert.throws(() => parseSourceMap('{"version":3', '/app/x.map', () => true), /JSON/);
    assert.throws(() => parseSourceMap('{"version":3}', '/app/x.map', () => true), /no mappings/);
    assert.throws(() => parseSourceMap('[]', '/app/x.map', () => true));
  });

  it('find their sources however they are spelled', () => {
    const files = new Set([
      '/app/src/a b#1.ts',
      '/app/src/50%25.ts',
      '/app/lib/x.ts',
      '/project/src/y.ts',
      '/project/src/App.vue',
      '/project #1/src/y.ts',
      'C:\\app\\src\\z.ts',
    ]);
    const found = (source: string, base: string) =>
      resolveSource(source, base, path => files.has(path));
    assert.equal(found('../src/a%20b%231.ts', '/app/dist/out.js.map'), '/app/src/a b#1.ts');
    assert.equal(found('../src/a b#1.ts', '/app/dist/out.js.map'), '/app/src/a b#1.ts');
    assert.equal(found('../src/50%25.ts', '/app/dist/out.js.map'), '/app/src/50%25.ts');
    assert.equal(found('file:///app/lib/x.ts', '/app/dist/out.js.map'), '/app/lib/x.ts');
    assert.equal(
      found('webpack://my-app/./src/y.ts?ab12', '/project/dist/out.js.map'),
      '/project/src/y.ts',
    );
    assert.equal(
      found('webpack://my-app/webpack/bootstrap', '/project/dist/out.js.map'),
      'webpack://my-app/webpack/bootstrap',
    );
    assert.equal(
      found('webpack-internal:///(rsc)/./src/y.ts', '/project/dist/out.js'),
      '/project/src/y.ts',
    );
    // To webpack, such a path lies outside of the project.
    assert.equal(
      found('webpack:///../project \0#1/src/y.ts?ab12', '/project #1/dist/out.js'),
      '/project #1/src/y.ts',
    );
    assert.equal(
      found('../src/App.vue?vue&type=script&lang.ts', '/project/dist/out.js.map'),
      '/project/src/App.vue',
    );
    assert.equal(found('../src/z.ts', 'C:\\app\\dist\\out.js.map'), 'C:\\app\\src\\z.ts');
    assert.equal(found('webpack://a/./src/z.ts', 'C:\\app\\dist\\o.js'), 'C:\\app\\src\\z.ts');
    assert.equal(found('file:///C:/app/src/z.ts', 'C:\\out.js.map'), 'C:\\app\\src\\z.ts');
    assert.equal(found('../src/gone.ts', '/app/dist/out.js.map'), '/app/src/gone.ts');
  });

  it('keep the time in what webpack finds modules with out of the active time', () => {
    const json = { version: 3, sources: ['webpack://app/webpack/bootstrap'], mappings: 'AAAA' };
    const bootstrap = parseSourceMap(JSON.stringify(json), '/app/dist/out.js.map', () => false);
    const mapped = applySourceMaps(
      drawnProfile(`
        require@/app/dist/out.js:1:0 30
        require@/app/dist/out.js:1:0;work@/app/other.js:1:0 60`),
      script =>
        script === '/app/dist/out.js' ? { kind: 'map', map: bootstrap } : { kind: 'none' },
    );
    assert.equal(times(mapped).tool, 30_000);
    assert.equal(times(mapped).active, 60_000);
  });
});
