// A server of a size that is asked for: it renders Markdown for each request, after so many rounds of work to start.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const MarkdownIt = require('markdown-it');

const [characters, rounds, port] = process.argv.slice(2).map(Number);
const markdown = new MarkdownIt();
const source = readFileSync(join(process.cwd(), 'test', 'bench', 'README.md'), 'utf8');
const text = source.repeat(20).slice(0, characters);

let sum = 0;
for (let round = 0; round < rounds; round++)
  for (let i = 0; i < 1e5; i++) sum = (Math.imul(sum, 31) + (i % 7)) | 0;

createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(markdown.render(text));
}).listen(port, '127.0.0.1');

// A bench that was killed leaves no server behind.
const { ppid } = process;
setInterval(() => process.ppid === ppid || process.exit(), 1000).unref();
