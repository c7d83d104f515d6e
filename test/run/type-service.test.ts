import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { startTypeService, type TypeLimits } from '../../src/run/type-service';
import { drawn, soundHints } from '../hints/heat';

describe('types from other files', () => {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tuneline-types-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };

  /** The classes of the hints on the marked lines of `main.ts`, by rule, without and with types; and why there are none. */
  const classes = (code: string, limits?: TypeLimits) => {
    const { text, hot } = drawn(code);
    const request = { file: join(folder, 'main.ts'), text, hot, activeSamples: 1000 };
    const problems: string[] = [];
    const service = startTypeService(limits);
    const found = (typed: boolean) =>
      soundHints(request, () => {
        const program = typed ? service.programOf(request.file, text) : undefined;
        if (program === undefined || !('problem' in program)) return program;
        problems.push(program.problem);
        return undefined;
      }).map(({ rule, safety }) => `${rule} ${safety}`);
    return { without: found(false), types: found(true), problems };
  };

  const counting = `
    import { words } from './words';
    export function count(texts: readonly string[]): number {
      let sum = 0;
      for (const text of texts) {
        if (words.indexOf(text) >= 0) sum++; //^
      }
      return sum;
    }
  `;
  const strict = '{ "compilerOptions": { "strict": true } }';
  const advice = ['membership-set advice'];
  const review = ['membership-set review'];

  it('makes a hint as sure as the declared type of what is imported', () => {
    write({
      'tsconfig.json': strict,
      'words.ts': `import { read } from './read';\nexport const words: readonly string[] = read();`,
      'read.ts': 'export function read(): string[] { return []; }',
    });
    assert.deepEqual(classes(counting), { without: advice, types: review, problems: [] });
  });

  it('follows what functions of other files return, through inherited members', () => {
    write({
      'tsconfig.json': strict,
      'base.ts':
        'export class Base { readonly names: readonly string[] = []; first() { return this.names.concat(); } }',
      'derived.ts': `import { Base } from './base';\nexport class Derived extends Base {}`,
    });
    const code = `
      import { Derived } from './derived';
      export function named(derived: Derived, texts: readonly string[]): number {
        let sum = 0;
        const words = derived.first();
        for (const text of texts) if (words.indexOf(text) >= 0) sum++; //^
        return sum;
      }
    `;
    assert.deepEqual(classes(code), { without: advice, types: review, problems: [] });
  });

  for (const [what, words] of Object.entries({
    'any that a text was parsed into': `export const words: string[] = JSON.parse('[]');`,
    'a cast': `export const words = ['a'] as unknown as string[];`,
    'a cast in what a function returns':
      'const read = (): string[] => ({}) as string[];\nexport const words = read();',
    'a type that the caller asks for':
      'declare function read<T>(): T;\nexport const words = read<string[]>();',
    'a value that may be missing': 'const all: string[][] = [];\nexport const words = all[7];',
    'a class of the program that is called like one of the language':
      'class Array<T> { indexOf(one: T) { return 0; } }\nexport const words: Array<string> = new Array();',
  })) {
    it(`takes for no proof ${what}`, () => {
      write({ 'tsconfig.json': strict, 'words.ts': words });
      const { types, problems } = classes(counting);
      assert.deepEqual(problems, []);
      assert.ok(!types.includes('membership-set review'), types.join());
    });
  }

  it('says nothing of a Set where a class of the program has that name', () => {
    const code = `
      import { Set } from './set';
      export function unique(texts: Set<string>, words: readonly string[]): number {
        let sum = 0;
        for (const word of words) if ([...texts].includes(word)) sum++; //^
        return sum;
      }
    `;
    write({
      'tsconfig.json': strict,
      'set.ts': 'export class Set<T> { *[Symbol.iterator](): Iterator<T> {} }',
    });
    const own = classes(code).types;
    write({ 'set.ts': 'export type Set<T> = ReadonlySet<T>;' });
    assert.notDeepEqual(classes(code).types, own);
  });

  it('takes types of JavaScript for no proof', () => {
    write({
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "allowJs": true } }',
      'words.js': `export const words = ['a'];`,
    });
    assert.deepEqual(classes(counting), { without: advice, types: advice, problems: [] });
  });

  it('reads the text that is asked about, not what was saved, and follows what was saved in others', () => {
    write({ 'tsconfig.json': strict, 'main.ts': 'broken(', 'words.ts': 'export const words = 1;' });
    const { text } = drawn(counting);
    const file = join(folder, 'main.ts');
    const service = startTypeService();
    const typeOfWords = (now: string) => {
      const program = service.programOf(file, now);
      assert.ok(!('problem' in program));
      const source = program.getSourceFile(file)!;
      assert.equal(source.text, now);
      return program
        .getTypeChecker()
        .getSymbolsInScope(source, ts.SymbolFlags.Alias)
        .filter(({ name }) => name === 'words')
        .map(symbol =>
          program
            .getTypeChecker()
            .getTypeOfSymbol(program.getTypeChecker().getAliasedSymbol(symbol)),
        )
        .map(type => program.getTypeChecker().typeToString(type));
    };
    assert.deepEqual(typeOfWords(text), ['1']);
    write({ 'words.ts': 'export const words: readonly string[] = [];' });
    assert.deepEqual(typeOfWords(`${text}// unsaved`), ['readonly string[]']);
  });

  for (const [what, files] of Object.entries({
    'can not be read': { 'tsconfig.json': '{ "compilerOptions": {' },
    'extends one that is not there': { 'tsconfig.json': '{ "extends": "./none.json" }' },
  })) {
    it(`does without types where tsconfig.json ${what}, and says so`, () => {
      write({ ...files, 'words.ts': 'export const words: readonly string[] = [];' });
      const { types, problems } = classes(counting);
      assert.deepEqual(types, advice);
      assert.equal(problems.length, 1);
      assert.match(problems[0], /tsconfig\.json/);
    });
  }

  it('runs nothing that tsconfig.json names', () => {
    write({
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "plugins": [{ "name": "./plugin" }] } }',
      'plugin.js': `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'ran'))}, '');`,
      'words.ts': 'export const words: readonly string[] = [];',
    });
    assert.deepEqual(classes(counting).types, review);
    assert.ok(!existsSync(join(folder, 'ran')));
  });

  it('gives up on a project that is too large', () => {
    write({ 'tsconfig.json': strict, 'words.ts': 'export const words: readonly string[] = [];' });
    const { types, problems } = classes(counting, { files: 5, time: 60_000 });
    assert.deepEqual(types, advice);
    assert.match(problems[0], /more than 5 files/);
  });

  it('needs no tsconfig.json', () => {
    write({ 'words.ts': 'export const words: readonly string[] = [];' });
    assert.deepEqual(classes(counting).types, review);
  });
});
