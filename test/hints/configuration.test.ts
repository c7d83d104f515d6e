import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/text-edit';
import { configurationHints } from '../../src/core/hints/configuration';
import { formatTemplate } from '../../src/core/hints/hint';
import { drawnProfile } from '../core/drawn-profile';

const hints = (drawing: string, tsconfig?: string) =>
  configurationHints(
    drawnProfile(drawing),
    name => (tsconfig === undefined ? undefined : { file: `/app/${name}`, text: tsconfig }),
    undefined,
  );

describe('hints on the configuration', () => {
  const helpers = `main:1;__awaiter:2;step:3;[Generator.next] 100
    main:1;__awaiter:2;[Promise];:6 20
    main:1;step:4 30
    main:9 850`;

  it('raise an old target whose helpers are hot, and keep the comments of tsconfig.json', () => {
    const text = `{
  // for the old server
  "compilerOptions": {
    "target": "es2015", // why?
    "strict": true,
  },
}
`;
    const [hint] = hints(helpers, text);
    assert.equal(hint.rule, 'ts-target');
    assert.equal(hint.file, '/app/tsconfig.json');
    assert.equal(hint.line, 4);
    assert.equal(hint.safety, 'review');
    assert.match(formatTemplate(hint.evidence), /^about 15% \(.*older engines, most in `step`$/);
    assert.equal(applyEdits(text, hint.edits), text.replace('"es2015"', '"ES2022"'));
  });

  it('add a target where there is none', () => {
    const text = '{\n  "compilerOptions": {\n    "strict": true\n  }\n}\n';
    const [{ edits }] = hints(helpers, text);
    assert.deepEqual(JSON.parse(applyEdits(text, edits)).compilerOptions, {
      strict: true,
      target: 'ES2022',
    });
  });

  it('are silent on a new target, without a tsconfig.json, and below 5 % of the time', () => {
    assert.deepEqual(hints(helpers, '{"compilerOptions":{"target":"ES2022"}}'), []);
    assert.deepEqual(hints(helpers), []);
    const few = 'main:1;__awaiter:2 40\nmain:9 960';
    assert.deepEqual(hints(few, '{"compilerOptions":{"target":"ES5"}}'), []);
    assert.deepEqual(hints('main:1;step:3 900\nmain:9 100', '{}'), [], 'a step of the program');
  });

  it('name a build for development that is hot', () => {
    const file = '/app/node_modules/react-dom/cjs/react-dom-server.development.js';
    const [hint] = hints(`main:1;render@${file}:7 400\nmain:2 600`);
    assert.equal(hint.rule, 'node-env-production');
    assert.match(formatTemplate(hint.title), /NODE_ENV=production.*server\.development\.js/);
    assert.deepEqual(hint.edits, []);
    assert.deepEqual(hints(`main:1;render@${file.replace('development', 'production')}:7 400`), []);
  });

  it('advise Node.js 24 instead of 20 where much of the time is garbage collection, and nobody else', () => {
    const target = { kind: 'file', file: '/app/main.js', args: [], cwd: '/app', env: {} } as const;
    const rules = (drawing: string, nodeVersion: string) => {
      const ran = { target, nodeVersion, nodeOptions: undefined };
      return configurationHints(drawnProfile(drawing), () => undefined, ran);
    };
    const [hint, ...others] = rules('main:1 850\n(gc) 150', '20.20.2');
    assert.deepEqual(others, []);
    assert.deepEqual([hint.rule, hint.safety, hint.file], ['upgrade-node', 'advice', target.file]);
    assert.match(formatTemplate(hint.title), /Node\.js 24 instead of 20\.20\.2/);
    assert.match(formatTemplate(hint.evidence), /^about 15% \(.* is garbage collection$/);
    assert.deepEqual(rules('main:1 910\n(gc) 90', '20.20.2'), []);
    assert.deepEqual(rules('main:1 60\n(gc) 40', '20.20.2'), [], 'too few samples');
    for (const version of ['22.23.3', '24.21.0', '26.10.0'])
      assert.deepEqual(rules('main:1 850\n(gc) 150', version), [], version);
    assert.deepEqual(
      configurationHints(drawnProfile('main:1 850\n(gc) 150'), () => undefined, undefined),
      [],
    );
  });
});
