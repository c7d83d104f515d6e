import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { Folder } from './cli/tuneline';

// By the name that users import it by, as package.json exports it.
const tuneline = createRequire(join(process.cwd(), 'package.json'))('tuneline/eslint');

const program = `const known = Array.from({ length: 3000 }, (_, n) => \`word \${n}\`);
export function drain(items: number[]): number {
  const queue = [...items];
  let sum = 0;
  while (queue.length > 0) {
    sum += queue.shift()!;
  }
  return sum;
}
export function count(list: readonly string[], words: string[]): number {
  let found = 0;
  for (const word of words) if (list.includes(word)) found++;
  return found;
}
const items = Array.from({ length: 40_000 }, (_, i) => i);
const words = items.slice(0, 400).map(i => \`other \${i}\`);
for (const end = Date.now() + 700; Date.now() < end;) {
  drain(items);
  for (let n = 0; n < 60; n++) count(known, words);
}
`;

describe('the plugin of ESLint', () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
    folder.write('main.ts', program);
    folder.write('other.ts', 'export {};\n');
    folder.tuneline(['profile', 'main.ts', '--out', 'main.cpuprofile']);
  });
  after(() => folder.remove());

  async function lint(
    settings: Linter.Config['settings'],
    files: string[],
    fix = false,
    parserOptions: Linter.ParserOptions = {},
  ): Promise<ESLint.LintResult[]> {
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: [
        { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions } },
        { files: ['**/*.ts'], ...tuneline.configs.recommended, settings },
      ],
      fix,
    });
    return eslint.lintFiles(files);
  }

  it('reports the tunings of a saved profile, with a suggestion where one needs review', async () => {
    const [{ messages }] = await lint({ tuneline: { profile: 'main.cpuprofile' } }, ['main.ts']);
    const shift = messages.find(({ line }) => line === 6);
    assert.equal(shift?.ruleId, 'tuneline/hint');
    assert.match(
      shift.message,
      /^Take from `queue` by an index.*%\) of active time is on this call/,
    );
    assert.ok(shift.fix);
    const includes = messages.find(({ line }) => line === 12);
    assert.equal(includes?.fix, undefined);
    assert.match(
      includes?.suggestions?.[0].desc ?? '',
      /^Keep a Set beside `list`.*\. (Differs if|Slower with)/,
    );
    assert.equal(messages.length, 2);
  });

  it('fixes what is safe, and says nothing of the lines that it has changed', async () => {
    const settings = { tuneline: { profile: 'main.cpuprofile' } };
    const [{ output, messages }] = await lint(settings, ['main.ts'], true);
    assert.match(output ?? '', /sum \+= queue\[head\+\+\]!;/);
    assert.deepEqual(
      messages.map(({ line }) => line),
      [13],
      'the other moved down by a line',
    );
  });

  it('is silent without a profile, on files that it does not know, and on another text', async () => {
    assert.deepEqual((await lint({}, ['main.ts']))[0].messages, []);
    const settings = { tuneline: { profile: 'main.cpuprofile' } };
    assert.deepEqual((await lint(settings, ['other.ts']))[0].messages, []);
    folder.write('main.ts', program.replace(/drain/g, 'empty').replace(/count/g, 'sum'));
    assert.deepEqual((await lint(settings, ['main.ts']))[0].messages, []);
    folder.write('main.ts', program);
  });

  it('says once what is wrong with a profile', async () => {
    const settings = { tuneline: { profile: 'nowhere.cpuprofile' } };
    for (const _ of [1, 2]) {
      const results = await lint(settings, ['main.ts', 'other.ts']);
      const messages = results.flatMap(result => result.messages);
      assert.equal(messages.length, 1);
      assert.match(messages[0].message, /^Tuneline: There is no file .*nowhere\.cpuprofile/);
    }
  });

  it('is in the package', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const [{ files }] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: 'pipe' }));
    const names: string[] = files.map(({ path }: { path: string }) => path);
    for (const name of ['dist/eslint.js', 'dist/cli.js', 'src/tuneline.mjs'])
      assert.ok(names.includes(name), `${name} is not in ${names.join(' ')}`);
  });

  it('knows the types of other files where the parser does', async () => {
    folder.write('tsconfig.json', '{ "compilerOptions": { "strict": true } }');
    folder.write(
      'known.ts',
      'export const known: readonly string[] = Array.from({ length: 3000 }, (_, n) => `word ${n}`);\n',
    );
    folder.write(
      'typed.ts',
      `import { known } from './known.ts';
function count(words: readonly string[]): number {
  let found = 0;
  for (const word of words) if (known.indexOf(word) >= 0) found++;
  return found;
}
for (const end = Date.now() + 700; Date.now() < end;) count(['none', 'other']);
`,
    );
    folder.tuneline(['profile', 'typed.ts', '--out', 'typed.cpuprofile']);
    const settings = { tuneline: { profile: 'typed.cpuprofile' } };
    const offered = async (options: Linter.ParserOptions) => {
      const [{ messages }] = await lint(settings, ['typed.ts'], false, options);
      return messages.map(({ line, suggestions }) => [line, suggestions?.length ?? 0]);
    };
    assert.deepEqual(await offered({}), [[4, 0]]);
    const typed = { projectService: true, tsconfigRootDir: folder.path };
    assert.deepEqual(await offered(typed), [[4, 1]]);
  });
});
