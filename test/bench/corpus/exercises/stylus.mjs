import stylus from './node_modules/stylus/index.js';

for (const text of [
  'a\n  color red\n  &:hover\n    color darken(red, 10%)\n  .b &\n    width 10px * 2',
  'f(a, b = 2)\n  return a + b\n.x\n  width f(1)\n  height f(1, 4px)\n',
  'args()\n  arguments\nbody\n  foo args(1, 2, 3)\n  bar pathjoin("a", "b", "../c")\n  baz join(", ", a b c)',
  'list = 1 2 3\nfor n, i in list\n  .c-{n}\n    margin n * 1px i\nif list[1] == 2 and not false\n  p\n    top 0\nunless 1 > 2\n  q\n    top 1',
  '@media screen and (max-width: 10px)\n  a\n    b c\n@keyframes k\n  from\n    a b\n  to\n    a c\n@font-face\n  src url(x)\n@supports (display: grid)\n  a\n    b c',
  '$p\n  a b\n.q\n  @extend $p\n.r\n  @extend .q\n  {"x" + "y"} z\n  background url("a b.png")',
  'a[href^="x"] > b ~ c + d, e::before, f:not(.g):nth-child(2n+1), table td, input, select\n  x y',
  'a\n  width calc(100% - 3px)\n  @css { raw: 1 }\n  filter progid:DXImageTransform\n  color rgba(#fff, .5)\n  w 5 % 3\n  v -2px // comment\n  u !important',
  'p("debug", 1)\na\n  b selector(".x", ".y")\n  c selectors()\n  d type(1px) typeof(a) unit(3, em) saturate(red, 5%) hsl(1, 2%, 3%)',
  '+mixin()\n  x y\nm()\n  {block}\n  z w\n+m()\n  a b\ntable\n  tr\n    a b\n  td:hover\n    c d\n',
  'a\n b c\n   d e\n f',
  'svg\n  path\n    a b\n  text, g > rect\n    c d\nh1\nh2\nh3 em\n  i j\n*\n  box-sizing border-box\nhtml, body, blockquote, figure, main\n  m 0',
])
  for (const compress of [false, true])
    try {
      console.log(stylus(text, { compress, filename: 'x.styl' }).render());
    } catch (error) {
      console.log(error.message);
    }
