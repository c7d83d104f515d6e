// A real workload: markdown-it renders a long text over and over. Run with the bench's own node_modules.

const MarkdownIt = require('markdown-it');

const paragraph = `## Chapter with *emphasis* and \`code\`

Text with a [link](https://example.org/a?b=c), **strong words**, a footnote-like [ref][1] and an image ![alt](x.png).

- one item with \`inline\` code
- another, with a nested list
  1. first
  2. second

> A quotation that goes on for
> two lines, with <b>html</b>.

| a | b |
|---|---|
| 1 | 2 |

\`\`\`js
const x = [1, 2, 3].map(n => n * 2);
\`\`\`

[1]: https://example.org/ref
`;

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: true });
const text = paragraph.repeat(150);
let length = 0;
for (let round = 0; round < Number(process.argv[2] ?? 160); round++)
  length += markdown.render(text).length;
console.log(length);
