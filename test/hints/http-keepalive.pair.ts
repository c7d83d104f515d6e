import type { BenchPair } from './rule-tester';

export const httpKeepalivePairs: readonly BenchPair[] = [
  {
    rule: 'http-keepalive',
    file: 'requests.cjs',
    code: `
      const http = require('http');
      const server = http.createServer((request, response) => response.end('ok'));
      const listens = new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
      const agent = new http.Agent();
      const ask = port => new Promise((resolve, reject) => {
        http.get({ host: '127.0.0.1', port, agent }, response => { //^
          let size = 0;
          response.on('data', chunk => (size += chunk.length));
          response.on('end', () => resolve(size));
        }).on('error', reject);
      });
      async function requests(n) {
        await listens;
        let size = 0;
        for (let i = 0; i < n; i++) size += await ask(server.address().port);
        return size;
      }
    `,
    call: 'requests',
    inputs: '[size]',
    sizes: [20],
    firesAt: 20,
  },
];
