import less from './node_modules/less/lib/less-node/index.js';

for (const text of [
  '@c: #123456; .a { color: darken(@c, 10%); .b { width: (10px * 2); &:hover { x: y } } }',
  '.m(@a; @b: 2) when (@a > 1) { w: (@a + @b) } .m(@a; @b: 2) when (default()) { w: 0 } .x { .m(1); .m(3; 4); }',
  '@s: "a"; @l: 1px 2px 3px; .@{s}-b { e: extract(@l, 2); l: length(@l); f: %("%d/%s/%a", 1, "x", red); r: replace("Hello", "l+", "L", "g"); p: ~"raw" }',
  '.a:extend(.b all) { x: y } .b .c { z: w } @media (min-width: 1px) { .d { e: f } } @plugin "none";',
  '@import (css) url("a.css"); @import (optional) "missing"; .a { background+: url(1.png); background+: url(2.png); width: ~`1`; }',
  '.loop(@n) when (@n > 0) { .l-@{n} { w: (@n * 1px); } .loop(@n - 1) } .loop(4); @d: { a: b }; .z { @d(); color: fade(mix(red, blue, 30%), 50%); u: unit(5, px); e: e("x"); if: if((1 > 0), y, n) }',
  '.a { color: @missing } ',
  '.a { { }',
  '@x: { k: v; }; .b { c: @x[k]; d: min(1px, 3px); each: range(3) } each(range(3), { .e-@{value} { f: @index } })',
])
  await less.render(text, { math: 0 }).then(
    ({ css }) => console.log(css),
    error => console.log(error.type, error.message, error.line),
  );
