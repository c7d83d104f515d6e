// Parses good and bad values with many schemas, and says what is wrong in every language there is.
import * as z from './node_modules/zod/src/index.ts';
import * as locales from './node_modules/zod/src/v4/locales/index.ts';

const values = [
  undefined,
  null,
  true,
  0,
  -1,
  3.5,
  NaN,
  'a',
  '',
  'a@b.c',
  'https://a.b',
  '2020-01-01',
  [],
  [1, 2],
  ['a'],
  {},
  { a: 1 },
  { a: 'x', b: 2 },
  new Date(0),
  new Date(NaN),
  10n,
  new Set([1]),
  new Map([[1, 2]]),
  Symbol.iterator,
  () => 1,
  { __proto__: null, a: 1 },
  'x'.repeat(40),
  1e21,
  Infinity,
];
const schemas = {
  string: z.string().min(2).max(8),
  starts: z.string().startsWith('a').endsWith('z').includes('m').regex(/b/),
  email: z.email(),
  url: z.url(),
  uuid: z.uuid(),
  ipv4: z.ipv4(),
  cidr: z.cidrv4(),
  date: z.iso.date(),
  base64: z.base64(),
  jwt: z.jwt(),
  emoji: z.emoji(),
  lower: z.string().lowercase(),
  number: z.number().int().gt(1).lt(100).multipleOf(2),
  bigint: z.bigint().positive(),
  array: z.array(z.number()).min(1).max(1),
  set: z.set(z.number()).min(2).max(1),
  map: z.map(z.string(), z.string()),
  tuple: z.tuple([z.string(), z.number()]),
  record: z.record(z.enum(['a', 'b']), z.number()),
  object: z.strictObject({ a: z.string() }),
  union: z.union([z.string(), z.array(z.string())]),
  discriminated: z.discriminatedUnion('a', [
    z.object({ a: z.literal('x') }),
    z.object({ a: z.literal('y') }),
  ]),
  enum: z.enum(['x', 'y']),
  literal: z.literal(3),
  dateObject: z.date().min(new Date(5)),
  nan: z.nan(),
  never: z.never(),
  custom: z.custom(value => value === 1),
  coerced: z.coerce.number(),
  file: z.instanceof(Map),
};
for (const [language, locale] of Object.entries(locales)) {
  z.config(locale());
  for (const [name, schema] of Object.entries(schemas))
    for (const value of values) {
      const result = (() => {
        try {
          return schema.safeParse(value);
        } catch (error) {
          return { error };
        }
      })();
      if (result.success)
        console.log(language, name, String(Object.prototype.toString.call(result.data)));
      else
        console.log(
          language,
          name,
          JSON.stringify(result.error.issues ?? String(result.error), (_, v) =>
            typeof v === 'bigint' ? `${v}n` : v,
          ),
        );
    }
}
