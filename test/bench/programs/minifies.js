// A real workload: terser minifies markdown-it and itself. Run with the bench's own node_modules.

const { readFileSync } = require('node:fs');
const { minify } = require('terser');

const code = [require.resolve('markdown-it'), require.resolve('terser')].map(file =>
  readFileSync(file, 'utf8'),
);

async function main() {
  let length = 0;
  for (const text of code) length += (await minify(text)).code.length;
  console.log(length);
}

void main();
