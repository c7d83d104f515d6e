// A workload with children: two processes and two worker threads that render at the same time.

const { fork } = require('node:child_process');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

const markdown = join(__dirname, 'markdown.js');
for (let i = 0; i < 2; i++) {
  fork(markdown, ['60'], { stdio: 'ignore' });
  new Worker(markdown, { argv: ['60'], stdout: true });
}
