import { builtinPlugins, optimize } from './node_modules/svgo/lib/svgo-node.js';

const inputs = [
  '<?xml version="1.0"?><!-- c --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" viewBox="0 0 100 100"><style>.a{fill:red;stroke:#ff0000}#b>c{x:y}.unused{a:b}</style><defs><linearGradient id="g"><stop offset="0" stop-color="#ffffff"/></linearGradient></defs><g class="a" transform="translate(10 20) rotate(45) scale(2)"><g fill="blue"><path id="b" d="M 10 10 L 20.123456 20 l 10 0 C 1 2 3 4 5 6 z M0 0 h10 v10 H0 Z"/></g><rect x="0" y="0" width="10" height="10"/><circle cx="5" cy="5" r="5"/></g><use xlink:href="#b"/><text> a  <tspan> b</tspan></text></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg"><g><g><path d="M1 1L2 2"/><path d="M3 3L4 4"/></g></g><ellipse rx="0" ry="1" cx="1"/><polygon points="1,1 2,2 3 3"/><line x1="0" y1="0" x2="5" y2="5" style="stroke: rgb(0,0,0); stroke-width: 1px; opacity:1"/><image href="data:image/png;base64,AA=="/><a target="_blank"><title>t</title><desc>d</desc></a><script>1</script></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg"><path d="M10 80 Q 52.5 10, 95 80 T 180 80 A 30 50 0 0 1 162.55 162.45 S 1 2 3 4"/><path transform="matrix(1 0 0 -1 3 4)" d="m0 0 1 1 2-2"/><path d="bad"/></svg>',
  '<svg><unclosed></svg>',
];
const all = builtinPlugins
  .map(({ name }) => name)
  .filter(
    name =>
      ![
        'removeAttributesBySelector',
        'addAttributesToSVGElement',
        'addClassesToSVGElement',
        'removeAttrs',
        'removeElementsByAttr',
      ].includes(name),
  );
for (const text of inputs)
  for (const options of [
    {},
    { multipass: true, floatPrecision: 1 },
    { js2svg: { pretty: true, indent: 2 } },
    ...all.map(name => ({ plugins: [name] })),
    {
      plugins: [
        'preset-default',
        { name: 'prefixIds', params: { prefix: 'p' } },
        'reusePaths',
        'sortAttrs',
      ],
    },
  ])
    try {
      console.log(optimize(text, options).data);
    } catch (error) {
      console.log(error.message);
    }
