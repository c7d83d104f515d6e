import picomatch from './node_modules/picomatch/index.js';

const patterns = [
  '*',
  '**',
  '*.js',
  '**/*.{js,ts}',
  'a/{b,c}/d',
  '!(a|b)',
  '@(a|b)*',
  '+(ab)c',
  '?(x)y',
  '[a-c]*',
  '[!a]*',
  '[[:alpha:]]1',
  'a\\*b',
  '{1..3}',
  '{a..c}',
  '{01..10..3}',
  '**/a/**',
  './a',
  'a/**/b',
  '.*',
  '!**/*.md',
  '(a|b).c',
  'a?c',
  '"*"',
  '[',
  '{',
  'a{b',
  '***',
  '!!a',
  '**/!(x)/y',
];
const paths = [
  'a',
  'b',
  'a.js',
  'x/y.ts',
  'a/b/d',
  'a/c/d',
  'abc',
  'ababc',
  'xy',
  'y',
  'c1',
  'a*b',
  '1',
  '2',
  '03',
  '04',
  '.git',
  'x/a/y',
  './a',
  'a/b',
  'a/x/y/b',
  'r.md',
  'b.c',
  '*',
  '[',
  '{',
  'x/z/y',
  'a\\b',
];
for (const pattern of patterns)
  for (const options of [
    {},
    { dot: true },
    { nobrace: true },
    { contains: true, nocase: true },
    { bash: true, windows: true },
    { expandRange: (a, b) => `(${a}|${b})` },
  ])
    try {
      const isMatch = picomatch(pattern, options);
      console.log(
        pattern,
        String(picomatch.makeRe(pattern, options)),
        paths.filter(path => isMatch(path)).join(' '),
        JSON.stringify(picomatch.scan(pattern, { parts: true })),
      );
    } catch (error) {
      console.log(pattern, error.message);
    }
