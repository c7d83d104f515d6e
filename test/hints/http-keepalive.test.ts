import { httpKeepalive } from '../../src/core/hints/rules/http-keepalive';
import { httpKeepalivePairs } from './http-keepalive.pair';
import { testRule } from './rule-tester';

testRule(httpKeepalive, {
  bench: httpKeepalivePairs,
  silent: [
    {
      why: 'about the agent that Node takes by itself, which keeps connections',
      file: 'case.mjs',
      code: `
        import http from 'node:http';
        export const f = (url, done) => http.get(url, { headers: {} }, done); //^
        export const g = (url, done) => http.get(url, { agent: http.globalAgent }, done); //^
        export const h = (url, done) => http.get(url, { agent: undefined }, done); //^
      `,
    },
    {
      why: 'about an agent that says already whether it keeps connections',
      file: 'case.mjs',
      code: `
        import { Agent, get } from 'node:https';
        const one = new Agent({ keepAlive: false });
        const two = new Agent({ keepAlive: true, maxSockets: 2 });
        export const f = (url, done) => get(url, { agent: one }, done); //^
        export const g = (url, done) => get(url, { agent: two }, done); //^
        export const h = (url, agent, done) => get(url, { agent }, done); //^
      `,
    },
    {
      why: 'about an agent whose options stand elsewhere',
      file: 'case.mjs',
      code: `
        import http from 'node:http';
        import { options } from './options.mjs';
        const agent = new http.Agent(options);
        const other = new http.Agent({ ...options });
        export const f = (url, done) => http.get(url, { agent }, done); //^
        export const g = (url, done) => http.get(url, { agent: other }, done); //^
      `,
    },
    {
      why: 'about agents of another kind',
      file: 'case.mjs',
      code: `
        import { Agent, hire } from './agents.mjs';
        const agent = new Agent();
        export const f = name => hire(name, { agent }); //^
        export const g = name => hire(name, { agent: false }); //^
      `,
    },
  ],
  hints: [
    {
      why: 'an agent of the file without options',
      file: 'case.mjs',
      code: `
        import http from 'node:http';
        const agent = new http.Agent();
        export const f = (url, done) => http.get(url, { agent }, done); //^
      `,
      safety: 'review',
      differs: /closes a connection/,
      fixed: `
        import http from 'node:http';
        const agent = new http.Agent({ keepAlive: true });
        export const f = (url, done) => http.get(url, { agent }, done);
      `,
    },
    {
      why: 'one with other options, for a client of a package',
      file: 'case.cjs',
      code: `
        const axios = require('axios');
        const { Agent } = require('https');
        const shared = new Agent({
          rejectUnauthorized: true, // it is
        });
        exports.f = url => axios.get(url, { httpsAgent: shared }); //^
      `,
      safety: 'review',
      fixed: `
        const axios = require('axios');
        const { Agent } = require('https');
        const shared = new Agent({
          keepAlive: true, rejectUnauthorized: true, // it is
        });
        exports.f = url => axios.get(url, { httpsAgent: shared });
      `,
    },
    {
      why: 'a request without an agent',
      file: 'case.mjs',
      code: `
        import { request } from 'node:http';
        export const f = (port, done) => request({ port, agent: false }, done); //^
      `,
      safety: 'review',
      fixed: `
        import { request } from 'node:http';
        export const f = (port, done) => request({ port }, done);
      `,
    },
    {
      why: 'an agent for each request, as advice',
      file: 'case.mjs',
      code: `
        import http from 'node:http';
        export const f = (url, done) => http.get(url, { agent: new http.Agent() }, done); //^
      `,
      safety: 'advice',
    },
    {
      why: 'an agent of the function that asks, as advice',
      file: 'case.mjs',
      code: `
        import http from 'node:http';
        export function f(url, done) {
          const agent = new http.Agent();
          return http.get(url, { agent }, done); //^
        }
      `,
      safety: 'advice',
    },
  ],
});
