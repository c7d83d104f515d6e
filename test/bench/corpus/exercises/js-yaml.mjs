import yaml from './node_modules/js-yaml/index.js';

const values = [
  'y',
  'Yes',
  'NO',
  'on',
  'OFF',
  'n',
  'plain',
  'with: colon',
  '- dash',
  '',
  ' lead',
  'multi\nline\n',
  '12',
  '0x1f',
  '1e3',
  '.inf',
  'null',
  '~',
  '#c',
  '@x',
  '2020-01-01',
  'é\u0001',
  '"q"',
  "'s'",
  '%',
  'a #b',
  'x'.repeat(100),
  1,
  -0,
  NaN,
  Infinity,
  1e21,
  null,
  true,
  [],
  {},
  [[1], [2, [3]]],
  { a: { b: [1, { c: 2 }] }, 'key: x': 1, y: 2, No: 3 },
  new Date(0),
  new Uint8Array([1, 2, 3]),
];
const schemas = {
  DEFAULT: yaml.DEFAULT_SCHEMA,
  CORE: yaml.CORE_SCHEMA,
  JSON: yaml.JSON_SCHEMA,
  FAILSAFE: yaml.FAILSAFE_SCHEMA,
};
for (const options of [
  {},
  { flowLevel: 1 },
  { noCompatMode: true },
  { forceQuotes: true, quotingType: '"' },
  { sortKeys: true, lineWidth: 20 },
  { schema: schemas.FAILSAFE, skipInvalid: true },
])
  for (const value of [
    ...values,
    values,
    Object.fromEntries(values.map((one, i) => [String(one) + i, one])),
  ])
    try {
      const text = yaml.dump(value, options);
      console.log(text, JSON.stringify(yaml.load(text, { schema: options.schema })));
    } catch (error) {
      console.log(error.message);
    }
const type = new yaml.Type('!x', { kind: 'scalar', construct: text => ({ text }) });
for (const bad of [{ kind: 'none' }, { kind: 'scalar', nonsense: 1 }, { toString: 1 }, undefined])
  try {
    console.log(new yaml.Type('!y', bad).kind);
  } catch (error) {
    console.log(error.message);
  }
for (const text of [
  '&a [1, *b]',
  '&a [1, 2]',
  'x: &a {k: 1}\ny:\n  <<: *a\n  z: 2',
  '!x hello',
  '!!set {a, b}',
  '!!omap [a: 1]',
  '!!binary aGVsbG8=',
  '- |\n  a\n  b\n- >-\n  c\n  d',
  '{a: [}',
  'a: 1\na: 2',
  '---\n1\n---\n2',
  '? [a]\n: b',
  '__proto__: 1',
])
  try {
    yaml.loadAll(text, one => console.log(JSON.stringify(one)), {
      schema: yaml.DEFAULT_SCHEMA.extend([type]),
    });
  } catch (error) {
    console.log(error.message);
  }
