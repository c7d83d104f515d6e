import CleanCSS from './node_modules/clean-css/index.js';

const css = [
  'a{color:red;color:#ff0000;margin:0 0 0 0;padding:1px 2px 1px 2px}b{}a{background:url( "x.png" ) no-repeat 0 0 / cover, #fff}',
  '@media print{.a{x:y}}@media print{.b{x:y}}@charset "utf-8";.c:hover,.c:hover{border:1px solid #aabbcc;border-top:none;border-radius:2px 2px 2px 2px}',
  '.d{animation:x 1s ease-in 0s infinite;transition:all .5s;font:italic bold 12px/30px Georgia,serif;list-style:none;outline:0 none;width:calc(1px + (2 * 3px))}',
  '.e{margin-top:1px;margin-right:2px;margin-bottom:3px;margin-left:4px!important}.f{margin:1px 2px 3px 4px;margin-top:5px}.g{color:rgba(0,0,0,.5);filter:alpha(opacity=50)}',
  '@keyframes k{from{a:b}to{a:c}}@font-face{font-family:x;src:url(x.woff)}.h::before{content:"\\201C a"}.i>.j+.k~.l{z:1}@supports (display:grid){.m{display:grid;grid-template-areas:"a b" "c d"}}',
  '.n{color:hsl(120,100%,50%);width:0.50px;height:-0.0em;z:+.5}@import url(missing.css);.o{x:y',
  '.p{background-image:linear-gradient(to right,#fff 0,#000 100%);background-size:1px 2px;background-position:top left}/*! keep */.q{--v: {a:b};w:var(--v)}',
];
for (const options of [
  {},
  { level: 0 },
  { level: 2 },
  { level: { 2: { all: true } } },
  { format: 'beautify' },
  { format: 'keep-breaks', compatibility: 'ie7' },
  { sourceMap: true, level: 2 },
])
  for (const text of [...css, css.join('\n')])
    try {
      const { styles, warnings, errors, sourceMap } = new CleanCSS({
        inline: false,
        ...options,
      }).minify(text);
      console.log(styles, warnings.join(), errors.join(), String(sourceMap ?? ''));
    } catch (error) {
      console.log(error.message);
    }
